from pathlib import Path

import pytest

from caseline.calendar import Days
from caseline.course import read_course
from caseline.course.harms import harms
from caseline.course.time import observed_days, on_drug_days
from caseline.record import NOT_ON_RECORD
from tests.courses import BEGIN, SHORT, TREATMENT, course_from, dosed, total

MOSER = Path(__file__).parents[3] / "examples/moser-2025.toml"


def test_the_published_case_was_observed_for_764_to_820_days_and_on_the_drug_nobody_knows():
    course = read_course(MOSER)

    assert observed_days(course) == Days(764, 820)
    assert on_drug_days(course) is NOT_ON_RECORD


def visits(*dates):
    return "".join(total(when, "phq4.total", 7) for when in dates)


@pytest.mark.parametrize("dose", ["amount = 0", "amount = 0, placebo = true"])
def test_a_drug_that_was_never_given_was_given_on_0_days_even_without_a_date(dose):
    course = course_from(f"{BEGIN}{TREATMENT}doses = [{{ {dose} }}]\n{visits('2025-01-06')}")

    assert on_drug_days(course) == Days(0, 0)


def test_a_pause_does_not_count_as_time_on_the_drug():
    # From 20 January, 42 days before 3 March; from 10 March to the end of 31 March, 22 days
    doses = dosed(("2025-01-20", 1.5), ("2025-03-03", 0), ("2025-03-10", 3))
    course = course_from(doses + visits("2025-01-06", "2025-03-31"))

    assert on_drug_days(course) == Days(64, 64)
    assert observed_days(course) == Days(85, 85)


def test_a_month_of_beginning_gives_a_least_and_a_most():
    # 31 January or 1 January to the end of 31 March
    course = course_from(dosed(("2025-01", 3)) + visits("2025-03-31"))

    assert on_drug_days(course) == Days(60, 90)


def test_what_was_given_after_the_last_record_does_not_count():
    doses = dosed(("2025-01-20", 3), ("2025-06-01", 0), ("2025-07-01", 3))
    course = course_from(doses + visits("2025-01-06", "2025-01-30"))

    assert on_drug_days(course) == Days(11, 11)


def test_one_record_in_a_month_is_no_negative_time():
    assert observed_days(course_from(SHORT)) == Days(1, 1)
    assert observed_days(course_from(dosed(("2025", 1)) + visits("2025-04"))) == Days(1, 30)


def test_the_days_on_record_are_those_under_which_side_effects_are_counted():
    doses = dosed(("2025-01-20", 1.5), ("2025-03-03", 0), ("2025-03-10", 3))
    course = course_from(f"side_effects = []\n{doses}{visits('2025-01-06', '2025-03-31')}")

    under = {one.given: one.n_days for one in harms(course).under}

    assert sum(under.values()) == observed_days(course).low
    assert under["on treatment"] == on_drug_days(course).low
