"""SEM and MDC: by hand, and as the literature prints them."""

from math import inf, nan, sqrt

import pytest

from caseline.errors import DesignError
from caseline.stats import mdc95, mdc95_own, sem


def test_sem_is_the_share_of_the_spread_that_is_error():
    assert sem(10, 0.75) == 5
    assert sem(10, 1) == 0
    assert sem(10, 0) == 10


# SD 20.69 and ICC 0.70, 0.80, 0.90 (FIQR): 1.96 * sqrt(2) * 20.69 * sqrt(1 - ICC), by hand.
@pytest.mark.parametrize(("icc", "mdc"), [(0.70, 31.4), (0.80, 25.6), (0.90, 18.1)])
def test_mdc_of_two_single_values(icc, mdc):
    assert round(mdc95(sem(20.69, icc)), 1) == mdc


def test_mdc_of_two_means_shrinks_with_their_sizes():
    assert mdc95(1, 4, 4) == pytest.approx(1.96 * sqrt(0.5), rel=1e-15)
    assert mdc95(1, 2, 1) == pytest.approx(1.96 * sqrt(1.5), rel=1e-15)


# Student's t, 0.975: 4.3027 with 2 and 2.7764 with 4 degrees of freedom (printed tables).
def test_own_repeats_take_the_t_quantile_of_their_number():
    assert mdc95_own([60, 70, 80]) == pytest.approx(4.3027 * 10 * sqrt(4 / 3), rel=1e-4)
    spread = sqrt(2.5)  # of 1 to 5
    assert mdc95_own([1, 2, 3, 4, 5], n_last=5) == pytest.approx(
        2.7764 * spread * sqrt(2 / 5), rel=1e-4
    )


def test_own_repeats_are_not_shrunk_by_a_reliability():
    repeats = [60, 70, 80]

    assert mdc95_own(repeats) > mdc95(10)  # 10 is their SD


@pytest.mark.parametrize("repeats", [[], [5], [5, 6]])
def test_fewer_than_three_repeats_are_refused(repeats):
    with pytest.raises(DesignError) as refusal:
        mdc95_own(repeats)

    assert str(refusal.value) == (
        f"the own error needs at least 3 baseline values, there are {len(repeats)}"
    )


@pytest.mark.parametrize("value", [nan, inf])
def test_a_repeat_that_is_not_finite_is_refused(value):
    with pytest.raises(DesignError, match="needs finite numbers"):
        mdc95_own([1, 2, value])


@pytest.mark.parametrize("sd", [-1, nan, inf])
def test_a_spread_must_be_a_number_of_0_or_more(sd):
    with pytest.raises(DesignError, match="a standard deviation must be a number of 0 or more"):
        sem(sd, 0.8)
    with pytest.raises(DesignError, match="a standard error of measurement must be"):
        mdc95(sd)


@pytest.mark.parametrize("reliability", [-0.1, 1.1, nan])
def test_a_reliability_lies_from_0_to_1(reliability):
    with pytest.raises(DesignError, match="a reliability must lie from 0 to 1"):
        sem(10, reliability)


@pytest.mark.parametrize("sizes", [(0, 1), (1, 0)])
def test_a_mean_of_nothing_is_refused(sizes):
    with pytest.raises(DesignError, match="a mean needs at least one value"):
        mdc95(1, *sizes)
