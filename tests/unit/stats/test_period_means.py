"""Means of periods and their pairs, by hand."""

from math import nan, sqrt

import pytest

from caseline.errors import DesignError
from caseline.stats.period_means import means_by, paired_means, second_halves


def test_of_fourteen_days_the_last_seven_are_the_second_half():
    assert second_halves(range(14), [0] * 14).tolist() == [False] * 7 + [True] * 7


def test_a_period_of_one_value_is_all_second_half():
    assert second_halves([0, 1, 2], [0, 1, 2]).all()


def test_period_means_leave_missing_values_out():
    assert means_by([4, 6, nan, 8], [0, 0, 1, 1]).tolist() == [5, 8]


def test_paired_means_are_students_t():
    found = paired_means([1, 2, 3, nan])
    se = 1 / sqrt(3)
    assert (found.mean, found.degrees) == (2, 2)
    assert found.se == pytest.approx(se)
    # t with 2 degrees of freedom: .975 at 4.302653; one-sided p of t = 3.4641 is .037
    assert (found.low, found.high) == pytest.approx((2 - 4.302653 * se, 2 + 4.302653 * se))
    assert found.p_above == pytest.approx(0.962910, abs=1e-6)


@pytest.mark.parametrize(
    ("differences", "sentence"),
    [([1, nan], "two whole pairs or more, there are 1"), ([2, 2], "not all the same")],
)
def test_pairs_without_a_spread_are_refused(differences, sentence):
    with pytest.raises(DesignError, match=sentence):
        paired_means(differences)
