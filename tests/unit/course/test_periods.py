"""The periods of a course: what was put on or off the treatment as a whole."""

from datetime import date

import pytest

from caseline.course.periods import allotted, drawn_by_period, nearest, periods
from tests.courses import BEGIN, SHORT, TREATMENT, course_from, total

LOT = '[allocation]\norder = "randomised"\n'
WORDS = BEGIN + TREATMENT + "doses = [{ amount = 4.5 }]\n"


def given(*doses, more=LOT, first="2025-01-06", last="2025-03-31"):
    """A course of doses: ("2025-01-20", 4.5), or ("2025-01-20", "placebo")."""
    steps = ", ".join(
        f'{{ from = "{begin}", amount = 0, placebo = true }}'
        if amount == "placebo"
        else f'{{ from = "{begin}", amount = {amount} }}'
        for begin, amount in doses
    )
    visits = "".join(total(when, "phq4.total", 7) for when in (first, last))
    return course_from(f"{BEGIN}{TREATMENT}doses = [{steps}]\n{more}{visits}")


def shown(found):
    return [(one.letter, str(one.first), str(one.last)) for one in found]


def test_a_step_of_the_dose_begins_no_period_and_the_same_dose_given_anew_does():
    course = given(("2025-01-20", 3), ("2025-02-03", 4.5), ("2025-02-17", 4.5))

    assert shown(periods(course)) == [
        ("A", "2025-01-06", "2025-01-19"),
        ("B", "2025-01-20", "2025-02-16"),
        ("B", "2025-02-17", "2025-03-31"),
    ]
    assert periods(course)[1].n_days == 28


def test_placebo_and_the_time_off_next_to_it_are_one_period():
    course = given(("2025-01-20", 3), ("2025-02-03", "placebo"), ("2025-02-17", 0))

    assert shown(periods(course))[2:] == [("A", "2025-02-03", "2025-03-31")]


def test_without_dates_the_words_of_the_source_make_the_periods_and_none_is_allotted():
    before, on = (
        total(when, "phq4.total", 7).replace("totals", f'condition = "{word} treatment"\ntotals')
        for when, word in (("2025-01-06", "before"), ("2025-02-03", "on"))
    )
    course = course_from(WORDS + LOT + before + on)

    assert shown(periods(course)) == [
        ("A", "2025-01-06", "2025-01-06"),
        ("B", "2025-02-03", "2025-02-03"),
    ]
    assert allotted(course) == ()
    assert not drawn_by_period(course)


def test_the_time_before_the_first_dose_was_not_allotted():
    course = given(("2025-01-20", "placebo"), ("2025-02-03", 3))

    assert shown(allotted(course)) == [
        ("A", "2025-01-20", "2025-02-02"),
        ("B", "2025-02-03", "2025-03-31"),
    ]


def test_an_amount_of_0_that_comes_first_was_allotted():
    course = given(("2025-01-20", 0), ("2025-02-03", 3))

    assert shown(allotted(course))[0] == ("A", "2025-01-20", "2025-02-02")


@pytest.mark.parametrize(
    ("doses", "more", "drawn"),
    [
        ([("2025-01-20", 3), ("2025-02-03", "placebo")], LOT, True),
        ([("2025-01-20", 3), ("2025-02-03", "placebo")], "", False),
        ([("2025-01-20", 3)], LOT, False),
        ([("2025-01-20", "placebo"), ("2025-02-03", 3)], LOT, False),
        ([("2025-01-20", 3), ("2025-02-03", 0)], LOT + 'scheme = "phases:5"\n', False),
        ([("2025-01-20", 3), ("2025-02-03", 0)], LOT + 'scheme = "one week each"\n', True),
    ],
)
def test_periods_were_drawn_where_the_order_was_and_there_is_more_than_one_switch(
    doses, more, drawn
):
    assert drawn_by_period(given(*doses, more=more)) == drawn


def test_a_day_outside_of_all_periods_is_nearest_to_the_first_or_the_last():
    found = periods(given(("2025-01-20", 3)))

    assert nearest(found, date(2025, 1, 1)) is found[0]
    assert nearest(found, date(2025, 1, 20)) is found[1]
    assert nearest(found, date(2026, 1, 1)) is found[1]
    assert nearest(periods(course_from(SHORT)), date(2025, 1, 1)) is None
