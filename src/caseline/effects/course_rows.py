"""Which visits of a course count as planned values of one outcome, and under what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from caseline.calendar import Day
from caseline.course.model import Condition, Course, Observation
from caseline.course.phases import LETTERS, condition_on
from caseline.effects.series import Flag
from caseline.errors import DesignError
from caseline.record import NOT_ON_RECORD, NotOnRecord

FIRST = ("pain-nrs.average", "pain-nrs-100.average", "fiqr.total")


@dataclass(frozen=True, slots=True)
class Row:
    """One planned value: NaN where it is missing or not exact."""

    when: date
    value: float
    flag: Flag


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


def planned_rows(course: Course, observations: Sequence[Observation]) -> list[Row]:
    """A row for each visit and for each missed one whose condition is known, in order."""
    visits = [one for one in observations if not is_summary(one)]
    found = {one.when.middle: (_number(one), one.condition) for one in visits}
    missed = () if course.missed_visits is NOT_ON_RECORD else course.missed_visits
    for day in missed if found else ():
        if day.exact is not None:
            there = condition_on(course.treatment, day.exact)
            found.setdefault(day.exact, (np.nan, there))
    rows = [
        Row(when, value, flag)
        for when, (value, condition) in sorted(found.items())
        if (flag := _flag(condition)) is not None
    ]
    return _allotted(course, rows)


def letter(condition: Condition | NotOnRecord) -> str | None:
    """A without the treatment, B with it; None where that is not known or long ago."""
    return None if condition is NOT_ON_RECORD else LETTERS.get(condition)


def is_summary(one: Observation) -> bool:
    """Whether it stands for more than one visit: a mean, or a value of a whole span."""
    if one.statistic is NOT_ON_RECORD:
        return not one.when.one_date
    return one.statistic == "mean"


def exact_number(one: Observation) -> float | None:
    """The value, where there is one and it is exact."""
    exact = one.value.exact if one.value is not None else None
    return None if exact is None else float(exact)


def _number(one: Observation) -> float:
    exact = exact_number(one)
    return np.nan if exact is None else exact


def _flag(condition: Condition | NotOnRecord) -> Flag | None:
    if letter(condition) == "B":
        return "on"
    if condition == "on placebo":
        return "placebo"
    return "off" if letter(condition) == "A" else None


def _allotted(course: Course, rows: list[Row]) -> list[Row]:
    """Where periods were drawn by lot, the time before the first dose is none of them."""
    switches = sum((a.flag == "on") != (b.flag == "on") for a, b in pairwise(rows))
    first = course.treatment.doses[0].begin
    if course.allocation.order != "randomised" or switches < 2 or not isinstance(first, Day):
        return rows
    return [row for row in rows if row.when >= first.first]
