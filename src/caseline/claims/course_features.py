"""Features from a course: everything that can be read from its record."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from caseline.claims import features as f
from caseline.claims.blinding_features import blinding
from caseline.claims.evidence_features import evidence, replicated
from caseline.claims.happenings import events
from caseline.claims.numbers import Numbers
from caseline.claims.outcome_features import change_feature, outcomes
from caseline.claims.periods import (
    counterbalanced,
    n_pairs,
    shortest_treated,
    unit,
    warm_difference,
)
from caseline.claims.phase_points import phase_points, recall, same, share_at_bounds
from caseline.claims.rules import rule, words_for
from caseline.course.model import Course, Observation
from caseline.course.observe import observe
from caseline.course.phases import design as design_of
from caseline.course.phases import reached
from caseline.course.stretches import Stretch, stretches
from caseline.course.time import span_days
from caseline.effects.change import change_of
from caseline.errors import DesignError
from caseline.record import NOT_ON_RECORD, NotOnRecord


def features_of(
    course: Course,
    outcome: str,
    numbers: Numbers | None = None,
    *,
    analysis_prespecified: bool | NotOnRecord = NOT_ON_RECORD,
) -> f.Features:
    """The features of one outcome of a course.

    Parameters
    ----------
    course : Course
        The record.
    outcome : str
        The id of an outcome: "pain-nrs.average".
    numbers : Numbers, optional
        Statistics worked out elsewhere. Without them they are not on record; where a course
        holds summaries and no visits, they cannot be worked out.
    analysis_prespecified : bool, optional
        Whether the analysis was fixed beforehand; a course does not record it.

    Raises
    ------
    DesignError
        The course has no such outcome.
    """
    observations = observe(course).get(outcome)
    if not observations:
        raise DesignError(f"the course has no outcome '{outcome[:40]}'")
    found = stretches(course, observations)
    known = numbers or Numbers()
    by_visits = not any(stretch.summaries for stretch in found)
    if not by_visits:
        known = known.from_summaries()
    change = change_of(course, observations)
    return f.Features(
        design=_design(course, found),
        blinding=blinding(course, known),
        points=_points(found, course, known, by_visits),
        baseline=_baseline(course, observations, known),
        change=change_feature(course, change, known),
        instrument=_instrument(observations, found, by_visits),
        exposure=_exposure(course, known),
        events=events(course),
        outcomes=outcomes(course, change, analysis_prespecified),
        provenance=f.Provenance(how=course.provenance, chosen=course.chosen),
        evidence=evidence(course.diagnosis.name, course.untreated),
    )


def _design(course: Course, found: Sequence[Stretch]) -> f.Design:
    switches = _n_switches(course)
    concealed = course.allocation.concealed
    warm = warm_difference(course)
    return f.Design(
        n_phases=len(reached(course)),
        n_switches=switches,
        order=course.allocation.order,
        unit=unit(course, switches),
        n_pairs=n_pairs(course, found),
        counterbalanced=counterbalanced(course),
        concealed=NOT_ON_RECORD if concealed is NOT_ON_RECORD else concealed == "yes",
        n_tiers=1,
        replicated=replicated(course),
        period_days=shortest_treated(course),
        span_days=span_days(course).low,
        seasons_differ=None if warm is None else warm > rule("T08.warm_share"),
    )


def _n_switches(course: Course) -> int | NotOnRecord:
    found = design_of(course)
    return found.n_switches if found.letters else NOT_ON_RECORD


def _points(
    found: Sequence[Stretch], course: Course, numbers: Numbers, by_visits: bool
) -> tuple[f.PhasePoints, ...] | NotOnRecord:
    if not found:
        return NOT_ON_RECORD
    n_eff = numbers.n_eff
    each = n_eff if isinstance(n_eff, tuple) else (n_eff,) * len(found)
    return tuple(
        phase_points(stretch, course, one, by_visits=by_visits)
        for stretch, one in zip(found, each, strict=True)
    )


def _baseline(course: Course, observations: Sequence[Observation], numbers: Numbers) -> f.Baseline:
    history = any(one.condition == "earlier history" for one in observations)
    return f.Baseline(
        p_improving=numbers.p_improving,
        share_of_change=numbers.share_of_change,
        near_median=numbers.near_median,
        z_vs_history=numbers.z_vs_history if history else None,
        trigger=_trigger(course),
        fluctuation_days=numbers.fluctuation_days,
    )


def _trigger(course: Course) -> f.Trigger | NotOnRecord:
    told = course.treatment.trigger
    if told is NOT_ON_RECORD:
        return NOT_ON_RECORD
    return "bad time" if told == "bad time" else "other"


def _instrument(
    observations: Sequence[Observation], found: Sequence[Stretch], by_visits: bool
) -> f.InstrumentFeature:
    instrument = observations[0].outcome.instrument
    by_clinician = instrument.id in words_for("clinician_rated")
    visits = [one for stretch in found for one in stretch.visits]
    return f.InstrumentFeature(
        id=instrument.id,
        reported_by="clinician" if by_clinician else "patient",
        same_version=same(found, lambda one: one.outcome.instrument.ref),
        same_mode=same(found, lambda one: one.visit.mode),
        same_language=same(found, lambda one: one.visit.language),
        same_recall=same(found, recall),
        same_rater=same(found, lambda one: NOT_ON_RECORD if by_clinician else "the patient"),
        at_bound=share_at_bounds(visits) if by_visits else None,
    )


def _exposure(course: Course, numbers: Numbers) -> f.Exposure:
    adherence = course.treatment.adherence_percent
    amounts = [dose.amount for dose in course.treatment.doses if not dose.placebo]
    return f.Exposure(
        amounts=True,
        adherence_percent=NOT_ON_RECORD if adherence is NOT_ON_RECORD else float(adherence.low),
        n_dose_changes=_n_changes([amount for amount in amounts if amount > 0]),
        n_stops=sum(amount == 0 for amount in amounts),
        tau_on_days=numbers.tau_on_days,
    )


def _n_changes(amounts: Sequence[Fraction]) -> int:
    return sum(one != other for one, other in pairwise(amounts))
