"""Threats that lie in how the course went: T05 to T07, T09 to T11, T16, T21, T23."""

from caseline.claims.facts import Number, above, below, missing, times
from caseline.claims.features import Features, Happening
from caseline.claims.level import COMPATIBLE, NOTHING
from caseline.claims.rules import rule
from caseline.claims.threat import Threat
from caseline.record import NOT_ON_RECORD

MISSING = "missing"
FEW = {0: "none", 1: "one"}  # of which a sentence does not speak by number


def regression_to_the_mean(features: Features) -> Threat | None:
    """T05: the treatment was started at a bad time, and bad times pass."""
    baseline, order = features.baseline, features.design.order
    z = baseline.z_vs_history
    if baseline.trigger == "bad time" or order == "response-guided":
        return Threat("T05", "D")
    unknown = {MISSING: baseline.trigger, "chosen": order, "unchecked": z}
    for reason, value in unknown.items():
        if missing(value):
            return Threat("T05", "D", reason=reason)
    if z is None:
        return Threat("T05", "N", reason="history")
    return Threat("T05", "D") if above(z, rule("T05.z")) else None


def baseline_trend(features: Features) -> Threat | None:
    """T06: it was getting better before the treatment began."""
    baseline = features.baseline
    if not above(baseline.p_improving, rule("T06.probability")):
        return None
    reason = _reason(baseline.p_improving, baseline.share_of_change)
    if above(baseline.share_of_change, rule("T06.share_cap")):
        return Threat("T06", "C", COMPATIBLE, reason)
    if above(baseline.share_of_change, rule("T06.share")):
        return Threat("T06", "D", reason=reason)
    return None


def thin_baseline(features: Features) -> Threat | None:
    """T07: too few readings, or too short a time, before the treatment."""
    phases = features.of("A")
    if not phases or phases[0].summary is True:
        return None
    first = phases[0]
    n = first.n
    if n is NOT_ON_RECORD:
        return Threat("T07", "C", NOTHING, MISSING)
    if below(n, rule("T07.fewest")):
        return Threat("T07", "C", NOTHING, FEW.get(n, ""), values={"n": n})
    if below(n, rule("T07.enough")):
        return Threat("T07", "D", reason="few", values={"n": n})
    fluctuation = features.baseline.fluctuation_days
    if below(first.span_days, times(fluctuation, rule("T07.fluctuations"))):
        return Threat("T07", "D", reason=_reason(first.span_days, fluctuation) or "short")
    return None


def natural_course(features: Features) -> Threat | None:
    """T09: people with this illness improve as much without the treatment."""
    told = features.evidence
    for share, reason in ((told.natural_improvement, ""), (told.cited_change, "cited")):
        if missing(share) or not below(share, rule("T09.share")):
            found = _shared("T09", share, reason)
            if found is not None:
                return found
    return None


def placebo_response(features: Features) -> Threat | None:
    """T10: people with this illness improve on dummy pills."""
    share = features.evidence.placebo_response
    return _shared("T10", share) if features.self_rated else None


def something_else(features: Features) -> Threat | None:
    """T11: something else changed about when the treatment did, or nobody says."""
    events = features.events
    if events.co_interventions is NOT_ON_RECORD or events.life_events is NOT_ON_RECORD:
        return Threat("T11", "D", reason=MISSING)
    happened = (*events.co_interventions, *events.life_events)
    near = [one.what for one in happened if _near(one, features.exposure.tau_on_days)]
    return Threat("T11", "D", values={"what": "; ".join(near)}) if near else None


def wrong_time(features: Features) -> Threat | None:
    """T16: the change began before the treatment, or long after it."""
    change, tau = features.change, features.exposure.tau_on_days
    if above(change.mass_before_start, rule("T16.before")):
        return Threat("T16", "C", COMPATIBLE, _reason(change.mass_before_start) or "before")
    if above(change.onset_days, times(tau, rule("T16.late_onsets"))):
        return Threat("T16", "D", reason=_reason(change.onset_days, tau) or "late")
    return None


def not_taken(features: Features) -> Threat | None:
    """T21: doses were missed, or nobody says whether they were."""
    percent = features.exposure.adherence_percent
    if not below(percent, rule("T21.percent")):
        return None
    if percent is NOT_ON_RECORD or percent is None:
        return Threat("T21", "D", reason=MISSING)
    return Threat("T21", "D", values={"percent": round(percent)})


def fragile(features: Features) -> Threat | None:
    """T23: another way to look at the same data gives another answer."""
    flips = features.change.flips
    if flips is NOT_ON_RECORD:
        return Threat("T23", "D", reason=MISSING)
    return Threat("T23", "D", values={"runs": flips}) if flips else None


def _shared(threat_id: str, share: Number, reason: str = "") -> Threat | None:
    if share is None:
        return None
    if share is NOT_ON_RECORD:
        return Threat(threat_id, "N", reason=MISSING)
    return Threat(threat_id, "N", reason=reason, values={"n": round(100 * share)})


def _near(happening: Happening, tau_days: Number) -> bool:
    """Whether it falls about a switch; where the time to act is unknown, any later day does."""
    before, after = happening.before_days, happening.after_days
    if before is NOT_ON_RECORD or after is NOT_ON_RECORD:
        return True
    if before is not None and before <= rule("T11.days_before"):
        return True
    if after is None:
        return False
    reach = times(tau_days, rule("T11.onsets_after"))
    return reach is None or reach is NOT_ON_RECORD or after <= reach


def _reason(*values: object) -> str:
    return MISSING if missing(*values) else ""
