"""Which visits of a course count as planned values of one outcome, and under what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from math import isnan, nan
from statistics import fmean

from caseline.course.model import Condition, Course, Observation
from caseline.course.periods import Period, allotted, drawn_by_period, nearest, periods
from caseline.course.phases import LETTERS, condition_on
from caseline.course.stretches import Stretch
from caseline.effects.series import Flag
from caseline.errors import DesignError
from caseline.record import NOT_ON_RECORD, NotOnRecord

FIRST = ("pain-nrs.average", "pain-nrs-100.average", "fiqr.total")


@dataclass(frozen=True, slots=True)
class Row:
    """One planned value: NaN where it is missing or not exact.

    `period` and `stretch` are the numbers of its period and of the stretch it belongs to;
    `early` says that it was before the dose of its day, which gives another condition.
    """

    when: date
    period: int
    flag: Flag
    stretch: int
    early: bool
    value: float

    @property
    def place(self) -> tuple[date, int, Flag]:
        """Where it stands among the others."""
        return self.when, self.period, self.flag


def leading_outcome(course: Course, found: Mapping[str, tuple[Observation, ...]]) -> str:
    """The primary outcome, else the first with values on and off treatment, else the first.

    Without a primary outcome on record none leads; pain and impact are looked at first.
    """
    primary = course.plan.primary
    if primary is not NOT_ON_RECORD and primary.outcome in found:
        return primary.outcome
    for name, many in sorted(found.items(), key=lambda one: looked_at(one[0])):
        if {"A", "B"} <= {letter(one.condition) for one in many}:
            return name
    if not found:
        raise DesignError("the course has no outcome with a value")
    return next(iter(found))


def looked_at(outcome: str) -> int:
    """The place of an outcome among those that readers look for, where no primary was fixed."""
    return FIRST.index(outcome) if outcome in FIRST else len(FIRST)


def planned_rows(course: Course, found: Sequence[Stretch]) -> list[Row]:
    """A row for each day with a visit, kept or missed, in one of the stretches, in order.

    Several values of one day are one row with their mean. Periods are numbered from 0; one
    without a row has no number.
    """
    known = allotted(course) if drawn_by_period(course) else periods(course)
    rows = [row for number, one in enumerate(found) for row in _rows(course, one, number, known)]
    seen = sorted({row.period for row in rows})
    rows = [replace(row, period=seen.index(row.period)) for row in rows]
    rows.sort(key=lambda row: row.place)
    return [_mean(list(same)) for _, same in groupby(rows, key=lambda row: row.place)]


def letter(condition: Condition | NotOnRecord) -> str | None:
    """A without the treatment, B with it; None where that is not known or long ago."""
    return None if condition is NOT_ON_RECORD else LETTERS.get(condition)


def exact_number(one: Observation) -> float | None:
    """The value, where there is one and it is exact."""
    exact = one.value.exact if one.value is not None else None
    return None if exact is None else float(exact)


def _rows(course: Course, stretch: Stretch, number: int, known: Sequence[Period]) -> Iterator[Row]:
    own = {period: n for n, period in enumerate(known) if period.letter == stretch.letter}
    for when, condition, value in _planned(stretch):
        period = nearest(own, when)
        assert period is not None  # noqa: S101  a stretch is made of phases, these of periods
        early = condition_on(course.treatment, when) not in (condition, NOT_ON_RECORD)
        yield Row(when, own[period], _flag(condition), number, early, value)


def _planned(stretch: Stretch) -> Iterator[tuple[date, Condition | NotOnRecord, float]]:
    """When a value was planned, under what, and what it is; without a day it has no place."""
    for one in stretch.visits:
        value = exact_number(one)
        yield one.when.middle, one.condition, nan if value is None else value
    for day in stretch.missed:
        phase = nearest(stretch.phases, day.first)
        if day.exact is not None and phase is not None:
            yield day.exact, phase.condition, nan


def _mean(same: Sequence[Row]) -> Row:
    values = [row.value for row in same if not isnan(row.value)]
    return replace(same[0], value=fmean(values) if values else nan)


def _flag(condition: Condition | NotOnRecord) -> Flag:
    if letter(condition) == "B":
        return "on"
    return "placebo" if condition == "on placebo" else "off"
