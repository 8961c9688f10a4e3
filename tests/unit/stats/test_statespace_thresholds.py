"""Thresholds: held at half points outside, free in between; and the expected score."""

import numpy as np
import pytest
from scipy.special import ndtr

from caseline.stats.levels import Levels
from caseline.stats.statespace.thresholds import Thresholds, shapes, thresholds

FIVE = Levels(0, 1, 11, 0, 4)  # 0 to 4 used of 0 to 10
HALF_POINTS = np.arange(0.5, 10)


def test_without_a_shape_thresholds_lie_half_way_between_levels():
    for found in thresholds(FIVE, np.zeros((2, 2))).at.T:
        assert found == pytest.approx(HALF_POINTS)


def test_the_inner_cells_share_the_distance_of_the_outer_thresholds():
    # widths 1 : e : 1 for a = 0, b = -1: 3 points are shared as 1, e, 1 over 2 + e
    found = thresholds(FIVE, np.array([[0.0, -1.0]])).at[:, 0]

    assert np.diff(found[:4]) == pytest.approx(3 * np.array([1, np.e, 1]) / (2 + np.e))
    assert (found[0], found[3]) == (0.5, pytest.approx(3.5))
    assert found[4:] == pytest.approx(HALF_POINTS[4:])


def test_a_shape_above_0_widens_the_upper_cells():
    found = thresholds(FIVE, np.array([[0.5, 0.0]])).at[:, 0]

    # widths exp(-.5) : 1 : exp(.5)
    assert np.diff(found[:4])[2] / np.diff(found[:4])[0] == pytest.approx(np.e)


@pytest.mark.parametrize(("last", "count"), [(1, 0), (2, 0), (3, 1), (4, 2), (9, 2)])
def test_as_many_shapes_as_inner_cells_are_free_in_and_no_more_than_two(last, count):
    assert shapes(Levels(0, 1, 11, 0, last)) == count


def test_the_outermost_levels_are_open():
    low, high = thresholds(FIVE, np.zeros((1, 2))).around(np.array([0, 3, 10]))

    assert low[:, 0].tolist() == [-np.inf, 2.5, 9.5]
    assert high[:, 0].tolist() == [0.5, 3.5, np.inf]


def test_the_expected_score_counts_the_thresholds_that_are_passed():
    found = thresholds(Levels(2, 0.5, 4, 0, 3), np.zeros((1, 1)))
    centre, sd = np.array([[2.0, 2.75, 40.0]]), np.array([[0.3]])

    # thresholds 2.25, 2.75, 3.25
    passed = ndtr((2.0 - np.array([2.25, 2.75, 3.25])) / 0.3).sum()
    assert found.expected(centre, sd)[0] == pytest.approx([2 + 0.5 * passed, 2.75, 3.5])


def test_thresholds_of_a_long_scale_may_be_taken_together():
    """101 levels in 25 groups: 0.05 points off where the latent course is 6 points wide."""
    every = thresholds(Levels(0, 1, 101, 0, 100), np.zeros((1, 2)))
    centre, sd = np.linspace(-5, 105, 23)[None], np.array([[6.0]])

    exact = ndtr((centre[0, :, None] - every.at[:, 0]) / 6).sum(axis=1)
    assert every.expected(centre, sd)[0] == pytest.approx(exact, abs=0.05)
    assert len(np.array_split(every.at, 25)) < len(every.at)


def test_few_thresholds_are_never_taken_together():
    one = Thresholds(Levels(0, 1, 2, 0, 1), np.array([[0.5]]))

    assert one.expected(np.array([[0.5]]), np.array([[1.0]])) == pytest.approx(0.5)
