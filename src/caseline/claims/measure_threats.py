"""Threats that lie in how the outcome was measured: T12 to T15."""

from caseline.claims.changed import changed
from caseline.claims.facts import Fact, above, below, missing, unless_yes
from caseline.claims.features import Features
from caseline.claims.level import COMPATIBLE
from caseline.claims.rules import rule
from caseline.claims.threat import Threat
from caseline.record import NOT_ON_RECORD, NotOnRecord

MISSING = "missing"


def measurement_error(features: Features) -> Threat | None:
    """T12: the change is no larger than what the scale moves by itself, or may not be."""
    if missing(features.change.over_mdc):
        return Threat("T12", "N", reason=MISSING)
    found = changed(features)
    if found == "borderline":
        return Threat("T12", "N", reason="borderline")
    return Threat("T12", "N") if found == "not shown" else None


def instrument_changed(features: Features) -> Threat | None:
    """T13: the questionnaire, its form or its language is not the same in all phases."""
    facts = sameness(features)
    if not any(unless_yes(fact) for fact in facts):
        return None
    return Threat("T13", "C", COMPATIBLE, "" if False in facts else MISSING)


def sameness(features: Features) -> tuple[Fact, ...]:
    """Whether version, mode, language, recall and rater stayed the same."""
    one = features.instrument
    return (one.same_version, one.same_mode, one.same_language, one.same_recall, one.same_rater)


def missing_values(features: Features) -> Threat | None:
    """T14: so much is missing, or so unevenly, that the missing could change the answer.

    Whether an uneven share could, its own sensitivity run shows, where there is one.
    """
    shares, tipping = missing_shares(features), features.change.tipping_over_mcid
    known = [share for share in shares if share is not None and share is not NOT_ON_RECORD]
    if known and max(known) > rule("T14.missing"):
        return Threat("T14", "D", reason="many", values={"percent": round(100 * max(known))})
    if missing(*shares, tipping):
        return Threat("T14", "D", reason=MISSING)
    if below(tipping, rule("T14.tipping")):
        return Threat("T14", "D")
    low, high = _means(features)
    if tipping is not None or high - low <= rule("T14.difference"):
        return None
    values = {"low": round(100 * low), "high": round(100 * high)}
    return Threat("T14", "D", reason="uneven", values=values)


def missing_shares(features: Features) -> tuple[float | NotOnRecord | None, ...]:
    """The share missing in each phase."""
    if features.points is NOT_ON_RECORD:
        return (NOT_ON_RECORD,)
    return tuple(phase.missing_share for phase in features.points)


def at_the_end_of_the_scale(features: Features) -> Threat | None:
    """T15: many readings lie at an end of the scale, where nothing can move further."""
    share = features.instrument.at_bound
    if not above(share, rule("T15.share")):
        return None
    if share is None or share is NOT_ON_RECORD:
        return Threat("T15", "N", reason=MISSING)
    return Threat("T15", "N", values={"percent": round(100 * share)})


def _means(features: Features) -> tuple[float, float]:
    """The mean shares missing in the two conditions, the smaller one first; alike if unknown."""
    means = []
    for letter in ("A", "B"):
        shares = [phase.missing_share for phase in features.of(letter)]
        known = [share for share in shares if share is not None and share is not NOT_ON_RECORD]
        if known:
            means.append(sum(known) / len(known))
    return (min(means), max(means)) if len(means) == 2 else (0.0, 0.0)
