"""What is compared with what: the readings of one outcome by phase, or by condition."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caseline.calendar import Day
from caseline.course.due import due_and_missed
from caseline.course.model import Course, Letter, Observation, Phase
from caseline.course.periods import allotted_phases, drawn_by_period, nearest
from caseline.course.phases import condition_on, phases
from caseline.record import NOT_ON_RECORD


@dataclass(frozen=True, slots=True)
class Stretch:
    """The readings of one phase, or of all phases of one condition.

    `missed` holds the days on which a reading was due and did not come, as far as on record.
    """

    letter: Letter
    phases: tuple[Phase, ...]
    visits: tuple[Observation, ...]
    summaries: tuple[Observation, ...]
    missed: tuple[Day, ...]


def stretches(course: Course, observations: Sequence[Observation]) -> tuple[Stretch, ...]:
    """The readings by phase in order; where periods were drawn by lot, those of A and of B."""
    drawn = drawn_by_period(course)
    found = allotted_phases(course) if drawn else phases(course)
    begin = found[0].first if drawn else date.min
    seen = [(_phase_of(one, found), one) for one in observations if one.when.middle >= begin]
    due = [
        (_phase_on(day.first, course, found), day)
        for day in due_and_missed(course, observations)
        if day.first >= begin
    ]
    return tuple(
        Stretch(
            letter=group[0].letter,
            phases=group,
            visits=tuple(one for phase, one in seen if phase in group and not is_summary(one)),
            summaries=tuple(one for phase, one in seen if phase in group and is_summary(one)),
            missed=tuple(day for phase, day in due if phase in group),
        )
        for group in (_conditions(found) if drawn else [(phase,) for phase in found])
    )


def is_summary(one: Observation) -> bool:
    """Whether it stands for more than one visit: a mean, or a value of a whole span."""
    if one.statistic is NOT_ON_RECORD:
        return not one.when.one_date
    return one.statistic == "mean"


def _conditions(found: Sequence[Phase]) -> list[tuple[Phase, ...]]:
    groups = [tuple(phase for phase in found if phase.letter == letter) for letter in "AB"]
    return [group for group in groups if group]


def _phase_of(one: Observation, found: Sequence[Phase]) -> Phase | None:
    own = [phase for phase in found if phase.condition == one.condition]
    return nearest(own, one.when.middle)


def _phase_on(when: date, course: Course, found: Sequence[Phase]) -> Phase | None:
    """The phase on a day, which may be before the first visit or after the last."""
    inside = [phase for phase in found if phase.first <= when <= phase.last]
    condition = condition_on(course.treatment, when)
    return nearest(inside or [phase for phase in found if phase.condition == condition], when)
