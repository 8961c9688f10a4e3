"""Autocorrelation, outliers, floor and ceiling, missingness, pseudo-replication: by hand."""

from math import inf, nan, sqrt

import numpy as np
import pytest

from caseline.errors import DesignError
from caseline.stats import (
    at_bounds,
    autocorrelation,
    missing_shares,
    outliers,
    refuse_pseudo_replication,
)


def test_autocorrelation_is_the_sum_of_neighbours_over_the_sum_of_squares():
    """1, 2, 3, 4, 5 around 3: (2 + 0 + 0 + 2)/10."""
    found = autocorrelation([1, 2, 3, 4, 5])

    assert found.value == pytest.approx(0.4)
    assert found.by_chance == pytest.approx(-1 / 5)
    assert found.limit == pytest.approx(1.96 / sqrt(5), abs=1e-4)
    assert found.n == 5


def test_each_phase_is_taken_around_its_own_mean():
    """-1, 0, 1 and -1, 0, 1: the products are 0, 0, -1, 0, 0, the squares 4."""
    values, phase = [1, 2, 3, 11, 12, 13], list("AAABBB")
    found = autocorrelation(values, phase)

    assert found.value == pytest.approx(-1 / 4)
    assert found.by_chance == pytest.approx(-(4 / 3) / 4)  # 2 pairs in each phase, of 1/3 each
    assert autocorrelation(values).value > 0.5


def test_a_gap_is_left_out_and_never_closed_up():
    """Around 3, the pairs 1-2 and 4-5 remain: (2 + 2)/10, scaled from 2 pairs to 3."""
    assert autocorrelation([1, 2, nan, 4, 5, 3]).value == pytest.approx((2 + 2 + 0) / 10 * 4 / 3)


def test_a_phase_in_which_everything_is_missing_is_no_phase():
    values, phase = [1, 2, 3, 4, 5, nan, nan], list("AAAAABB")

    assert autocorrelation(values, phase).value == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("values", "phase", "message"),
    [
        ([1, 2, 3, 4], None, "an autocorrelation needs at least 5 series values, there are 4"),
        ([5, 5, 5, 7, 7, 7], list("AAABBB"), "needs values that differ within a phase"),
        ([1, nan, 2, nan, 3, nan, 4, nan, 5], None, "each one has a gap beside it"),
        ([1, 2, 3, 4, inf], None, "the series holds infinity"),
        ([1, 2, 3, 4, 5], ["A"], "needs one phase per value: 5, there are 1"),
    ],
)
def test_an_autocorrelation_that_cannot_be_had(values, phase, message):
    with pytest.raises(DesignError, match=message):
        autocorrelation(values, phase)


def test_few_values_never_show_that_there_is_none():
    short = [5, 6, 4, 5, 6, 5, 4, 6, 5, 5]

    assert not autocorrelation(short).found
    assert not autocorrelation(short).may_be_denied


def test_fifty_values_may():
    noise = np.random.default_rng(1).normal(size=60)

    assert autocorrelation(noise).may_be_denied
    assert not autocorrelation(np.cumsum(noise)).may_be_denied
    assert autocorrelation(np.cumsum(noise)).found


def mean_of(rho, n, replicates=1_500):
    """The mean of the estimate in series of two phases, and what independence would give."""
    chance = np.random.default_rng(n)
    phase = ["A"] * (n // 2) + ["B"] * (n - n // 2)
    found = []
    for _ in range(replicates):
        noise = chance.normal(size=n)
        noise[0] /= sqrt(1 - rho**2)
        for at in range(1, n):
            noise[at] += rho * noise[at - 1]
        found.append(autocorrelation(noise, phase))
    return np.mean([one.value for one in found]), found[0].by_chance


@pytest.mark.parametrize(("n", "shown"), [(10, -0.02), (20, 0.19), (40, 0.30), (100, 0.36)])
def test_a_true_autocorrelation_of_two_fifths_shows_as_less(n, shown):
    """The figures in the docstring; three standard errors of 1,500 replicates are at most .03."""
    assert mean_of(0.4, n)[0] == pytest.approx(shown, abs=0.03)


def test_what_chance_gives_is_what_independent_values_give():
    mean, by_chance = mean_of(0, 12)

    assert mean == pytest.approx(by_chance, abs=0.02)


def test_an_outlier_lies_far_from_the_rest_of_its_phase():
    """Around 5 the deviations are 1, 0, 1, 0, 5: the middle is 1, so 3.5 · 1.4826 is the end."""
    values, phase = [4, 5, 6, 5, 10, 20, 21, 22, 26], list("AAAAABBBB")

    assert outliers(values, phase).where == ()
    assert outliers([4, 5, 6, 5, 10.2, 20, 21, 22, 26], phase).where == (4,)


def test_a_phase_without_spread_is_not_judged():
    found = outliers([5, 5, 5, 9, 4, 5, 6, 20], list("AAAABBBB"))

    assert found.not_judged == ("A",)
    assert found.where == (7,)


def test_a_phase_of_two_values_or_of_none_is_not_judged():
    assert outliers([4, 5, 6, 7, 9, nan], list("AAABBC")).not_judged == ("B", "C")


def test_missing_values_are_no_outliers():
    assert outliers([4, nan, 5, 6, nan, 40, 5]).where == (5,)


def test_two_values_have_no_outlier():
    with pytest.raises(DesignError, match="outliers needs at least 3 series values"):
        outliers([1, nan, 2])


def test_floor_and_ceiling_are_shares_of_what_is_recorded():
    found = at_bounds([0, 0, nan, 5, 10], 0, 10)

    assert (found.floor, found.ceiling) == (0.5, 0.25)


@pytest.mark.parametrize(
    ("values", "ends", "message"),
    [
        ([nan], (0, 10), "need at least one value, all are missing"),
        ([11], (0, 10), "need values on the scale, from 0 to 10"),
        ([5], (10, 10), "a scale needs a low end below its high end"),
    ],
)
def test_a_scale_that_does_not_fit_the_values(values, ends, message):
    with pytest.raises(DesignError, match=message):
        at_bounds(values, *ends)


def test_missing_shares_of_each_phase():
    assert missing_shares([nan, 5, 6, nan, nan], list("AABBB")) == {"A": 0.5, "B": 2 / 3}
    assert missing_shares([nan, 5]) == {None: 0.5}


def test_nothing_planned_has_no_share():
    with pytest.raises(DesignError, match="at least one planned measurement, there is none"):
        missing_shares([])


def test_many_points_of_one_exposure_are_refused():
    with pytest.raises(DesignError) as refused:
        refuse_pseudo_replication(dose for dose in range(50) for _ in range(200))

    assert str(refused.value) == (
        "10000 points come from 50 exposure units and are not independent: "
        "give one value per unit, such as its mean"
    )


def test_one_point_per_exposure_passes():
    refuse_pseudo_replication(range(50))
