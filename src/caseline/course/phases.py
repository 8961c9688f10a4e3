"""Phases and design, computed from the doses and from the conditions that a source gives."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from caseline.calendar import Day, Span
from caseline.course.model import Condition, Course, Dose, Phase, Treatment, Visit
from caseline.record import NOT_ON_RECORD, NotOnRecord

LETTERS: dict[Condition, str] = {
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
    found = {condition_on(course.treatment, when) for when in _days(visit.when, course)}
    return found.pop() if len(found) == 1 else NOT_ON_RECORD


def condition_on(treatment: Treatment, when: date) -> Condition | NotOnRecord:
    """The condition on one day after the doses; a day that two doses may claim has none."""
    if not all(isinstance(dose.begin, Day) for dose in treatment.doses):
        return NOT_ON_RECORD
    begun = [dose for dose in treatment.doses if _begin(dose).last <= when]
    may_have_begun = [dose for dose in treatment.doses if _begin(dose).first <= when]
    if begun != may_have_begun:
        return NOT_ON_RECORD
    if not begun:
        return "before treatment"
    return _condition(begun[-1], any(dose.amount > 0 for dose in begun))


def phases(course: Course) -> tuple[Phase, ...]:
    """The phases in order: from dated doses, else from the conditions of the visits."""
    doses = course.treatment.doses
    if all(isinstance(dose.begin, Day) for dose in doses):
        return _from_doses(course)
    return _from_conditions(course)


def design(course: Course) -> Design:
    """The design that the record shows."""
    order = course.allocation.order
    patient = course.blinding.patient
    letters = [phase.letter for phase in phases(course)]
    return Design(
        letters="".join(letter for letter, _ in groupby(letters)),
        randomised=NOT_ON_RECORD if order is NOT_ON_RECORD else order == "randomised",
        blinded=NOT_ON_RECORD if patient is NOT_ON_RECORD else patient == "blinded",
    )


def _from_doses(course: Course) -> tuple[Phase, ...]:
    doses = course.treatment.doses
    first, last = course.span.first, course.span.last
    spans: list[tuple[Condition, date]] = []
    if first < _begin(doses[0]).first:
        spans.append(("before treatment", first))
    taken = False
    for dose in doses:
        taken = taken or dose.amount > 0
        spans.append((_condition(dose, taken), _begin(dose).first))
    steps = [next(group) for _, group in groupby(spans, key=lambda span: span[0])]
    ends = [begin - timedelta(days=1) for _, begin in steps[1:]] + [last]
    return tuple(
        Phase(LETTERS[condition], condition, begin, max(begin, end), "doses")
        for (condition, begin), end in zip(steps, ends, strict=True)
    )


def _from_conditions(course: Course) -> tuple[Phase, ...]:
    found = []
    named = [(visit.condition, visit.when) for visit in course.visits if visit.condition]
    known = [(condition, when) for condition, when in named if condition in LETTERS]
    for condition, group in groupby(known, key=lambda pair: pair[0]):
        spans = [when for _, when in group]
        first, last = spans[0].first, max(span.last for span in spans)
        found.append(Phase(LETTERS[condition], condition, first, last, "the source's words"))
    return tuple(found)


def _condition(dose: Dose, taken: bool) -> Condition:
    if dose.placebo:
        return "on placebo"
    if dose.amount > 0:
        return "on treatment"
    return "off treatment" if taken else "before treatment"


def _begin(dose: Dose) -> Day:
    assert isinstance(dose.begin, Day)  # noqa: S101  the callers have looked
    return dose.begin


def _days(when: Span, course: Course) -> set[date]:
    """The first and the last day, and those between on which a dose may begin."""
    begins = [dose.begin for dose in course.treatment.doses if isinstance(dose.begin, Day)]
    changes = {day for begin in begins for day in (begin.first, begin.last)}
    return {when.first, when.last} | {day for day in changes if when.first < day < when.last}
