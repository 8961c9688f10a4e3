"""What a record can compare: whether the drug was given, and on which sides there are values."""

from typing import Literal

from caseline.course.model import Course
from caseline.course.phases import LETTERS, condition_of, design
from caseline.record import NOT_ON_RECORD

Comparison = Literal["never", "placebo", "unknown", "no_on", "no_off", "trial", "before_after"]

COMPARED: tuple[Comparison, ...] = ("trial", "before_after")


def given(course: Course) -> bool:
    """Whether any dose of the drug is on record, dated or not."""
    return any(dose.amount > 0 for dose in course.treatment.doses)


def taken(course: Course) -> bool:
    """Whether anything was taken, the drug or its placebo."""
    return given(course) or any(dose.placebo for dose in course.treatment.doses)


def comparison(course: Course) -> Comparison:
    """What is compared, or why nothing is."""
    if not given(course):
        return "placebo" if taken(course) else "never"
    found = [condition_of(visit, course) for visit in course.visits]
    sides = {LETTERS.get(one) for one in found if one is not NOT_ON_RECORD}
    if not {"A", "B"} <= sides:
        return _one_sided(known=NOT_ON_RECORD not in found, on="B" in sides)
    drawn = course.allocation.order == "randomised" and design(course).n_switches > 1
    return "trial" if drawn else "before_after"


def _one_sided(*, known: bool, on: bool) -> Comparison:
    if not known:
        return "unknown"
    return "no_off" if on else "no_on"
