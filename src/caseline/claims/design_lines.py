"""The design of a course and what was recorded in it, in words for the clinician."""

from caseline.claims.features import Features, PhasePoints
from caseline.claims.words import Words
from caseline.record import NOT_ON_RECORD, NotOnRecord


def design_lines(features: Features, say: Words) -> list[str]:
    """How the course was planned, and how many readings each phase has."""
    design = features.design
    line = say.say(
        "clinician",
        "design",
        order=_word("order", design.order, say),
        switches=_counted("switches", design.n_switches, say),
        pairs=_counted("pairs", design.n_pairs, say),
        blinding=_word("patient", features.blinding.patient, say),
        ocebm=_ocebm(features),
    )
    return [line, *_points(features, say)]


def _ocebm(features: Features) -> int:
    """Benefit, OCEBM 2011: a randomised n-of-1 trial is level 1, a case description level 4."""
    design = features.design
    pairs = design.n_pairs
    return 1 if design.randomised and isinstance(pairs, int) and pairs >= 2 else 4


def _points(features: Features, say: Words) -> list[str]:
    """How many readings each phase has, and what they are worth."""
    if features.points is NOT_ON_RECORD or any(one.summary is True for one in features.points):
        return []
    phases = "; ".join(_phase(one, say) for one in features.points)
    return [say.say("clinician", "points", phases=phases)]


def _phase(one: PhasePoints, say: Words) -> str:
    parts = [f"{one.letter} {_value(one.n, say)}"]
    if isinstance(one.n_eff, int | float):
        n = say.number(one.n_eff, 0)
        parts.append(say.say("clinician", "n_eff_one" if n == "1" else "n_eff", n=n))
    if isinstance(one.missing_share, int | float):
        parts.append(say.say("clinician", "missing", percent=round(100 * one.missing_share)))
    return ", ".join(parts)


def _word(section: str, value: object, say: Words) -> str:
    return say.say("record", f"{section}_{str(value).replace(' ', '_').replace('-', '_')}")


def _counted(what: str, n: int | NotOnRecord, say: Words) -> str:
    if n is NOT_ON_RECORD:
        return say.say("record", f"{what}_not_on_record")
    return say.say("record", {0: f"{what}_none", 1: f"{what}_one"}.get(n, what), n=n)


def _value(value: object, say: Words) -> str:
    return say.say("record", "not_on_record") if value is NOT_ON_RECORD else str(value)
