"""Time under observation and time on the drug, which are not the same."""

from caseline.calendar import Day, Days, days_between
from caseline.course.model import Course
from caseline.record import NOT_ON_RECORD, NotOnRecord


def observed_days(course: Course) -> Days:
    """Days from the first record to the last: least and most."""
    days = days_between(course.span.begin, course.span.end)
    return Days(max(days.low, 0), days.high)  # two records of one month: the later is no earlier


def on_drug_days(course: Course) -> Days | NotOnRecord:
    """Days with an amount above 0, up to the last record: least and most."""
    if all(dose.amount == 0 for dose in course.treatment.doses):
        return Days(0, 0)
    begins = [dose.begin for dose in course.treatment.doses]
    last = course.span.end
    low = high = 0
    for dose, end in zip(course.treatment.doses, [*begins[1:], last], strict=True):
        if not isinstance(dose.begin, Day) or not isinstance(end, Day):
            return NOT_ON_RECORD
        if dose.amount > 0:
            days = days_between(dose.begin, _earlier(end, last))
            low += max(days.low, 0)
            high += max(days.high, 0)
    return Days(low, high)


def _earlier(one: Day, other: Day) -> Day:
    return Day(min(one.first, other.first), min(one.last, other.last))
