"""Side effects by what was given on their days, and how many days of each there were."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from caseline.calendar import Day
from caseline.course.model import Condition, Course, SideEffect
from caseline.course.phases import phases
from caseline.record import NOT_ON_RECORD, NotOnRecord

Given = Literal["on treatment", "on placebo", "without"]

GIVEN: Mapping[Condition, Given] = MappingProxyType(
    {
        "on treatment": "on treatment",
        "on placebo": "on placebo",
        "off treatment": "without",
        "before treatment": "without",
    }
)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Harm:
    """One side effect under what was given, with how many of its days fell there.

    `n_days` is not on record where nobody wrote down when it ended; it then stands under what
    was given when it began.
    """

    side_effect: SideEffect
    n_days: int | NotOnRecord


@dataclass(frozen=True, slots=True)
class HarmsUnder:
    """The side effects under one thing that was given, or nothing, in `n_days` of record."""

    given: Given
    n_days: int
    harms: tuple[Harm, ...]


@dataclass(frozen=True, slots=True)
class Harms:
    """All of them; `unplaced` are those of which no day says what was given then."""

    under: tuple[HarmsUnder, ...]
    unplaced: tuple[SideEffect, ...]


def harms(course: Course) -> Harms | NotOnRecord:
    """The side effects of a course by what was given; () means that somebody asked.

    The day on which one had ended is none of its days, unless it also began on it.
    """
    if course.side_effects is NOT_ON_RECORD:
        return NOT_ON_RECORD
    spans = _spans(course)
    placed = [(one, _placed(one, spans)) for one in course.side_effects]
    return Harms(
        under=tuple(
            HarmsUnder(
                given,
                sum((last - first).days + 1 for first, last in many),
                tuple(Harm(one, at[given]) for one, at in placed if given in at),
            )
            for given, many in spans.items()
        ),
        unplaced=tuple(one for one, at in placed if not at),
    )


Spans = Mapping[Given, list[tuple[date, date]]]


def _spans(course: Course) -> Spans:
    """The days of the record by what was given on them, from the first visit to the last."""
    found: dict[Given, list[tuple[date, date]]] = {}
    for phase in phases(course):
        first, last = max(phase.first, course.span.first), min(phase.last, course.span.last)
        if first <= last:
            found.setdefault(GIVEN[phase.condition], []).append((first, last))
    return {given: found[given] for given in dict.fromkeys(GIVEN.values()) if given in found}


def _placed(one: SideEffect, spans: Spans) -> dict[Given, int | NotOnRecord]:
    """Its days under each; none where its first day is not known to the day."""
    begin = one.onset.exact if isinstance(one.onset, Day) else None
    end = one.ended.exact if isinstance(one.ended, Day) else None
    if begin is None:
        return {}
    last = begin if end is None else max(end - DAY, begin)
    counted = {given: _shared(begin, last, many) for given, many in spans.items()}
    if end is None:
        return {given: NOT_ON_RECORD for given, n_days in counted.items() if n_days}
    return {given: n_days for given, n_days in counted.items() if n_days}


def _shared(begin: date, last: date, many: list[tuple[date, date]]) -> int:
    """How many days from one day to another lie in some spans."""
    return sum(max((min(end, last) - max(first, begin)).days + 1, 0) for first, end in many)
