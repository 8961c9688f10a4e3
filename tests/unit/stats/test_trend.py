"""Trend: Kendall's test and the median slope, by hand."""

from itertools import permutations

import numpy as np
import pytest

from caseline.errors import DesignError
from caseline.stats import kendall_trend, theil_sen
from caseline.stats.index import Index


def s_of(values):
    return sum(np.sign(later - one) for at, one in enumerate(values) for later in values[at + 1 :])


@pytest.mark.parametrize("values", [(1, 2, 3, 4, 5, 6), (2, 1, 4, 3, 6, 5), (3, 6, 1, 5, 2, 4)])
def test_p_without_ties_is_the_share_of_orders_as_far_off(values):
    orders = [abs(s_of(order)) >= abs(s_of(values)) for order in permutations(values)]

    assert kendall_trend(values).p == pytest.approx(sum(orders) / len(orders), abs=1e-14)


def test_a_hundred_untied_values_have_an_exact_p_close_to_the_normal_one():
    values = np.random.default_rng(3).normal(size=101)

    exact, normal = kendall_trend(values[:100]).p, kendall_trend(values).p

    assert 0 < exact <= 1
    assert abs(exact - normal) < 0.1


def test_the_variance_of_s_counts_ties():
    """Four values, two of them equal: (4·3·13 - 2·1·9)/18."""
    assert kendall_trend([3, 3, 4, 5]).variance == pytest.approx(138 / 18)


def test_the_slope_is_the_median_of_all_pairs():
    """Slopes 1, 2, 5/3, 3, 2, 1 of 0, 1, 4, 5 at 0, 1, 2, 3: ordered, the middle is 11/6."""
    assert theil_sen([0, 1, 4, 5], [0, 1, 2, 3]) == Index(pytest.approx(11 / 6))


def test_one_wild_value_does_not_move_the_slope():
    assert theil_sen([1, 2, 3, 400, 5, 6, 7]).value == 1


@pytest.mark.parametrize("measure", [kendall_trend, theil_sen])
@pytest.mark.parametrize(
    ("values", "end"),
    [
        ([1, 2], "needs at least 3 series values, there are 2"),
        ([4, 4, 4], "needs values that differ, all are the same"),
        (range(5_001), "compares every pair, for up to 5000 values; there are 5001"),
    ],
)
def test_a_series_without_a_trend_to_speak_of(measure, values, end):
    with pytest.raises(DesignError) as refused:
        measure(values)

    assert str(refused.value).endswith(end)
