"""Features from a course: everything that can be read from its record."""

from collections.abc import Sequence
from fractions import Fraction

from caseline.calendar import Day
from caseline.claims import features as f
from caseline.claims.facts import Fact, Number
from caseline.claims.happenings import events
from caseline.claims.numbers import Numbers
from caseline.claims.periods import (
    counterbalanced,
    letter_on,
    n_pairs,
    unit,
    warm_difference,
)
from caseline.claims.phase_points import (
    Stretch,
    phase_points,
    recall,
    same,
    share_at_bounds,
    shortest_treated,
    stretches,
)
from caseline.claims.rules import rule, words_for
from caseline.course.model import Course, Observation
from caseline.course.observe import observe
from caseline.course.phases import design as design_of
from caseline.course.phases import first_day_on, phases
from caseline.course.time import observed_days
from caseline.direction import relief
from caseline.effects.change import Change, change_in, changes
from caseline.errors import DesignError
from caseline.evidence import base_rates
from caseline.record import NOT_ON_RECORD, NotOnRecord


def features_of(
    course: Course,
    outcome: str,
    numbers: Numbers | None = None,
    *,
    replicated: bool | NotOnRecord = NOT_ON_RECORD,
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
    replicated, analysis_prespecified : bool, optional
        Whether the course was repeated independently, and whether its analysis was fixed
        beforehand; a course does not record them.

    Raises
    ------
    DesignError
        The course has no such outcome.
    """
    observations = observe(course).get(outcome)
    if not observations:
        raise DesignError(f"the course has no outcome '{outcome[:40]}'")
    by_condition = unit(course, _n_switches(course)) in ("period", "block")
    found = stretches(course, observations, by_condition=by_condition)
    known = numbers or Numbers()
    if not any(stretch.visits for stretch in found) or any(s.summaries for s in found):
        known = known.from_summaries()
    change = change_in(observations)
    return f.Features(
        design=_design(course, replicated),
        blinding=_blinding(course, known),
        points=_points(found, course, known),
        baseline=_baseline(course, observations, known),
        change=_change(course, change, known),
        instrument=_instrument(observations, found),
        exposure=_exposure(course, known),
        events=events(course),
        outcomes=_outcomes(course, change, analysis_prespecified),
        provenance=f.Provenance(how=course.provenance, chosen=course.chosen),
        evidence=_evidence(course),
    )


def _design(course: Course, replicated: bool | NotOnRecord) -> f.Design:
    switches = _n_switches(course)
    concealed = course.allocation.concealed
    warm = warm_difference(course)
    return f.Design(
        n_phases=len(phases(course)),
        n_switches=switches,
        order=course.allocation.order,
        unit=unit(course, switches),
        n_pairs=n_pairs(course),
        counterbalanced=counterbalanced(course),
        concealed=NOT_ON_RECORD if concealed is NOT_ON_RECORD else concealed == "yes",
        n_tiers=1,
        replicated=replicated,
        period_days=shortest_treated(course),
        span_days=observed_days(course).low,
        seasons_differ=None if warm is None else warm > rule("T08.warm_share"),
    )


def _n_switches(course: Course) -> int | NotOnRecord:
    found = design_of(course)
    return found.n_switches if found.letters else NOT_ON_RECORD


def _blinding(course: Course, numbers: Numbers) -> f.Blinding:
    told = course.blinding
    if told.guesses is NOT_ON_RECORD:
        guesses: f.Guesses | NotOnRecord = NOT_ON_RECORD
    else:
        guesses = f.Guesses(
            bang_active=_bang_active(course),
            p_above_chance=numbers.p_guess_above_chance,
            side_effects_reveal=_side_effects_reveal(course),
        )
    return f.Blinding(told.patient, told.clinician, told.rater, guesses)


def _bang_active(course: Course) -> Number:
    """Bang's index on treatment: right minus wrong guesses of the patient, over all of them."""
    told = course.blinding.guesses
    if told is NOT_ON_RECORD:
        return NOT_ON_RECORD
    own = [one for one in told if one.by == "patient" and letter_on(course, one.on.first) == "B"]
    signs = {"drug": 1, "placebo": -1, "cannot tell": 0}
    return sum(signs[one.guess] for one in own) / len(own) if own else NOT_ON_RECORD


def _side_effects_reveal(course: Course) -> Fact:
    """Whether a side effect came back with the treatment, which tells who takes it what it is."""
    if course.side_effects is NOT_ON_RECORD:
        return NOT_ON_RECORD
    back = {one.rechallenge for one in course.side_effects}
    if "came back" in back:
        return True
    return NOT_ON_RECORD if NOT_ON_RECORD in back else False


def _points(
    found: Sequence[Stretch], course: Course, numbers: Numbers
) -> tuple[f.PhasePoints, ...] | NotOnRecord:
    if not found:
        return NOT_ON_RECORD
    n_eff = numbers.n_eff
    if n_eff is None or n_eff is NOT_ON_RECORD:
        return tuple(phase_points(stretch, course, n_eff) for stretch in found)
    pairs = zip(found, n_eff, strict=True)
    return tuple(phase_points(stretch, course, one) for stretch, one in pairs)


def _baseline(
    course: Course, observations: Sequence[Observation], numbers: Numbers
) -> f.Baseline:
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
    told = course.treatment.started_because
    if told is NOT_ON_RECORD:
        return NOT_ON_RECORD
    bad = any(word in told.casefold() for word in words_for("bad_time"))
    return "bad time" if bad else "other"


def _change(course: Course, change: Change, numbers: Numbers) -> f.ChangeFeature:
    gain = change.change and change.change.times(relief(change.outcome.rule.worse))
    size = change.change and float(change.change.magnitude().low)
    return f.ChangeFeature(
        gain_low=float(gain.low) if gain else None,
        gain_high=float(gain.high) if gain else None,
        over_mdc=None if size is None or change.mdc is None else size / change.mdc.high,
        over_mcid=_over_mcid(course, change, size),
        mass_before_start=numbers.mass_before_start,
        onset_days=numbers.onset_days,
        complete_days=numbers.complete_days,
        residual=numbers.residual,
        tipping_over_mcid=numbers.tipping_over_mcid,
        detectable=numbers.detectable,
        flips=numbers.flips,
    )


def _over_mcid(course: Course, change: Change, size: float | None) -> Number:
    threshold = course.plan.threshold
    if threshold is NOT_ON_RECORD or threshold.outcome != change.outcome.id:
        return NOT_ON_RECORD
    return None if size is None else size / float(threshold.points)


def _instrument(
    observations: Sequence[Observation], found: Sequence[Stretch]
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
        at_bound=share_at_bounds(visits),
    )


def _exposure(course: Course, numbers: Numbers) -> f.Exposure:
    adherence = course.treatment.adherence_percent
    amounts = [dose.amount for dose in course.treatment.doses if not dose.placebo]
    return f.Exposure(
        adherence_percent=NOT_ON_RECORD if adherence is NOT_ON_RECORD else float(adherence.low),
        n_dose_changes=_n_changes([amount for amount in amounts if amount > 0]),
        n_stops=sum(amount == 0 for amount in amounts),
        tau_on_days=numbers.tau_on_days,
    )


def _n_changes(amounts: Sequence[Fraction]) -> int:
    return sum(one != other for one, other in zip(amounts, amounts[1:], strict=False))


def _outcomes(
    course: Course, change: Change, analysis_prespecified: bool | NotOnRecord
) -> f.Outcomes:
    main = [one for one in changes(course) if one.outcome.rule.main]
    better = sum(one.trend == "better" for one in main)
    primary = _fixed(course, course.plan.primary)
    is_primary = (
        course.plan.primary is not NOT_ON_RECORD
        and course.plan.primary.outcome == change.outcome.id
    )
    looks = _fixed(course, course.plan.looks)
    return f.Outcomes(
        n_recorded=len(main),
        n_reported=1 if is_primary and primary is True else max(better, 1),
        primary_prespecified=primary,
        analysis_prespecified=analysis_prespecified,
        unplanned_looks=NOT_ON_RECORD if looks is NOT_ON_RECORD else not looks,
        pseudo_replicated=False,  # an observation is one outcome at one visit
    )


def _fixed(course: Course, part: object) -> bool | NotOnRecord:
    """Whether a part of the plan was fixed by the day on which the treatment began."""
    fixed_on = getattr(part, "fixed_on", NOT_ON_RECORD)
    start = first_day_on(course.treatment)
    if not isinstance(fixed_on, Day) or start is None:
        return NOT_ON_RECORD
    return fixed_on.last <= start.first


def _evidence(course: Course) -> f.Evidence:
    rates = base_rates(course.diagnosis.name)
    return f.Evidence(
        natural_improvement=_total([one.value for one in rates if one.bears_on == "T09"]),
        placebo_response=_total([one.value for one in rates if one.bears_on == "T10"]),
    )


def _total(shares: Sequence[float]) -> float | None:
    """The shares of classes that exclude each other, together."""
    return sum(shares) if shares else None
