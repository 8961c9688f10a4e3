"""A claim for the clinician: design, numbers, both levels, and every threat with its id."""

from caseline.claims.features import Features
from caseline.claims.judge import Claim
from caseline.claims.level import Level
from caseline.claims.sentences import Finding, detectable, finding, threat_sentence
from caseline.claims.verdict import Posterior, RandomisationTest
from caseline.claims.words import Language, Words, words
from caseline.record import NOT_ON_RECORD


def clinician_lines(
    claim: Claim,
    features: Features,
    posterior: Posterior | None,
    lang: Language,
    test: RandomisationTest | None = None,
) -> tuple[str, ...]:
    """The answer for the clinician, line by line."""
    say, found = words(lang), finding(claim, features)
    return (
        _design(features, say),
        say.say("clinician", f"changed_{claim.changed.replace(' ', '_')}"),
        *_numbers(claim, features, posterior, say, test),
        _line("package", claim.package, found, say),
        _line("drug", claim.drug, found, say),
        say.say("clinician", "others"),
        *(_threat(claim, index, lang, say) for index in range(len(claim.threats))),
        *_unassessed(claim, say),
        say.say("clinician", "rules", version=claim.rules),
    )


def _design(features: Features, say: Words) -> str:
    design = features.design
    return say.say(
        "clinician",
        "design",
        switches=_word(design.n_switches, say),
        order=_word(design.order, say),
        pairs=_word(design.n_pairs, say),
        blinding=_word(features.blinding.patient, say),
        ocebm=_ocebm(features),
    )


def _ocebm(features: Features) -> int:
    """Benefit, OCEBM 2011: a randomised n-of-1 trial is level 1, a case description level 4."""
    design = features.design
    pairs = design.n_pairs
    return 1 if design.randomised and isinstance(pairs, int) and pairs >= 2 else 4


def _numbers(
    claim: Claim,
    features: Features,
    posterior: Posterior | None,
    say: Words,
    test: RandomisationTest | None,
) -> list[str]:
    lines = []
    if claim.refused is not None:
        key = claim.refused.replace(" ", "_").replace("-", "_")
        lines.append(say.say("refused_clinician", key))
    if claim.verdict is None or posterior is None:
        return lines
    lines.append(_effect(posterior, say))
    bar = say.number(claim.verdict.bar, 2)
    lines.append(say.say("clinician", "verdict", code=claim.verdict.code, bar=bar))
    if claim.verdict.code != claim.verdict.model and test is not None:
        p, smallest = say.number(test.p, 3), say.number(test.smallest_p, 3)
        model = claim.verdict.model
        lines.append(say.say("clinician", "overruled", model=model, p=p, smallest=smallest))
    if claim.verdict.code == "S0":
        lines.append(detectable(features, say, "clinician"))
    return lines


def _effect(posterior: Posterior, say: Words) -> str:
    matters = posterior.p_matters
    return say.say(
        "clinician",
        "effect",
        mean=say.number(posterior.mean, 2),
        low=say.number(posterior.low, 2),
        high=say.number(posterior.high, 2),
        p_better=say.number(posterior.p_better, 3),
        p_matters=say.say("record", "unknown") if matters is None else say.number(matters, 3),
    )


def _line(which: str, level: Level, found: Finding | None, say: Words) -> str:
    if level is Level.C0:
        sentence = say.say("clinician", "C0")
    elif found is None:
        sentence = say.say("clinician", "cannot")
    else:
        sentence = say.say("clinician", level.name, finding=say.say("clinician", found))
    return say.say("clinician", which, level=level.name, sentence=sentence)


def _threat(claim: Claim, index: int, lang: Language, say: Words) -> str:
    threat = claim.threats[index]
    sentence = threat_sentence(threat, lang)
    return say.say("clinician", "threat", id=threat.id, severity=threat.severity, sentence=sentence)


def _unassessed(claim: Claim, say: Words) -> list[str]:
    ids = ", ".join(claim.unassessed)
    return [say.say("clinician", "unassessed", ids=ids)] if ids else []


def _word(value: object, say: Words) -> str:
    if value is NOT_ON_RECORD:
        return say.say("record", "not_on_record")
    return str(value) if isinstance(value, int) else say.say("record", str(value))
