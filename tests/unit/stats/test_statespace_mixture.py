"""Mixtures of normal distributions, against the normal distribution and by hand."""

from math import sqrt
from statistics import NormalDist

import numpy as np
import pytest

from caseline.stats.statespace import NormalMixture


def mixture(*components):
    return NormalMixture.of(*np.array(components, dtype=float).T)


def test_one_component_is_the_normal_distribution():
    one = mixture((1, 2, 3))
    normal = NormalDist(2, 3)

    assert (one.mean, one.sd) == (2, 3)
    assert float(one.above(4)) == pytest.approx(1 - normal.cdf(4), rel=1e-12)
    assert one.interval() == pytest.approx((normal.inv_cdf(0.025), normal.inv_cdf(0.975)), rel=1e-9)


def test_mean_and_spread_of_two_components():
    two = mixture((0.25, -1, 1), (0.75, 3, 2))

    assert two.mean == 2
    assert two.sd == pytest.approx(sqrt(0.25 * (1 + 9) + 0.75 * (4 + 1)), rel=1e-14)


def test_weights_are_made_to_add_up_to_one():
    assert mixture((2, 0, 1), (6, 4, 1)).mean == 3


def test_a_component_without_weight_is_left_out():
    assert len(mixture((1, 0, 1), (1e-12, 5, 1)).weights) == 1


def test_the_curve_over_thresholds_has_their_shape():
    curve = mixture((1, 0, 1)).above([[-1, 0], [1, 8]])

    assert curve.shape == (2, 2)
    assert curve[0, 1] == 0.5
    assert curve[0, 0] == pytest.approx(1 - curve[1, 0], rel=1e-14)


@pytest.mark.parametrize("share", [1e-6, 0.025, 0.3, 0.5, 0.9, 0.975, 1 - 1e-6])
def test_a_quantile_has_its_share_below_it_though_two_sharp_modes_lie_far_apart(share):
    far = mixture((0.3, -100, 0.01), (0.7, 100, 0.02))

    assert float(far.above(far.quantile(share))) == pytest.approx(1 - share, abs=1e-9)


def test_a_quantile_of_a_point_is_the_point():
    assert mixture((1, 5, 1e-300)).quantile(0.9) == 5
