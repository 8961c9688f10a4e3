"""From a course to the series of one of its outcomes."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from caseline.calendar import Day
from caseline.course.model import Course, Dose, Observation, Outcome
from caseline.course.observe import observe
from caseline.course.stretches import stretches
from caseline.effects.course_rows import Row, exact_number, leading_outcome, planned_rows
from caseline.effects.schemes import FORMS, scheme_in
from caseline.effects.series import (
    EVENING,
    MOST_VALUES,
    ORDER_UNKNOWN,
    Allocation,
    Belief,
    Floats,
    Guess,
    Known,
    Series,
    Treatment,
    drawn_in_pairs,
    paired,
    switched_on,
)
from caseline.errors import DesignError
from caseline.instruments.model import ErrorEstimate
from caseline.record import NOT_ON_RECORD
from caseline.stats.randomisation import Pairs, Scheme
from caseline.stats.reliability import mdc95, sem

ONLY_SUMMARIES = (
    "the record holds summaries of phases and not visits, so no probability can be worked out"
)
NO_SCHEME = f"the record does not say how the order was drawn ({FORMS})"
EVENT_DAYS = 7.0  # how long something that happened on one day may show; our convention
PAUSES = ("paused", "stopped")
NALTREXONE = "N07BB04"  # ATC
LOW_DOSE = 10  # mg a day, our line: a fifth of the usual 50; trials in fibromyalgia gave 4.5 and 6
GUESSES: dict[str, Belief] = {
    "drug": "on",
    "placebo": "off",
    "cannot tell": "cannot tell",
}


def series_of(course: Course, outcome: str | None = None) -> Series:
    """One outcome of a course as a series.

    Parameters
    ----------
    course : Course
        The record.
    outcome : str, optional
        The id of an outcome: "pain-nrs.average". Without it the primary outcome, else the
        first that has values on and off treatment, else the first.

    Returns
    -------
    Series
        Where the record holds summaries of phases, its `reason` says so.

    Raises
    ------
    DesignError
        The course has no such outcome, or none at all, or too many values.
    """
    found = observe(course)
    chosen = outcome or leading_outcome(course, found)
    if chosen not in found:
        raise DesignError(f"the course has no outcome '{chosen[:40]}'")
    observations = found[chosen]
    compared = stretches(course, observations)
    rows = planned_rows(course, compared)
    if len(rows) > MOST_VALUES:
        raise DesignError(f"a series takes up to {MOST_VALUES} values, there are {len(rows)}")
    origin = rows[0].when if rows else course.span.first
    periods = tuple(row.period for row in rows)
    dose_days, amounts = _doses(course, rows, origin)
    return Series(
        outcome=chosen,
        dates=tuple(row.when for row in rows),
        days=np.array([(row.when - origin).days - EVENING * row.early for row in rows], float),
        values=np.array([row.value for row in rows]),
        flags=tuple(row.flag for row in rows),
        periods=periods,
        stretches=tuple(
            tuple(place for place, row in enumerate(rows) if row.stretch == number)
            for number, _ in enumerate(compared)
        ),
        dose_days=dose_days,
        dose_amounts=amounts,
        known=_known(course, observations[0].outcome),
        allocation=_allocation(course, rows, periods),
        blinded=_blinded(course),
        guesses=_guesses(course, rows, periods),
        events=_events(course, origin),
        history=_history(observations),
        reason=ONLY_SUMMARIES if any(one.summaries for one in compared) else None,
    )


def sem_of(errors: Sequence[ErrorEstimate]) -> float | None:
    """The median of the published standard errors of measurement; None without any."""
    found = [
        float(one.mdc95) / mdc95(1)
        if one.mdc95 is not None
        else sem(float(one.sd or 0), float(one.reliability or 0))
        for one in errors
    ]
    positive = [one for one in found if one > 0]
    return float(np.median(positive)) if positive else None


def _dated(course: Course) -> list[tuple[date, Dose]] | None:
    """The doses with their days; None where a day is not known."""
    found = []
    for dose in course.treatment.doses:
        if not isinstance(dose.begin, Day) or dose.begin.exact is None:
            return None
        found.append((dose.begin.exact, dose))
    return found


def _doses(course: Course, rows: Sequence[Row], origin: date) -> tuple[Floats, Floats]:
    """Begin and amount of each dose that is another than before; a placebo is none of the drug.

    Without the days of the doses, the treatment begins and ends where the visits say so.
    """
    dated = _dated(course)
    if dated is None:
        told = [(row.when, float(row.flag == "on")) for row in rows]
    else:
        told = [(on, 0.0 if dose.placebo else float(dose.amount)) for on, dose in dated]
    steps = [after for before, after in pairwise([(origin, 0.0), *told]) if before[1] != after[1]]
    days = [float((on - origin).days) - EVENING for on, _ in steps]
    return np.array(days, dtype=float), np.array([amount for _, amount in steps], dtype=float)


def _known(course: Course, outcome: Outcome) -> Known:
    rule, threshold = outcome.rule, course.plan.threshold
    own = threshold is not NOT_ON_RECORD and threshold.outcome == outcome.id
    return Known(
        worse=rule.worse,
        scale_range=(float(rule.low), float(rule.high)),
        mcid=float(threshold.points) if own and threshold is not NOT_ON_RECORD else None,
        sem=sem_of(rule.errors),
        treatment=_treatment(course),
    )


def _treatment(course: Course) -> Treatment:
    """What is known of how fast it acts goes with the substance and the dose, not with the name."""
    told = course.treatment
    substance = told.atc == NALTREXONE or "naltrexon" in told.name.casefold()
    low = told.unit == "mg" and all(dose.amount <= LOW_DOSE for dose in told.doses)
    return "low-dose naltrexone" if substance and low else "generic"


def _allocation(course: Course, rows: Sequence[Row], periods: tuple[int, ...]) -> Allocation:
    if course.allocation.order is NOT_ON_RECORD:
        return Allocation(reason=ORDER_UNKNOWN)
    if course.allocation.order != "randomised":
        return Allocation()
    told = course.allocation.scheme
    scheme: Scheme | None = None if told is NOT_ON_RECORD else scheme_in(told)
    period_on = switched_on(periods, [row.flag for row in rows])
    if scheme is None and drawn_in_pairs(period_on, paired(period_on)):
        # Whatever drew them: given that each pair has one of each, which is first was even.
        scheme = Pairs()
    return Allocation(randomised=True, scheme=scheme, reason="" if scheme else NO_SCHEME)


def _blinded(course: Course) -> frozenset[str]:
    told = course.blinding
    who = {"patient": told.patient, "clinician": told.clinician, "rater": told.rater}
    return frozenset(name for name, masking in who.items() if masking == "blinded")


def _guesses(course: Course, rows: Sequence[Row], periods: tuple[int, ...]) -> tuple[Guess, ...]:
    """The patient's last guess in each period."""
    told = course.blinding.guesses
    if told is NOT_ON_RECORD:
        return ()
    last: dict[int, Guess] = {}
    for one in sorted((one for one in told if one.by == "patient"), key=lambda one: one.on.first):
        before = [place for place, row in enumerate(rows) if row.when <= one.on.first]
        if before:
            number, given = periods[before[-1]], rows[before[-1]].flag == "on"
            guess = GUESSES[one.guess]
            last[number] = Guess(number, guess, (guess == "on") == given)
    return tuple(last[number] for number in sorted(last))


def _events(course: Course, origin: date) -> tuple[tuple[float, float], ...]:
    """Days from life events, from begin and end of other treatments, and during stops."""
    begins: list[Day] = []
    if course.life_events is not NOT_ON_RECORD:
        begins += [one.on for one in course.life_events]
    if course.co_treatments is not NOT_ON_RECORD:
        both = [day for one in course.co_treatments for day in (one.begin, one.end)]
        begins += [day for day in both if isinstance(day, Day)]
    exact = [(day.exact - origin).days for day in begins if day.exact is not None]
    spans = [(day - EVENING, day - EVENING + EVENT_DAYS) for day in exact]
    return tuple(sorted([*spans, *_stops(course, origin)]))


def _stops(course: Course, origin: date) -> list[tuple[float, float]]:
    """Pauses that a side effect made necessary: one that was paused or stopped for, before."""
    if course.side_effects is NOT_ON_RECORD:
        return []
    onsets = [
        one.onset.first
        for one in course.side_effects
        if one.action in PAUSES and isinstance(one.onset, Day)
    ]
    dated = _dated(course) or []
    ends = [*(on for on, _ in dated[1:]), course.span.last]
    return [
        ((on - origin).days - EVENING, (end - origin).days - EVENING)
        for (on, dose), end in zip(dated, ends, strict=False)
        if dose.amount == 0 and not dose.placebo and any(onset <= on for onset in onsets)
    ]


def _history(observations: Sequence[Observation]) -> tuple[float, ...]:
    values = [exact_number(one) for one in observations if one.condition == "earlier history"]
    return tuple(value for value in values if value is not None)
