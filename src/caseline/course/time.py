"""Time under observation and time on the drug, which are not the same."""

from datetime import timedelta

from caseline.calendar import Day, Days, days_between
from caseline.course.model import Course
from caseline.record import NOT_ON_RECORD, NotOnRecord

DAY = timedelta(days=1)


def span_days(course: Course) -> Days:
    """How many days lie between the first record and the last: least and most."""
    days = days_between(course.span.begin, course.span.end)
    return Days(max(days.low, 0), days.high)  # two records of one month: the later is no earlier


def observed_days(course: Course) -> Days:
    """The days of the record, the first and the last among them: least and most."""
    days = span_days(course)
    return Days(days.low + 1, days.high + 1)


def on_drug_days(course: Course) -> Days | NotOnRecord:
    """Days with an amount above 0, to the last of the record and with it: least and most."""
    if all(dose.amount == 0 for dose in course.treatment.doses):
        return Days(0, 0)
    begins = [dose.begin for dose in course.treatment.doses]
    beyond = _day_after(course.span.end)
    low = high = 0
    for dose, end in zip(course.treatment.doses, [*begins[1:], beyond], strict=True):
        if not isinstance(dose.begin, Day) or not isinstance(end, Day):
            return NOT_ON_RECORD
        if dose.amount > 0:
            days = days_between(dose.begin, _earlier(end, beyond))
            low += max(days.low, 0)
            high += max(days.high, 0)
    return Days(low, high)


def _day_after(day: Day) -> Day:
    return Day(day.first + DAY, day.last + DAY)


def _earlier(one: Day, other: Day) -> Day:
    return Day(min(one.first, other.first), min(one.last, other.last))
