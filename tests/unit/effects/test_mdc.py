from dataclasses import replace
from fractions import Fraction
from math import isclose, sqrt

import pytest

from caseline.effects import changes
from caseline.effects.mdc import Mdc, detectable_change, doubt_of, reliability_of
from caseline.instruments.model import ErrorEstimate
from caseline.interval import Interval, exactly
from tests.courses import BEGIN, TREATMENT, UNDATED, course_from, total

HEAD = BEGIN + TREATMENT + UNDATED
PAIN = "pain-nrs-100.average"  # published smallest detectable changes: 16 and 28
T_2 = 4.302653  # 97.5 % point of Student's t with 2 degrees of freedom, from a printed table


def mdc_of(baseline, last, statistic="single"):
    """The detectable change between values by date before treatment and on it."""
    more = f', statistic = "{statistic}"'
    visits = [
        total(when, PAIN, value, more).replace("totals", f'condition = "{condition}"\ntotals', 1)
        for condition, values in (("before treatment", baseline), ("on treatment", last))
        for when, value in values.items()
    ]
    (found,) = changes(course_from(HEAD + "".join(visits)))
    return found.mdc


WEEKLY = {"2025-01-06": 70, "2025-01-13": 60, "2025-01-20": 80}  # SD 10 with n - 1
DAILY = {"2025-01-06": 70, "2025-01-07": 60, "2025-01-08": 80}
EQUAL = {"2025-01-06": 70, "2025-01-13": 70, "2025-01-20": 70}
LAST = {"2025-05-05": 30}


def test_three_own_repeats_replace_the_published_error():
    found = mdc_of(WEEKLY, LAST)

    assert (found.basis, found.n_repeats, found.errors) == ("own repeats", 3, ())
    assert found.low == found.high
    assert isclose(found.low, T_2 * 10 * sqrt(1 / 3 + 1), rel_tol=1e-6)  # 49.68


def test_own_repeats_are_never_multiplied_by_the_root_of_1_minus_a_reliability():
    found = mdc_of(WEEKLY, LAST)

    assert found.low > T_2 * 10
    assert found.assumed_sds == ()


def test_repeats_of_one_week_earn_no_smaller_error_for_their_mean():
    found = mdc_of(DAILY, LAST)

    assert found.n_repeats == 3
    assert isclose(found.low, T_2 * 10 * sqrt(1 + 1), rel_tol=1e-6)  # 60.85


def test_last_values_of_different_weeks_earn_a_smaller_error():
    later = {"2025-05-05": 30, "2025-05-12": 30, "2025-05-19": 30}
    same_week = {"2025-05-05": 30, "2025-05-06": 30, "2025-05-07": 30}

    assert isclose(mdc_of(WEEKLY, later).low, T_2 * 10 * sqrt(1 / 3 + 1 / 3), rel_tol=1e-6)
    assert isclose(mdc_of(WEEKLY, same_week).low, T_2 * 10 * sqrt(1 / 3 + 1), rel_tol=1e-6)


def test_equal_repeats_do_not_show_that_the_scale_has_no_error():
    found = mdc_of(EQUAL, LAST)

    assert (found.basis, found.n_repeats) == ("published", 0)
    # 16 and 28 are between two single values: sqrt(1 + 1) becomes sqrt(1 / 3 + 1)
    assert isclose(found.low, 16 * sqrt((1 / 3 + 1) / 2))
    assert isclose(found.high, 28 * sqrt((1 / 3 + 1) / 2))


def test_two_repeats_are_too_few():
    assert mdc_of({"2025-01-06": 70, "2025-01-13": 60}, LAST).basis == "published"


@pytest.mark.parametrize(
    "baseline",
    [
        {"2025-01-06": 70, "2025-01-13": 60, "2025-01-20": '">70"'},
        {"2025-01-06": 70, "2025-01-13": 60, "2025-01-20": '"70 to 80"'},
    ],
)
def test_an_interval_is_no_repeat(baseline):
    assert mdc_of(baseline, LAST).basis == "published"


@pytest.mark.parametrize("statistic", ["mean", "not on record"])
def test_a_mean_over_a_span_is_no_repeat_of_a_single_reading(statistic):
    assert mdc_of(WEEKLY, LAST, statistic).basis == "published"


def test_one_value_against_one_has_the_published_error_itself():
    found = mdc_of({"2025-01-06": 70}, LAST)

    assert isclose(found.low, 16)
    assert isclose(found.high, 28)
    assert [error.source for error in found.errors] == ["williams2025", "williams2025"]


def test_an_outcome_without_a_published_error_and_without_repeats_has_none():
    visit = total("2025-01-06", "fiqr.impact", 10).replace(
        "totals", 'condition = "before treatment"\ntotals', 1
    )
    (found,) = changes(course_from(HEAD + visit))

    assert found.mdc is None
    assert found.reliable == "unknown"


def test_an_assumed_standard_deviation_is_named_as_such():
    assumed = {}
    for outcome in ("fsq.sss", "fiqr.total"):
        visit = total("2025-01-06", outcome, 9).replace(
            "totals", 'condition = "before treatment"\ntotals', 1
        )
        (found,) = changes(course_from(HEAD + visit))
        assumed[outcome] = found.mdc.assumed_sds

    assert assumed == {"fsq.sss": (2.0, 2.5), "fiqr.total": ()}


def test_an_error_estimate_without_numbers_is_a_mistake_of_the_program():
    visit = total("2025-01-06", PAIN, 9).replace("totals", 'condition = "before treatment"\ntotals')
    (found,) = changes(course_from(HEAD + visit))
    rule = replace(found.outcome.rule, errors=(ErrorEstimate("nobody"),))

    with pytest.raises(AssertionError):
        detectable_change(rule, found.baseline, None)


PUBLISHED = Mdc(16, 28, "published")


@pytest.mark.parametrize(
    ("change", "reliable"),
    [
        (exactly(-29), "yes"),
        (exactly(29), "yes"),
        (exactly(-28), "borderline"),
        (exactly(-20), "borderline"),
        (exactly(-16), "borderline"),
        (exactly(-15), "no"),
        (exactly(0), "no"),
        (Interval(Fraction(-65), Fraction(-28), high_open=True), "yes"),
        (Interval(Fraction(-65), Fraction(-10)), "borderline"),
        (Interval(Fraction(-16), Fraction(10), low_open=True), "no"),
        (None, "unknown"),
    ],
)
def test_a_change_is_reliable_above_the_high_error_and_not_below_the_low_one(change, reliable):
    assert reliability_of(change, PUBLISHED) == reliable


def test_without_an_error_nothing_is_known_of_a_change():
    assert reliability_of(exactly(-90), None) == "unknown"


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (exactly(-20), "error"),  # between the two errors
        (Interval(Fraction(-25), Fraction(-20)), "error"),
        (Interval(Fraction(-30), Fraction(-10)), "value"),  # on both sides of either error
        (Interval(Fraction(-10), Fraction(30)), "value"),
        (Interval(Fraction(-20), Fraction(-10)), "both"),
        (Interval(Fraction(-30), Fraction(-20)), "both"),
        (exactly(-30), None),
        (exactly(-10), None),
        (None, None),
    ],
)
def test_what_leaves_it_open_is_the_value_or_the_error_or_both(change, doubt):
    assert doubt_of(change, Mdc(16, 28, "published")) == doubt


def test_without_an_error_nothing_is_open():
    assert doubt_of(exactly(-20), None) is None
