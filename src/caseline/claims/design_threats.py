"""Threats that lie in how the course was planned: T01 to T04, T08, T17 to T20, T22."""

from collections.abc import Sequence

from caseline.claims.facts import (
    above,
    below,
    missing,
    surely_above,
    times,
    unless_no,
    unless_yes,
)
from caseline.claims.features import Features, Guesses, PhasePoints
from caseline.claims.level import COMPATIBLE, NOTHING, OPEN
from caseline.claims.rules import rule
from caseline.claims.threat import Threat
from caseline.record import NOT_ON_RECORD

MISSING = "missing"
FEW = {0: "none", 1: "one"}  # of which a sentence does not speak by number
DAYS_OF_A_MONTH = 30.4


def no_replication(features: Features) -> Threat | None:
    """T01: too few switches to see the effect come and go."""
    n = features.design.n_switches
    if not below(n, rule("T01.switches")):
        return None
    if n is NOT_ON_RECORD:
        return Threat("T01", "C", reason=MISSING)
    return Threat("T01", "C", reason=FEW.get(n, ""), values={"n": n})


def not_randomised(features: Features) -> Threat | None:
    """T02: nobody drew the order by lot."""
    if features.design.randomised:
        return None
    return Threat("T02", "C", reason=_reason(features.design.order))


def expectation(features: Features) -> Threat | None:
    """T03: the patient knew what was taken and rated the outcome."""
    patient = features.blinding.patient
    if patient in ("blinded", "broken") or not features.self_rated:
        return None
    return Threat("T03", "C", reason=_reason(patient))


def broken_blinding(features: Features) -> Threat | None:
    """T04: the blinding broke, or nobody checked it."""
    if features.blinding.patient == "broken":
        return Threat("T04", "C", OPEN, "broken")
    if features.blinding.patient != "blinded":
        return None
    if not features.blinded:
        return Threat("T04", "C", OPEN, "rater")
    told = features.blinding.guesses
    if told is NOT_ON_RECORD:
        return Threat("T04", "C", OPEN, MISSING)
    right = _guessed_right(told)
    if right is not None:
        return Threat("T04", "C", OPEN, right)
    if told.side_effects_reveal is True:
        return Threat("T04", "C", OPEN, "side_effects")
    if missing(told.bang_active, told.p_above_chance):
        return Threat("T04", "C", OPEN, MISSING)
    return Threat("T04", "C", OPEN, "untold") if missing(told.side_effects_reveal) else None


def slow_drift(features: Features) -> Threat | None:
    """T08: time enough for a season or a slow course to look like an effect."""
    design, days = features.design, features.design.span_days
    few = below(design.n_switches, rule("T08.switches"))
    long = above(days, rule("T08.days"))
    # March and April lie in two halves of the year, and six weeks in no two seasons.
    seasonal = unless_no(design.seasons_differ) and (long or days is None)
    if not (few and long) and not seasonal:
        return None
    if few and long and days is not None and days is not NOT_ON_RECORD:
        return Threat("T08", "N", values={"months": int(days / DAYS_OF_A_MONTH)})
    return Threat("T08", "N", reason="season" if design.seasons_differ is True else MISSING)


def period_too_short(features: Features) -> Threat | None:
    """T17: the treatment had no time to act, or to wear off, within a period."""
    design, exposure = features.design, features.exposure
    short = below(design.period_days, times(exposure.tau_on_days, rule("T17.onsets")))
    residual = above(features.change.residual, rule("T17.residual"))
    if not (short or residual):
        return None
    reason = _reason(design.period_days, exposure.tau_on_days, features.change.residual)
    return Threat("T17", "D", reason=reason)


def several_chances(features: Features) -> Threat | None:
    """T18: more than one chance to find something, or to say what would have been enough."""
    told = features.outcomes
    several = above(told.n_reported, rule("T18.outcomes"))
    loose = unless_yes(told.primary_prespecified) or unless_no(told.unplanned_looks)
    if not (several or loose or unless_yes(told.threshold_prespecified)):
        return None
    if several and told.n_reported is not NOT_ON_RECORD:
        return Threat("T18", "D", reason="several", values={"n": told.n_reported})
    if told.threshold_prespecified is False and not loose:
        return Threat("T18", "D", reason="threshold")
    question, bar, looks = parts = (
        told.primary_prespecified,
        told.threshold_prespecified,
        told.unplanned_looks,
    )
    if question is True and bar in (True, None) and looks is NOT_ON_RECORD:
        return Threat("T18", "D", reason="looks")
    return Threat("T18", "D", reason=_reason(*parts))


def single_end(features: Features) -> Threat | None:
    """T19: one value at the end, or summaries of phases in place of visits."""
    if features.points is NOT_ON_RECORD:
        return Threat("T19", "C", COMPATIBLE, MISSING)
    later = [phase for phase in features.points if phase.letter == "B"]
    single = [phase for phase in later if _one_visit(phase)]
    if single:
        reason = _reason(*(phase.n for phase in single)) or _single(later)
        return Threat("T19", "C", COMPATIBLE, reason)
    if any(unless_no(phase.summary) for phase in features.points):
        return Threat("T19", "C", COMPATIBLE, "summary")
    return None


def selected(features: Features) -> Threat | None:
    """T20: the case was told because it went well, or nobody says why it was."""
    told = features.provenance
    forward = told.how in ("prospective", "retrospective")
    unselected = told.chosen in ("before the course", "during the course")
    if forward and unselected:
        return None
    return Threat("T20", "C", COMPATIBLE, _reason(told.how, told.chosen))


def pseudo_replication(features: Features) -> Threat | None:
    """T22: many readings of one exposure were taken for independent ones."""
    found = features.outcomes.pseudo_replicated
    return Threat("T22", "C", NOTHING, _reason(found)) if unless_no(found) else None


def _guessed_right(told: Guesses) -> str | None:
    """Which guesses were right too often: all, or those on treatment alone; None: neither."""
    if surely_above(told.p_above_chance, rule("T04.probability")):
        return "guesses"
    return "guesses_on" if surely_above(told.bang_active, rule("T04.bang")) else None


def _one_visit(phase: PhasePoints) -> bool:
    uncounted = phase.n is NOT_ON_RECORD and phase.summary is True
    return not uncounted and below(phase.n, rule("T19.visits") + 1)


def _single(treated: Sequence[PhasePoints]) -> str:
    """Whether the only time on treatment has one visit, or none, or it is one time of several."""
    if len(treated) > 1:
        return "part"
    return "none" if treated[0].n == 0 else ""


def _reason(*values: object) -> str:
    return MISSING if missing(*values) else ""
