from dataclasses import replace
from fractions import Fraction

import pytest

from caseline.course import observe
from caseline.course.model import Reading
from caseline.effects import changes
from caseline.effects.change import change_in, threshold_reached
from caseline.interval import Interval, exactly
from tests.courses import BEGIN, TREATMENT, UNDATED, answered, course_from, dosed, total

HEAD = BEGIN + TREATMENT + UNDATED


def before(when, outcome, value):
    return under("before treatment", when, outcome, value)


def after(when, outcome, value):
    return under("on treatment", when, outcome, value)


def under(condition, when, outcome, value):
    return total(when, outcome, value).replace("totals", f'condition = "{condition}"\ntotals', 1)


def change_of(*visits):
    (found,) = changes(course_from(HEAD + "".join(visits)))
    return found


PAIN = "pain-nrs-100.average"


def test_a_change_is_last_minus_baseline_in_the_raw_direction():
    found = change_of(before("2025-01", PAIN, 60), after("2025-05", PAIN, 66))

    assert (found.change, found.percent, found.trend) == (exactly(6), exactly(10), "worse")


def test_no_change_is_the_same_and_not_unclear():
    found = change_of(before("2025-01", PAIN, 60), after("2025-05", PAIN, 60))

    assert (found.trend, found.reliable) == ("same", "no")


def test_a_change_that_may_go_either_way_is_unclear():
    found = change_of(before("2025-01", PAIN, '"50 to 70"'), after("2025-05", PAIN, 60))

    assert found.change == Interval(Fraction(-10), Fraction(10))
    assert found.trend == "unclear"


def test_without_a_baseline_or_a_last_value_nothing_is_known():
    for visit in (before("2025-01", PAIN, 60), after("2025-05", PAIN, 60)):
        found = change_of(visit)
        assert (found.change, found.trend, found.reliable) == (None, "unknown", "unknown")


@pytest.mark.parametrize("condition", ["earlier history", "on placebo", "off treatment"])
def test_what_was_neither_before_nor_on_treatment_does_not_count(condition):
    found = change_of(
        under(condition, "2024-01", PAIN, 10),
        before("2025-01", PAIN, 60),
        after("2025-05", PAIN, 50),
    )

    assert found.change == exactly(-10)


def test_a_share_of_a_baseline_of_0_is_unknown():
    found = change_of(before("2025-01", PAIN, 0), after("2025-05", PAIN, 10))

    assert (found.change, found.percent) == (exactly(10), None)
    assert {one.mark.unit for one in found.marks} == {"points"}


def test_a_scale_that_does_not_begin_at_0_has_no_percent():
    found = change_of(
        before("2025-01", "pgic.impression", 4), after("2025-05", "pgic.impression", 2)
    )

    assert (found.change, found.percent, found.trend) == (exactly(-2), None, "better")


def test_a_gain_of_exactly_a_mark_reaches_it():
    # 60 to 42: 18 points, exactly 30 %
    found = change_of(before("2025-01", PAIN, 60), after("2025-05", PAIN, 42))
    reached = {one.mark.id: one.reached for one in found.marks}

    assert (reached["minimal"], reached["moderate"], reached["substantial"]) == ("yes", "yes", "no")


def test_a_gain_that_may_reach_a_mark_is_unclear():
    # 60 to 40..50: 17 % to 33 %
    found = change_of(before("2025-01", PAIN, 60), after("2025-05", PAIN, '"40 to 50"'))
    reached = {one.mark.id: one.reached for one in found.marks}

    assert (reached["minimal"], reached["moderate"], reached["substantial"]) == (
        "yes",
        "unclear",
        "no",
    )


def test_harm_reaches_no_mark_of_a_gain():
    found = change_of(before("2025-01", PAIN, 40), after("2025-05", PAIN, 80))

    assert {one.reached for one in found.marks} == {"no"}


def test_several_last_values_are_compared_by_their_mean():
    found = change_of(
        before("2025-01", PAIN, 70),
        before("2025-02", PAIN, 60),
        after("2025-05", PAIN, 10),
        after("2025-06", PAIN, 50),
        after("2025-07", PAIN, 40),
    )

    assert (found.baseline.mean, found.last_value, found.change) == (
        exactly(65),
        exactly(45),
        exactly(-20),
    )


def several(visit):
    """The visit with what stands as its value as its readings."""
    return visit.replace("value = [", "readings = [", 1)


def readings_of(found):
    """Each reading as plain numbers: text, baseline, last, change, percent."""
    return [
        (one.text, *(None if end is None else end.exact for end in
                     (one.baseline, one.last, one.change, one.percent)))
        for one in found.readings
    ]  # fmt: skip


BY_5_OR_TO_5 = '[{ text = "by 5", change = -5 }, { text = "to 5", value = 5 }]'
BEFORE_60_OR_80 = '[{ text = "60 in text", value = 60 }, { text = "80 in table", value = 80 }]'


def test_a_change_in_a_window_of_several_values_leads_there_from_the_baseline():
    found = change_of(
        before("2025-01", PAIN, 70),
        before("2025-02", PAIN, 60),
        after("2025-05", PAIN, 10),
        several(after("2025-06", PAIN, BY_5_OR_TO_5)),
    )

    # baseline 65; last: the mean of 10 and 60, or of 10 and 5
    assert readings_of(found) == [
        ("by 5", 65, 35, -30, Fraction(-3000, 65)),
        ("to 5", 65, Fraction(15, 2), Fraction(-115, 2), Fraction(-11500, 130)),
    ]


def test_every_reading_of_the_baseline_meets_every_reading_of_the_last_value():
    by_35_or_to_35 = BY_5_OR_TO_5.replace("5", "35")
    found = change_of(
        several(before("2025-01", PAIN, BEFORE_60_OR_80)),
        several(after("2025-06", PAIN, by_35_or_to_35)),
    )

    assert readings_of(found) == [
        ("60 in text → by 35", 60, 25, -35, Fraction(-175, 3)),
        ("60 in text → to 35", 60, 35, -25, Fraction(-125, 3)),
        ("80 in table → by 35", 80, 45, -35, Fraction(-175, 4)),
        ("80 in table → to 35", 80, 35, -45, Fraction(-225, 4)),
    ]
    assert found.change == Interval(Fraction(-45), Fraction(-25))
    assert found.last_value == Interval(Fraction(25), Fraction(45))


def test_readings_of_the_baseline_alone_are_told_apart_too():
    found = change_of(several(before("2025-01", PAIN, BEFORE_60_OR_80)), after("2025-06", PAIN, 30))

    assert readings_of(found) == [
        ("60 in text", 60, 30, -30, -50),
        ("80 in table", 80, 30, -50, Fraction(-125, 2)),
    ]


def test_a_value_on_one_side_keeps_its_readings_and_has_no_change():
    alone = change_of(several(before("2025-01", PAIN, BEFORE_60_OR_80)))
    later = change_of(after("2025-06", "pgic.impression", 2))

    assert readings_of(alone) == [
        ("60 in text", 60, None, None, None),
        ("80 in table", 80, None, None, None),
    ]
    assert readings_of(later) == [("", None, 2, None, None)]
    assert (later.last_value, later.change, later.mdc) == (exactly(2), None, None)


def test_a_change_since_a_baseline_that_is_not_on_record_leaves_bounds():
    found = change_of(several(after("2025-06", PAIN, BY_5_OR_TO_5)))

    assert (found.last_value, found.change) == (Interval(Fraction(0), Fraction(95)), None)


def test_a_share_that_one_reading_of_the_baseline_does_not_have_is_unknown():
    nothing_or_10 = BEFORE_60_OR_80.replace("60", "0").replace("80", "10")
    found = change_of(several(before("2025-01", PAIN, nothing_or_10)), after("2025-06", PAIN, 5))

    assert [one.percent for one in found.readings] == [None, exactly(-50)]
    assert found.percent is None
    assert {one.mark.unit for one in found.marks} == {"points"}


def test_a_fall_below_the_scale_is_cut_off_where_the_scale_ends():
    double = several(
        after("2025-06", PAIN, BY_5_OR_TO_5.replace("by 5", "by 65").replace("-5", "-65"))
    )
    by_65, _ = change_of(before("2025-01", PAIN, '"60 to 70"'), double).readings

    assert by_65.last == Interval(Fraction(0), Fraction(5))


def test_changes_stand_in_order_of_appearance_one_for_each_outcome():
    visits = (
        answered("2025-01-06", "phq4", nervous=2, worry=1, interest=2, down=2),
        total("2025-02", PAIN, 60),
    )
    course = course_from(HEAD + "".join(visits))

    assert [one.outcome.id for one in changes(course)] == [
        "phq4.anxiety",
        "phq4.depression",
        "phq4.total",
        PAIN,
    ]
    assert changes(course)[3] == change_in(observe(course)[PAIN])


THRESHOLD = '[plan]\nthreshold = { outcome = "pain-nrs-100.average", points = 15 }\n'


@pytest.mark.parametrize(
    ("last", "reached"), [("45", "yes"), ("46", "no"), ('"40 to 50"', "unclear"), ("80", "no")]
)
def test_the_patients_own_threshold_is_reached_by_a_gain_as_large(last, reached):
    course = course_from(
        HEAD + before("2025-01", PAIN, 60) + after("2025-05", PAIN, last) + THRESHOLD
    )

    assert threshold_reached(course, changes(course)[0]) == reached


def test_a_threshold_says_nothing_about_another_outcome_or_about_no_change():
    other = course_from(HEAD + before("2025-01", "phq4.total", 6) + THRESHOLD)
    alone = course_from(HEAD + before("2025-01", PAIN, 60) + THRESHOLD)

    assert threshold_reached(other, changes(other)[0]) is None
    assert threshold_reached(alone, changes(alone)[0]) is None


def test_a_reading_without_a_value_and_a_change_is_a_mistake_of_the_program():
    course = course_from(HEAD + before("2025-01", PAIN, 60) + after("2025-05", PAIN, 50))
    first, last = observe(course)[PAIN]
    empty = replace(last, readings=(Reading("", None, None),))

    with pytest.raises(AssertionError):
        change_in([first, empty])


DRAWN = dosed(("2025-01-06", 0), ("2025-01-13", 4.5), ("2025-01-20", 0), ("2025-01-27", 4.5))
LOT = '[allocation]\norder = "randomised"\n'
EACH_WEEK = "".join(
    total(f"2025-01-{day:02}", PAIN, value, ', statistic = "single"')
    for day, value in ((3, 90), (7, 60), (14, 40), (21, 70), (28, 50))
)


def test_where_periods_were_drawn_by_lot_off_is_compared_with_on():
    # Off: 60 and 70. On: 40 and 50. The 90 from before the first period is no part of it.
    (found,) = changes(course_from(DRAWN + EACH_WEEK + LOT))

    assert (found.by_condition, found.baseline.mean, found.last_value) == (
        True,
        exactly(65),
        exactly(45),
    )


def test_where_they_were_not_before_is_compared_with_last():
    (found,) = changes(course_from(DRAWN + EACH_WEEK))

    assert (found.by_condition, found.baseline.mean) == (False, exactly(75))
