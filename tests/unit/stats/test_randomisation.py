"""The randomisation test: small courses by hand, missing days, refusals, random orders."""

from math import inf, nan

import numpy as np
import pytest

from caseline.errors import DesignError
from caseline.stats import (
    Alternating,
    Complete,
    MultipleBaseline,
    Pairs,
    Phases,
    StartPoint,
    randomisation_interval,
    randomisation_test,
)
from caseline.stats.randomisation import counting

# By hand.


def test_a_start_point_by_hand():
    """Differences for a start at value 2 to 5: 4.25, 5, 6, 4.5; the start was value 4."""
    test = randomisation_test(
        [1, 2, 0, 6, 8], [0, 0, 0, 1, 1], StartPoint(2, 5), worse="lower", two_sided=False
    )

    assert test.statistic == 6
    assert test.p == 1 / 4
    assert (test.allowed, test.smallest_p, test.exact, test.drawn) == (4, 0.25, True, 0)
    assert test.monte_carlo_se == 0


def test_harm_is_negative_and_no_sign_of_benefit():
    pairs = [3, 5, 6, 2, 1, 4]
    order = [0, 1, 1, 0, 0, 1]

    harm = randomisation_test(pairs, order, Pairs(), worse="higher", two_sided=False)

    assert harm.statistic == -3
    assert harm.p == 1


def test_two_pairs_of_the_same_size_tie_and_ties_count():
    """Pair differences 1 and 1: the sums are 2, 0, 0, -2, so one of four is as high."""
    order = [0, 1, 0, 1]

    one = randomisation_test([1, 2, 4, 5], order, Pairs(), worse="lower", two_sided=False)
    both = randomisation_test([1, 2, 5, 4], order, Pairs(), worse="lower", two_sided=False)

    assert one.p == 1 / 4
    assert both.p == 3 / 4


def test_a_tie_that_rounding_hides_is_a_tie():
    """0.1 + 0.2 against 0.3 + 0.0: equal, though not in floating point."""
    values = [0.1, 0.2, 0.3, 0.0]

    test = randomisation_test(values, [1, 1, 0, 0], Complete(), worse="lower")

    assert test.p == 1


def test_values_that_are_no_decimals_tie_too():
    thirds = [1 / 3, 2 / 3, 1, 0]

    assert randomisation_test(thirds, [1, 1, 0, 0], Complete(), worse="lower").p == 1


def test_a_constant_course_tells_nothing():
    test = randomisation_test([5] * 6, [0, 1] * 3, Complete(), worse="lower")

    assert (test.p, test.statistic) == (1, 0)


def test_the_smallest_p_doubles_only_where_orders_have_mirror_images():
    def smallest(order, scheme, **how):
        values = np.arange(len(order))
        return randomisation_test(values, order, scheme, worse="lower", **how).smallest_p

    assert smallest([0, 1] * 3, Pairs()) == 2 / 8
    assert smallest([0, 1] * 3, Pairs(), two_sided=False) == 1 / 8
    assert smallest([0, 1, 1, 0], Complete()) == 2 / 6
    assert smallest([0, 1, 0, 0], Complete()) == 1 / 4
    assert smallest([0, 0, 1, 1, 1], Phases(1)) == 1 / 4


def test_whole_periods_are_compared_by_all_their_days():
    """Days of two pairs of periods, one day missing: means 5 and 2 over 4 and 3 days."""
    days = [[4, 6], [2, nan], [1, 3], [5, 5]]

    test = randomisation_test(days, [0, 1, 1, 0], Pairs(), worse="higher")

    assert test.statistic == 3
    assert test.allowed == 4
    assert test.p == 2 / 4


# Missing days keep their places.


def test_a_missing_day_still_takes_part_in_the_draw():
    """Three days, one treated: value 1 against the other, whichever of the others it is."""
    order, values = [1, 0, 0], [4, nan, 2]

    test = randomisation_test(values, order, Complete(), worse="lower", two_sided=False)

    # 4 - 2 for the first day treated, 2 - 4 for the third; for the missing one alone there is
    # no difference, which counts as extreme.
    assert test.statistic == 2
    assert test.p == 2 / 3


def test_missing_days_of_a_baseline_keep_their_places_too():
    rows = [[nan, 2, 5, 6], [1, nan, nan, 7]]
    order = [[0, 0, 1, 1], [0, 0, 0, 1]]
    scheme = MultipleBaseline((StartPoint(2, 3), StartPoint(3, 4)))

    test = randomisation_test(rows, order, scheme, worse="lower", two_sided=False)

    # First case: no value before a start at 2; 3.5 for a start at 3. Second: 6 for both.
    assert test.statistic == (3.5 + 6) / 2
    assert test.p == 1


def test_an_order_without_a_difference_stays_extreme_beside_a_large_harm():
    rows = [[nan, 9, 1, 1]]
    scheme = MultipleBaseline((StartPoint(2, 4),))

    test = randomisation_test(rows, [[0, 0, 1, 1]], scheme, worse="lower")

    assert test.statistic == -8
    assert test.p == 2 / 3  # with the start at 4: (1) - (5) = -4


# A statistic of the caller's own.


def last_treated(values, treated):
    return float(values[treated][-1, 0])


def test_a_statistic_of_ones_own_is_worked_out_for_every_order():
    test = randomisation_test(
        [1, 2, 3], [0, 1, 0], Complete(), worse="lower", two_sided=False, statistic=last_treated
    )

    assert test.statistic == 2
    assert test.p == 2 / 3


def test_a_statistic_of_ones_own_sees_higher_as_better():
    test = randomisation_test(
        [1, 2, 3], [0, 1, 0], Complete(), worse="higher", statistic=last_treated
    )

    assert test.statistic == -2


def test_a_statistic_without_a_number_counts_as_extreme():
    def only_here(values, treated):
        return 1.0 if treated[1] else nan

    test = randomisation_test([1, 2, 3], [0, 1, 0], Complete(), worse="lower", statistic=only_here)

    assert test.p == 1


# Beyond counting.

LONG = np.random.default_rng(11).normal(size=60)
DAYS = [0, 1] * 30


def test_where_counting_takes_too_long_p_is_estimated_with_its_error_and_never_zero():
    sure = LONG + 100 * np.array(DAYS)

    test = randomisation_test(sure, DAYS, Complete(), worse="lower")

    assert not test.exact
    assert test.p == 1e-5
    assert test.drawn == 99_999
    assert test.monte_carlo_se == pytest.approx(1e-5, rel=1e-4)
    assert test.allowed == 118_264_581_564_861_424


def test_the_same_seed_gives_the_same_estimate_and_another_one_within_its_error():
    one, same, other = (
        randomisation_test(LONG, DAYS, Complete(), worse="lower", seed=seed) for seed in (1, 1, 2)
    )

    assert one == same
    assert one.p != other.p
    assert abs(one.p - other.p) < 4 * 2**0.5 * one.monte_carlo_se


def test_an_estimate_is_near_the_count_of_the_same_course(monkeypatch):
    values = np.round(LONG[:30], 1)

    counted = randomisation_test(values, DAYS[:30], Alternating(2), worse="lower")
    monkeypatch.setattr(counting, "REACH", 0)
    estimated = randomisation_test(values, DAYS[:30], Alternating(2), worse="lower")

    assert counted.exact
    assert not estimated.exact
    assert abs(counted.p - estimated.p) < 3 * estimated.monte_carlo_se


def test_an_estimate_over_several_baselines_is_near_the_count(monkeypatch):
    rows = LONG.reshape(4, 15)
    order = [[value >= s for value in range(1, 16)] for s in (5, 7, 9, 11)]
    scheme = MultipleBaseline(tuple(StartPoint(s - 2, s + 2) for s in (5, 7, 9, 11)), dealt=True)

    counted = randomisation_test(rows, order, scheme, worse="lower")
    monkeypatch.setattr(counting, "REACH", 0)
    estimated = randomisation_test(rows, order, scheme, worse="lower")

    assert not estimated.exact
    assert abs(counted.p - estimated.p) < 3 * estimated.monte_carlo_se


def test_a_statistic_of_ones_own_is_estimated_too():
    def total(values, treated):
        return values[treated].sum()

    order, values = [0, 1] * 9, np.arange(18) % 7

    estimated = randomisation_test(values, order, Complete(), worse="lower", statistic=total)
    counted = randomisation_test(values, order, Complete(), worse="lower", two_sided=False)

    assert not estimated.exact
    assert abs(estimated.p - counted.p) < 4 * estimated.monte_carlo_se


def test_counts_beyond_any_machine_word_keep_their_share():
    """Two hundred days, half of them treated; on a mirrored scale the share is the same."""
    values = np.random.default_rng(2).integers(0, 5, 200)
    order = [0, 1] * 100

    up = randomisation_test(values, order, Complete(), worse="lower", two_sided=False)
    down = randomisation_test(4 - values, order, Complete(), worse="higher", two_sided=False)

    assert up.exact
    assert up.allowed > 2**190
    assert up.p == pytest.approx(down.p, rel=1e-12)


# Intervals.


def test_an_interval_of_pairs_by_hand():
    """Differences 1 to 6: the share of sign flips with a sum of 0 or less turns at the ends.

    At level 31/32 one flip in 64 may be beyond each end: the least and the largest difference.
    """
    values = [value for gain in (1, 2, 3, 4, 5, 6) for value in (0, gain)]

    low, high = randomisation_interval(values, [0, 1] * 6, Pairs(), worse="lower", level=31 / 32)

    assert low == pytest.approx(1, abs=1e-5)
    assert high == pytest.approx(6, abs=1e-5)


def test_a_design_with_few_orders_excludes_no_effect():
    assert randomisation_interval([1, 9, 2, 8, 0, 9], [0, 1] * 3, Pairs(), worse="lower") == (
        -inf,
        inf,
    )


def test_an_interval_turns_with_the_direction():
    values = np.random.default_rng(4).normal(size=10)
    order = [0, 1, 1, 0, 1, 0, 0, 1, 1, 0]

    low, high = randomisation_interval(values, order, Alternating(2), worse="lower", level=0.8)
    other = randomisation_interval(values, order, Alternating(2), worse="higher", level=0.8)

    assert other == pytest.approx((-high, -low), abs=1e-5)


def test_an_interval_beyond_counting_holds_the_difference():
    low, high = randomisation_interval(LONG, DAYS, Complete(), worse="lower")
    found = randomisation_test(LONG, DAYS, Complete(), worse="lower").statistic

    # 1.96 standard errors of a difference of two means of 30 values each
    half = 1.96 * LONG.std() * (2 / 30) ** 0.5
    assert low < found < high
    assert (high - low) / 2 == pytest.approx(half, rel=0.1)


def test_several_baselines_have_an_interval():
    rows = [[1, 2, 1, 5, 6, 5, 6, 5], [2, 1, 2, 1, 2, 6, 5, 6]]
    order = [[value >= s for value in range(1, 9)] for s in (4, 6)]
    scheme = MultipleBaseline((StartPoint(2, 5), StartPoint(4, 8)))

    low, high = randomisation_interval(rows, order, scheme, worse="lower", level=0.8)

    assert low < 4 < high
    assert low > 0


# Refusals.


@pytest.mark.parametrize(
    ("values", "order", "how", "sentence"),
    [
        (
            [1, 2],
            [1, 1],
            {},
            "a difference of means needs a value with and a value without treatment",
        ),
        (
            [1, nan],
            [0, 1],
            {},
            "a difference of means needs a value with and a value without treatment",
        ),
        ([1, 2, 3], [0, 1], {}, "an assignment of shape (2,) does not fit values of shape (3,)"),
        (
            [[[1]], [[2]]],
            [0, 1],
            {},
            "an assignment of shape (2,) does not fit values of shape (2, 1, 1)",
        ),
        (
            [1, inf],
            [0, 1],
            {},
            "a randomisation test needs finite numbers, or NaN for a missing value",
        ),
        (
            [[0] * 600] * 2,
            [0, 1],
            {},
            "a randomisation test takes up to 1000 values, there are 1200",
        ),
        (
            [1, 2],
            [0, 1],
            {"worse": "hgiher"},
            "the direction must be 'higher' or 'lower' (which way is worse)",
        ),
        (
            [1, 2],
            [0, 1],
            {"statistic": "median"},
            "the statistic must be 'mean difference' or a function",
        ),
        (
            [1, 2],
            [0, 1],
            {"statistic": lambda *_: nan},
            "the statistic must be a finite number for the order that was made",
        ),
    ],
)
def test_what_cannot_be_tested_is_refused_with_a_sentence(values, order, how, sentence):
    with pytest.raises(DesignError) as refused:
        randomisation_test(values, order, Complete(), **{"worse": "lower", **how})

    assert str(refused.value) == sentence


def test_a_case_without_a_value_before_its_start_is_refused():
    scheme = MultipleBaseline((StartPoint(2, 3),))

    with pytest.raises(DesignError, match="needs a value with and a value without treatment"):
        randomisation_test([[nan, 1, 2]], [[0, 1, 1]], scheme, worse="lower")


@pytest.mark.parametrize("level", [0, 1, nan])
def test_a_level_that_is_no_share_is_refused(level):
    with pytest.raises(DesignError, match="the level of an interval must lie between 0 and 1"):
        randomisation_interval([1, 2], [0, 1], Pairs(), worse="lower", level=level)
