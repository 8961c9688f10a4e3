"""What was fixed beforehand, and whether it was fixed in time."""

from caseline.calendar import Day
from caseline.course.model import Course
from caseline.course.phases import beginning, condition_of
from caseline.record import NOT_ON_RECORD, NotOnRecord


def fixed_in_time(course: Course, fixed_on: Day | NotOnRecord) -> bool | NotOnRecord:
    """Whether something was fixed by the day on which the treatment began.

    What was fixed after a reading on the treatment or its placebo, or after the last reading
    of all, was fixed too late whenever the treatment began.
    """
    if fixed_on is NOT_ON_RECORD:
        return NOT_ON_RECORD
    begin = beginning(course.treatment)
    if begin is not None and fixed_on.last <= begin.first:
        return True
    known = [*_given(course), course.span.end, *([] if begin is None else [begin])]
    return False if any(one.surely_before(fixed_on) for one in known) else NOT_ON_RECORD


def _given(course: Course) -> list[Day]:
    """The last days of the visits on the treatment or its placebo."""
    given = ("on treatment", "on placebo")
    return [one.when.end for one in course.visits if condition_of(one, course) in given]
