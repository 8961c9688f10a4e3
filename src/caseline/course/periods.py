"""The periods of a course: spans of days that were put on or off the treatment as a whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import TypeVar

from caseline.calendar import Day
from caseline.course.model import Course, Dose, Letter, Phase
from caseline.course.phases import design, has_dates, phases
from caseline.course.scheme import of_changes
from caseline.record import NOT_ON_RECORD


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days that was put on or off as a whole: A without, B with the treatment."""

    letter: Letter
    first: date
    last: date

    @property
    def n_days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


Dated = TypeVar("Dated", Phase, Period)

NO_TIME = timedelta()


def periods(course: Course) -> tuple[Period, ...]:
    """The periods in order: neighbouring phases of one letter, but for doses given anew.

    In random blocks two periods on the drug may follow each other. They are one phase but two
    periods, and the record tells them apart by a second dose of the same amount.
    """
    return _periods(course, phases(course))


def allotted(course: Course) -> tuple[Period, ...]:
    """The periods whose order was allotted: from the first dose on; none without dates."""
    return _periods(course, allotted_phases(course))


def allotted_phases(course: Course) -> tuple[Phase, ...]:
    """The phases from the first dose on; none without dates.

    An amount of 0 that comes first is a dose here: where an order is allotted, it may begin
    with a time without the treatment.
    """
    first = course.treatment.doses[0]
    if not has_dates(course.treatment) or not isinstance(first.begin, Day):
        return ()
    begin, found = first.begin.first, phases(course)
    if first.amount > 0 or first.placebo:
        return tuple(one for one in found if one.condition != "before treatment")
    return tuple(replace(one, first=max(one.first, begin)) for one in found if one.last >= begin)


def drawn_by_period(course: Course) -> bool:
    """Whether periods were drawn by lot, and not the day of one switch or of several.

    They are compared by condition, and the time before the first dose is no part of that.
    """
    told = course.allocation
    by_change = told.scheme is not NOT_ON_RECORD and of_changes(told.scheme)
    drawn = told.order == "randomised" and design(course).n_switches != 1 and not by_change
    return drawn and len(allotted(course)) > 1


def nearest(found: Iterable[Dated], when: date) -> Dated | None:
    """The phase or period that holds a day, else the nearest to it; None where there is none."""
    return min(found, key=lambda one: max(one.first - when, when - one.last, NO_TIME), default=None)


def _periods(course: Course, found: Sequence[Phase]) -> tuple[Period, ...]:
    again = _given_anew(course)
    made: list[Period] = []
    for letter, group in groupby(found, key=lambda phase: phase.letter):
        same = list(group)
        first, last = same[0].first, same[-1].last
        starts = [first, *(begin for begin in again if first < begin <= last)]
        ends = [begin - timedelta(days=1) for begin in starts[1:]] + [last]
        made += [Period(letter, *span) for span in zip(starts, ends, strict=True)]
    return tuple(made)


def _given_anew(course: Course) -> list[date]:
    """The days on which the same dose begins again."""
    doses = course.treatment.doses
    same = [later for earlier, later in pairwise(doses) if _given(earlier) == _given(later)]
    return [dose.begin.first for dose in same if isinstance(dose.begin, Day)]


def _given(dose: Dose) -> tuple[object, bool]:
    return dose.amount, dose.placebo
