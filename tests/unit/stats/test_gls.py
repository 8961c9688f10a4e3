"""Regression with AR(1) errors, by hand."""

from math import nan

import numpy as np
import pytest

from caseline.errors import DesignError
from caseline.stats.gls import TMixture, averaged, reml


def dense(times, values, columns, rho, step):
    """The textbook formula: (X' R^-1 X)^-1 X' R^-1 y."""
    gaps = np.abs(np.subtract.outer(times, times))
    weight = np.linalg.inv(rho ** (gaps / step))
    gram = np.linalg.inv(columns.T @ weight @ columns)
    found = gram @ columns.T @ weight @ values
    left = values - columns @ found
    degrees = len(values) - columns.shape[1]
    return found, np.sqrt(np.diag(gram) * (left @ weight @ left) / degrees)


def test_whitening_in_a_row_gives_the_textbook_formula_on_uneven_dates():
    times = np.array([0.0, 1.0, 2.0, 4.5, 5.5, 8.0, 9.0, 10.0])
    values = np.array([6.0, 6.5, 7.0, 5.0, 4.5, 3.0, 4.0, 4.5])
    columns = np.column_stack((np.ones(8), np.arange(8) >= 3))
    found = reml(times, values, columns)
    by_hand, errors = dense(times, values, columns, found.rho, found.step)
    assert found.coefficients == pytest.approx(by_hand)
    assert found.errors == pytest.approx(errors)
    assert (found.step, found.degrees) == (1.0, 6)


def test_a_missing_value_leaves_a_gap_and_does_not_close_it():
    columns = np.column_stack((np.ones(9), np.arange(9) >= 5))
    values = [6, 7, nan, 7, 6, 4, 3, 4, 3.5]
    kept = [0, 1, 3, 4, 5, 6, 7, 8]
    with_gap = reml(range(9), values, columns)
    without = reml(kept, [values[i] for i in kept], columns[kept])
    assert with_gap.coefficients == pytest.approx(without.coefficients)


def test_one_rho_is_a_t_distribution_and_an_average_lies_between_its_parts():
    one = TMixture(np.array([1.0]), np.array([2.0]), np.array([0.5]), 10)
    low, high = one.interval()
    # t with 10 degrees of freedom: .975 at 2.228139
    assert (low, high) == pytest.approx((2 - 2.228139 * 0.5, 2 + 2.228139 * 0.5), abs=1e-6)
    assert one.above(2.0) == 0.5
    two = TMixture(np.array([0.5, 0.5]), np.array([1.0, 3.0]), np.array([0.5, 0.5]), 10)
    assert two.mean == 2.0
    assert two.above(2.0) == pytest.approx(0.5)


def test_the_average_turns_with_the_values():
    columns = np.column_stack((np.ones(10), np.arange(10) >= 5))
    values = np.array([6, 7, 6, 8, 7, 4, 5, 3, 4, 4.0])
    found = averaged(range(10), values, columns, of=1)
    turned = averaged(range(10), -values, columns, of=1)
    assert turned.mean == pytest.approx(-found.mean)
    assert turned.above(0) == pytest.approx(1 - found.above(0))
    low, high = found.interval()
    assert low < found.mean < high < 0


ONES = np.ones((6, 1))


@pytest.mark.parametrize(
    ("times", "values", "columns", "sentence"),
    [
        (range(6), range(5), ONES, "one time and one row of columns for each value"),
        (range(6), [1, 2, nan, nan, nan, nan], ONES, "on 1 columns needs 3 values or more"),
        ([0, 1, 1, 2, 3, 4], range(6), ONES, "the times of a regression must rise"),
        (range(6), range(6), np.ones((6, 2)), "columns of a regression depend on each other"),
        (range(6), [5] * 6, ONES, "the values lie exactly on a line"),
    ],
)
def test_a_regression_without_an_answer_is_refused(times, values, columns, sentence):
    with pytest.raises(DesignError, match=sentence):
        reml(times, values, columns)
