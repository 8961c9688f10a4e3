"""Phases and design, computed from the doses and from the conditions that a source gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from caseline.calendar import Day, Span
from caseline.course.model import Condition, Course, Dose, Letter, Phase, Treatment, Visit
from caseline.record import NOT_ON_RECORD, NotOnRecord

LETTERS: dict[Condition, Letter] = {
    "before treatment": "A",
    "off treatment": "A",
    "on placebo": "A",
    "on treatment": "B",
}


@dataclass(frozen=True, slots=True)
class Design:
    """The order of phases and how it came about."""

    letters: str
    randomised: bool | NotOnRecord
    blinded: bool | NotOnRecord

    @property
    def n_switches(self) -> int:
        """How often the condition changed."""
        return len(self.letters) - 1


def has_dates(treatment: Treatment) -> bool:
    """Whether every dose has a date, if only a month or a year."""
    return all(isinstance(dose.begin, Day) for dose in treatment.doses)


def beginning(treatment: Treatment) -> Day | None:
    """The date of the first dose of the treatment or of its placebo, where it is on record."""
    given = (dose.begin for dose in treatment.doses if dose.amount > 0 or dose.placebo)
    first = next(given, None)
    return first if isinstance(first, Day) else None


def first_day_on(treatment: Treatment) -> Day | None:
    """The date of the first dose, where it is on record."""
    for dose in treatment.doses:
        if dose.amount > 0:
            return dose.begin if isinstance(dose.begin, Day) else None
    return None


def condition_of(visit: Visit, course: Course) -> Condition | NotOnRecord:
    """The condition at a visit: as its source gives it, else as the doses show it."""
    if visit.condition is not None:
        return visit.condition
    days = _days(visit.when, course.treatment)
    found = {condition_on(course.treatment, when) for when in days}
    return found.pop() if len(found) == 1 else NOT_ON_RECORD


def condition_on(treatment: Treatment, when: date) -> Condition | NotOnRecord:
    """The condition on one day after the doses: a dose holds from the beginning of its day on.

    Where a dose has only a month, its day may be any of them. The condition is on record where
    it is the same for all.
    """
    if not has_dates(treatment):
        return NOT_ON_RECORD
    begun = sum(_begin(dose).last <= when for dose in treatment.doses)
    found = _conditions(treatment, begun, when)
    return found.pop() if len(found) == 1 else NOT_ON_RECORD


def possible_conditions(treatment: Treatment, when: Span) -> set[Condition]:
    """Every condition that a day of a span may have been under; a dose may come late in its day.

    So a visit on the day of a dose may have been before it, which its source may say.
    """
    found: set[Condition] = set()
    for on in _days(when, treatment):
        begun = sum(_begin(dose).last < on for dose in treatment.doses)
        found |= _conditions(treatment, begun, on)
    return found


def phases(course: Course) -> tuple[Phase, ...]:
    """The phases in order: from dated doses, else from the conditions of the visits."""
    return _from_doses(course) if has_dates(course.treatment) else _from_conditions(course)


def reached(course: Course) -> tuple[Phase, ...]:
    """The phases that a visit, kept or missed, may show.

    A dose that is planned for later is no phase yet, and what was over before the first visit
    is no part of the comparison.
    """
    missed = () if course.missed_visits is NOT_ON_RECORD else course.missed_visits
    first = min([course.span.first, *(one.first for one in missed)])
    last = max([course.span.last, *(one.last for one in missed)])
    return tuple(one for one in phases(course) if one.first <= last and first <= one.last)


def design(course: Course) -> Design:
    """The design that the record shows, by the phases that it reaches."""
    order = course.allocation.order
    patient = course.blinding.patient
    letters = [phase.letter for phase in reached(course)]
    return Design(
        letters="".join(letter for letter, _ in groupby(letters)),
        randomised=NOT_ON_RECORD if order is NOT_ON_RECORD else order == "randomised",
        blinded=NOT_ON_RECORD if patient is NOT_ON_RECORD else patient == "blinded",
    )


def _from_doses(course: Course) -> tuple[Phase, ...]:
    doses = course.treatment.doses
    starts = [(_after(doses[: n + 1]), _begin(dose)) for n, dose in enumerate(doses)]
    if _is_seen_before(course, starts[0][1]):
        starts.insert(0, ("before treatment", course.span.begin))
    steps = [next(group) for _, group in groupby(starts, key=lambda start: start[0])]
    ends = [_end(course, one, until) for (one, _), (_, until) in pairwise(steps)]
    begins = [begin.first for _, begin in steps]
    # A visit told to have been before the switch also tells that the switch was no earlier.
    begins[1:] = [max(begin, end) for begin, end in zip(begins[1:], ends, strict=True)]
    return tuple(
        Phase(LETTERS[condition], condition, begin, max(begin, end), "doses")
        for (condition, _), begin, end in zip(steps, begins, [*ends, course.span.last], strict=True)
    )


def _is_seen_before(course: Course, begin: Day) -> bool:
    """Whether a visit was before the first dose: on an earlier day, or as its source says."""
    told = [one.when.first for one in course.visits if one.condition == "before treatment"]
    return course.span.first < begin.first or any(first <= begin.last for first in told)


def _end(course: Course, condition: Condition, switch: Day) -> date:
    """The day before a switch, or that of the last visit told to have been before it."""
    told = [one.when for one in course.visits if one.condition == condition and one.when.one_date]
    reaching = [
        when.last for when in told if when.first <= switch.last and switch.first <= when.last
    ]
    return max([switch.first - timedelta(days=1), *(min(one, switch.last) for one in reaching)])


def _from_conditions(course: Course) -> tuple[Phase, ...]:
    found = []
    named = [(visit.condition, visit.when) for visit in course.visits if visit.condition]
    known = [(condition, when) for condition, when in named if condition in LETTERS]
    for condition, group in groupby(known, key=lambda pair: pair[0]):
        spans = [when for _, when in group]
        first, last = spans[0].first, max(span.last for span in spans)
        found.append(Phase(LETTERS[condition], condition, first, last, "the source's words"))
    return tuple(found)


def _conditions(treatment: Treatment, begun: int, when: date) -> set[Condition]:
    """The conditions of a day on which so many doses, or some of the next ones, had begun."""
    most = sum(_begin(dose).first <= when for dose in treatment.doses)
    return {_after(treatment.doses[:n]) for n in range(begun, most + 1)}


def _after(doses: Sequence[Dose]) -> Condition:
    """The condition once these doses have begun, one after the other."""
    if doses and doses[-1].placebo:
        return "on placebo"
    if doses and doses[-1].amount > 0:
        return "on treatment"
    given = any(dose.amount > 0 or dose.placebo for dose in doses)
    return "off treatment" if given else "before treatment"


def _begin(dose: Dose) -> Day:
    assert isinstance(dose.begin, Day)  # noqa: S101  the callers have looked
    return dose.begin


def _days(when: Span, treatment: Treatment) -> set[date]:
    """The first and the last day, and those between on which a dose may begin."""
    begins = [dose.begin for dose in treatment.doses if isinstance(dose.begin, Day)]
    changes = {day for begin in begins for day in (begin.first, begin.last)}
    return {when.first, when.last} | {day for day in changes if when.first < day < when.last}
