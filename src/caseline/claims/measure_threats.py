"""Threats that lie in how the outcome was measured: T12 to T15."""

from caseline.claims.facts import Fact, above, below, missing, unless_yes
from caseline.claims.features import Features
from caseline.claims.level import COMPATIBLE
from caseline.claims.rules import rule
from caseline.claims.threat import Threat
from caseline.record import NOT_ON_RECORD, NotOnRecord

MISSING = "missing"


def measurement_error(features: Features) -> Threat | None:
    """T12: the change is no larger than what the scale moves by itself."""
    ratio = features.change.over_mdc
    if not below(ratio, rule("T12.ratio")):
        return None
    return Threat("T12", "N", reason=MISSING if missing(ratio) else "")


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
    """T14: so much is missing, or so unevenly, that the missing could change the answer."""
    shares = missing_shares(features)
    most = any(above(share, rule("T14.missing")) for share in shares)
    tipping = features.change.tipping_over_mcid
    if not (most or _uneven(features) or below(tipping, rule("T14.tipping"))):
        return None
    known = [share for share in shares if share is not None and share is not NOT_ON_RECORD]
    if most and known and max(known) > rule("T14.missing"):
        return Threat("T14", "D", reason="many", values={"percent": round(100 * max(known))})
    return Threat("T14", "D", reason=MISSING if missing(*shares, tipping) else "")


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


def _uneven(features: Features) -> bool:
    """Whether one condition misses clearly more than the other."""
    means = []
    for letter in ("A", "B"):
        shares = [phase.missing_share for phase in features.of(letter)]
        known = [share for share in shares if share is not None and share is not NOT_ON_RECORD]
        if known:
            means.append(sum(known) / len(known))
    return len(means) == 2 and abs(means[0] - means[1]) > rule("T14.difference")
