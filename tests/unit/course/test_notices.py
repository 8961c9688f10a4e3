"""What is odd about a course, and said without refusing it."""

from pathlib import Path

import pytest

from caseline.course import notices, read_course
from tests.courses import (
    BEGIN,
    SHORT,
    TREATMENT,
    UNDATED,
    VISIT,
    answered,
    course_from,
    dosed,
    total,
)

EXAMPLES = Path(__file__).parents[3] / "examples"
DOSES = dosed(("2025-01-20", 4.5))
BEFORE, ON = total("2025-01-06", "phq4.total", 7), total("2025-02-03", "phq4.total", 5)
AB = DOSES + BEFORE + ON
FIRST_DAY = (
    "is on the day of the first dose, so its readings count as '{}'; if they were taken before it, "
    'condition = "before treatment" says so'
)
UNPLACED = "before or on treatment is not on record, so the readings are part of no comparison"
ONE_DAY = "are on one day and hold the same outcome, so the effect is worked out from their mean"


def said(text):
    return list(notices(course_from(text)))


def planned(**parts):
    plan = "".join(f"{key} = {{ {value} }}\n" for key, value in parts.items())
    return AB.replace(BEGIN, f"{BEGIN}[plan]\n{plan}", 1)


def told(visit, condition):
    return visit.replace("totals", f'condition = "{condition}"\ntotals')


def test_there_is_nothing_odd_about_a_plain_course():
    assert said(AB) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [("moser-2025", 0), ("synthetic-diary", 1), ("synthetic-trial", 1)],
)
def test_the_examples_have_a_visit_on_the_first_day_and_nothing_else(name, found):
    assert len(notices(read_course(EXAMPLES / f"{name}.toml"))) == found


def test_a_reason_for_the_start_in_words_only_is_told_which_codes_there_are():
    words = AB.replace('unit = "mg"', 'unit = "mg"\nstarted_because = "after a bad run"')

    assert said(words) == [
        "treatment > started_because: says in words why it began then, which no rule reads, so it "
        "counts as not on record; 'trigger' says it by one of 'bad time', 'planned', 'available', "
        "'earlier treatment ended', 'unrelated'"
    ]
    assert said(words.replace("started_because", 'trigger = "bad time"\nstarted_because')) == []


def test_a_visit_on_the_day_of_the_first_dose_is_named_with_what_it_counts_as():
    on_the_day = total("2025-01-20", "phq4.total", 7)
    placebo = DOSES.replace("amount = 4.5", "amount = 0, placebo = true")

    assert said(DOSES + BEFORE + on_the_day) == [f"visits 2: {FIRST_DAY.format('on treatment')}"]
    assert said(placebo + on_the_day) == [f"visits 1: {FIRST_DAY.format('on placebo')}"]


def test_nothing_is_said_where_the_source_says_what_it_was():
    assert said(DOSES + told(total("2025-01-20", "phq4.total", 7), "before treatment")) == []


def test_visits_that_no_phase_holds_are_named_and_many_are_counted():
    month = dosed(("2025-01", 4.5))
    days = [f"2025-01-0{day}" for day in range(1, 8)]

    assert said(month + BEFORE + ON) == [f"visits 1: {UNPLACED}"]
    assert said(SHORT.replace(VISIT, BEFORE + ON)) == [f"visits 1 and 2: {UNPLACED}"]
    many = "".join(total(day, "phq4.total", 7) for day in days)
    assert said(month + many) == [f"7 visits: {UNPLACED}"]
    assert said(month + "".join(total(day, "phq4.total", 7) for day in days[:3])) == [
        f"visits 1, 2 and 3: {UNPLACED}"
    ]


def test_two_visits_of_one_day_with_one_outcome_are_named_once():
    items = answered("2025-02-03", "gad7")
    two = answered("2025-02-03", "phq4", nervous=1, worry=1, interest=1, down=1)

    assert said(DOSES + BEFORE + two + two) == [f"visits 2 and 3: {ONE_DAY}"]
    assert said(DOSES + BEFORE + ON + items) == []


def test_a_reading_before_the_dose_of_a_day_and_one_after_it_are_no_two_of_one_day():
    day = total("2025-01-20", "phq4.total", 7)

    assert said(DOSES + told(day, "before treatment") + day) == [
        f"visits 2: {FIRST_DAY.format('on treatment')}"
    ]


@pytest.mark.parametrize(
    ("fixed_on", "after"),
    [
        ("2025-01-21", "after the treatment began"),
        ("2025-02-04", "after the last visit"),
    ],
)
def test_a_plan_that_was_fixed_late_is_named(fixed_on, after):
    outcome = f'outcome = "phq4.total", fixed_on = {fixed_on}'

    assert said(planned(primary_outcome=outcome)) == [
        f"plan > primary_outcome > fixed_on: is {after}: fixed late"
    ]
    assert said(planned(threshold=f"points = 2, {outcome}")) == [
        f"plan > threshold > fixed_on: is {after}: fixed late"
    ]
    assert said(planned(question=f'text = "is it better?", fixed_on = {fixed_on}')) == [
        f"plan > question > fixed_on: is {after}: fixed late"
    ]
    assert said(planned(looks=f'days = "none", fixed_on = {fixed_on}')) == [
        f"plan > looks > fixed_on: is {after}: fixed late"
    ]


def test_a_plan_fixed_in_time_or_without_a_date_is_not_odd():
    outcome = 'outcome = "phq4.total"'

    assert said(planned(primary_outcome=f"{outcome}, fixed_on = 2025-01-20")) == []
    assert said(planned(primary_outcome=outcome)) == []


def test_a_primary_outcome_and_a_threshold_that_are_never_measured_are_named():
    outcome = 'outcome = "fiqr.total"'

    assert said(planned(primary_outcome=outcome, threshold=f"points = 9, {outcome}")) == [
        "plan > primary_outcome > outcome: is measured at no visit",
        "plan > threshold > outcome: is measured at no visit",
    ]


@pytest.mark.parametrize("condition", ["before treatment", "earlier history"])
def test_an_impression_of_change_before_the_treatment_is_named(condition):
    head = BEGIN + TREATMENT + UNDATED
    entered = total("2025-01-06", "pgic.impression", 4)
    odd = "visits 1: holds the impression of change (pgic) although the treatment had not begun"

    assert odd in said(head + told(entered, condition) + told(ON, "on treatment"))
    assert odd in said(DOSES + answered("2025-01-06", "pgic", overall=4))
    assert said(DOSES + BEFORE + answered("2025-02-03", "pgic", overall=4)) == []


def test_a_missed_day_on_which_something_was_kept_is_named():
    assert said(f"missed_visits = [2025-01-05, 2025-02-03]\n{AB}") == [
        "missed_visits 2: have a visit that was kept on their day, so nothing that it holds counts "
        "as missed"
    ]
