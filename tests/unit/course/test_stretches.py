"""What is compared with what."""

import pytest

from caseline.course import observe
from caseline.course.stretches import stretches
from tests.courses import BEGIN, TREATMENT, UNDATED, course_from, dosed, total

PHQ4 = "phq4.total"
TRIAL = """\
[treatment]
name = "naltrexone"
unit = "mg"
doses = [
  { from = 2025-01-20, amount = 3 },
  { from = 2025-02-03, amount = 0, placebo = true },
  { from = 2025-02-17, amount = 3 },
]
[allocation]
order = "randomised"
"""


def visits(*dates, more=""):
    return "".join(total(when, PHQ4, 7, more) for when in dates)


def told(condition, *dates):
    return visits(*dates).replace("totals", f'condition = "{condition}"\ntotals')


def shown(text):
    course = course_from(text)
    found = stretches(course, observe(course)[PHQ4])
    return [(one.letter, [str(seen.when.begin) for seen in one.visits]) for one in found]


def missed(*days, text):
    course = course_from(f"missed_visits = [{', '.join(days)}]\n{text}")
    return [len(one.missed) for one in stretches(course, observe(course)[PHQ4])]


def test_each_phase_is_one_and_one_without_a_reading_is_there_all_the_same():
    doses = dosed(("2025-01-20", 3), ("2025-02-03", 0), ("2025-02-10", 3))

    assert shown(doses + visits("2025-01-06", "2025-01-27", "2025-02-24")) == [
        ("A", ["2025-01-06"]),
        ("B", ["2025-01-27"]),
        ("A", []),
        ("B", ["2025-02-24"]),
    ]


def test_periods_drawn_by_lot_are_two_and_the_time_before_them_is_no_part():
    text = BEGIN + TRIAL + visits("2025-01-06", "2025-01-27", "2025-02-10", "2025-02-24")

    assert shown(text) == [("A", ["2025-02-10"]), ("B", ["2025-01-27", "2025-02-24"])]


def test_a_trial_that_begins_with_a_time_off_has_the_readings_of_that_time_and_none_before():
    text = BEGIN + TRIAL.replace(
        "{ from = 2025-01-20, amount = 3 }", "{ from = 2025-01-20, amount = 0 }"
    )
    dates = ("2025-01-06", "2025-01-27", "2025-02-10", "2025-02-24")
    drug = text.replace("amount = 0, placebo = true", "amount = 3").replace(
        "from = 2025-02-17, amount = 3", "from = 2025-02-17, amount = 0"
    )

    assert shown(drug + visits(*dates)) == [
        ("A", ["2025-01-27", "2025-02-24"]),
        ("B", ["2025-02-10"]),
    ]


def test_a_reading_told_to_be_before_the_first_dose_of_its_day_is_in_the_phase_before():
    text = dosed(("2025-01-20", 3)) + told("before treatment", "2025-01-20") + visits("2025-02-03")

    assert shown(text) == [("A", ["2025-01-20"]), ("B", ["2025-02-03"])]


def test_a_reading_of_the_month_in_which_a_dose_began_is_where_its_source_puts_it():
    text = (
        dosed(("2025-01", 3))
        + told("before treatment", "2025-01-06")
        + told("on treatment", "2025-01-27")
    )

    assert shown(text) == [("A", ["2025-01-06"]), ("B", ["2025-01-27"])]


def test_a_reading_whose_condition_is_not_on_record_is_in_none():
    assert shown(dosed(("2025-01", 3)) + visits("2025-01-06", "2025-02-03")) == [
        ("B", ["2025-02-03"])
    ]


def test_a_mean_is_a_summary_and_no_visit():
    course = course_from(
        dosed(("2025-01-20", 3)) + visits("2025-01-06", more=', statistic = "mean"')
    )
    (before, _) = stretches(course, observe(course)[PHQ4])

    assert (len(before.visits), len(before.summaries)) == (0, 1)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2025-01-01", [1, 0]),
        ("2025-01-13", [1, 0]),
        ("2025-01-20", [0, 1]),
        ("2025-12-01", [0, 1]),
    ],
)
def test_a_missed_visit_is_of_the_phase_of_its_day_even_after_the_last_visit(day, counts):
    text = dosed(("2025-01-20", 3)) + visits("2025-01-06", "2025-02-03")

    assert missed(day, text=text) == counts


@pytest.mark.parametrize(
    ("days", "n"),
    [
        (("2025-01-25", "2025-01-27", "2025-02-10"), 0),  # evenings of the diary
        (("2025-02-17",), 1),  # a form that is lacking at the end of its fortnight
        (("2025-02-15", "2025-02-17", "2025-02-19"), 1),  # no second one in its place
        (("2025-01-18",), 0),  # nobody had asked yet
        (("2025-03-16",), 0),  # the next is not due yet
        (("2025-03-17",), 1),  # and now it is
    ],
)
def test_a_form_that_is_asked_less_often_was_due_only_where_its_rhythm_leaves_a_gap(days, n):
    diary = [f"2025-{month:02}-{day:02}" for month in (1, 2, 3) for day in range(1, 28)]
    told = [(day, PHQ4) for day in diary if day not in days]
    told += [(day, "gad7.total") for day in ("2025-01-20", "2025-02-03", "2025-03-03")]
    kept = "".join(total(day, outcome, 5) for day, outcome in sorted(told))
    course = course_from(f"missed_visits = [{', '.join(days)}]\n" + dosed(("2025-02-01", 3)) + kept)
    found = observe(course)

    assert sum(len(one.missed) for one in stretches(course, found["gad7.total"])) == n
    assert sum(len(one.missed) for one in stretches(course, found[PHQ4])) == len(days)


def test_without_dates_a_missed_visit_is_of_a_phase_only_between_its_visits():
    text = BEGIN + TREATMENT + UNDATED + told("on treatment", "2025-01-06", "2025-02-03")

    assert missed("2025-01-20", "2025-03-01", text=text) == [1]


def test_a_day_is_missed_for_the_outcomes_alone_that_were_not_recorded_on_it():
    """The evening stayed open, and a longer form was filled in."""
    text = dosed(("2025-01-20", 3)) + visits("2025-01-06", "2025-02-03")
    course = course_from(
        "missed_visits = [2025-02-03]\n" + text + total("2025-02-04", "gad7.total", 7)
    )
    found = observe(course)

    assert [len(one.missed) for one in stretches(course, found[PHQ4])] == [0, 0]
    assert [len(one.missed) for one in stretches(course, found["gad7.total"])] == [0, 1]
