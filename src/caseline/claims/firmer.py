"""What would make an answer firmer: what the record or the design lacks, and nothing else."""

from collections.abc import Callable, Sequence

from caseline.claims.ceilings import ceiling
from caseline.claims.facts import unless_yes
from caseline.claims.features import Features
from caseline.claims.finding import finding
from caseline.claims.judge import Claim
from caseline.claims.level import Level
from caseline.claims.rules import firmer_key, rule
from caseline.claims.threat import Threat
from caseline.record import NOT_ON_RECORD

# What asks for taking the treatment again: not where it may have made things worse.
AGAIN = ("trial", "blind", "lot", "more", "longer", "match")


def firmer(claim: Claim, features: Features, threats: Sequence[Threat]) -> tuple[str, ...]:
    """The names of what would help against these threats, in their order, each once."""
    asked = [firmer_key(threat.id, threat.reason) for threat in threats]
    open_answer = claim.verdict is not None and claim.verdict.code == "S0"
    if open_answer and _of_a_test(features) is None:
        asked.append("more")
    found = [_lacking(name, features) for name in asked if name is not None]
    left_out = AGAIN if finding(claim) == "worse" else ()
    return tuple(dict.fromkeys(one for one in found if one is not None and one not in left_out))


def _lacking(name: str, features: Features) -> str | None:
    """What of it is lacking here; None where the record holds it or the design has it."""
    return LACKING[name](features) if name in LACKING else name


def _of_a_test(features: Features) -> str | None:
    """What the design lacks of a blind test in an order drawn by lot."""
    if features.drawn and features.blinded:
        return None if ceiling(features).drug >= Level.C4 else "more"
    if features.drawn:
        return "blind"
    return "lot" if features.blinded else "trial"


def _of_a_plan(features: Features) -> str | None:
    told = features.outcomes
    if told.primary_prespecified is not True or unless_yes(told.threshold_prespecified):
        return "plan"
    return None if told.unplanned_looks is False else "looks"


def _of_readings(features: Features) -> str | None:
    """More of them, where a phase has few."""
    points = features.points
    if points is NOT_ON_RECORD:
        return "repeats"
    few = [one.n is NOT_ON_RECORD or one.n < rule("T07.enough") for one in points]
    return "repeats" if any(few) else None


def _of_the_start(features: Features) -> str:
    """Why the treatment was started, and when, where its days are not on record either."""
    return "why_and_when" if features.design.period_days is None else "why"


LACKING: dict[str, Callable[[Features], str | None]] = {
    "trial": _of_a_test,
    "plan": _of_a_plan,
    "repeats": _of_readings,
    "why": _of_the_start,
}
