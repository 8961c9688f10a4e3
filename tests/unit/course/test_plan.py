"""Whether a plan was fixed in time."""

import pytest

from caseline.calendar import read_day
from caseline.course.plan import fixed_in_time
from caseline.record import NOT_ON_RECORD
from tests.courses import BEGIN, SHORT, TREATMENT, UNDATED, VISIT, course_from, dosed, total

VISITS = "".join(total(when, "phq4.total", 7) for when in ("2025-01-06", "2025-03-31"))


def told(word, when):
    return total(when, "phq4.total", 7).replace("totals", f'condition = "{word}"\ntotals')


@pytest.mark.parametrize(
    ("begin", "fixed", "in_time"),
    [
        ("2025-01-20", "2025-01-20", True),
        ("2025-01-20", "2025-01-21", False),
        ("2025-01-20", "2025-04-01", False),
        ("2025-01-20", "2025-01", NOT_ON_RECORD),
        ("2025-01", "2025-01-20", NOT_ON_RECORD),
        ("2025-01", "2024-12", True),
        ("2025-01", "2025-02", False),
    ],
)
def test_in_time_is_by_the_day_of_the_first_dose(begin, fixed, in_time):
    course = course_from(dosed((begin, 3)) + VISITS)

    assert fixed_in_time(course, read_day(fixed)) == in_time


def test_an_amount_of_0_does_not_begin_the_treatment():
    course = course_from(dosed(("2025-01-06", 0), ("2025-01-20", 3)) + VISITS)

    assert fixed_in_time(course, read_day("2025-01-13")) is True


@pytest.mark.parametrize(
    ("fixed", "in_time"),
    [("2025-01-05", NOT_ON_RECORD), ("2025-02-03", NOT_ON_RECORD), ("2025-02-04", False)],
)
def test_without_a_date_of_the_start_it_is_late_after_a_reading_on_treatment(fixed, in_time):
    visits = [told("before treatment", "2025-01-06")]
    visits += [told("on treatment", when) for when in ("2025-02-03", "2025-03-31")]
    course = course_from(BEGIN + TREATMENT + UNDATED + "".join(visits))

    assert fixed_in_time(course, read_day(fixed)) == in_time


def test_without_any_condition_it_is_late_after_the_last_reading():
    course = course_from(SHORT.replace(VISIT, VISITS))

    assert fixed_in_time(course, read_day("2025-03-31")) is NOT_ON_RECORD
    assert fixed_in_time(course, read_day("2025-04-01")) is False


def test_what_has_no_date_is_neither_in_time_nor_late():
    assert fixed_in_time(course_from(SHORT), NOT_ON_RECORD) is NOT_ON_RECORD
