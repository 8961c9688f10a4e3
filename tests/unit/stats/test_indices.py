"""The indices, by hand."""

from math import exp, log, sqrt

import pytest

from caseline.errors import DesignError
from caseline.stats import (
    baseline_corrected_tau,
    ird,
    lrr_decreasing,
    lrr_increasing,
    nap,
    pand,
    pem,
    percent_change,
    piecewise,
    pnd,
    smd,
    tau,
    tau_u,
)
from caseline.stats.index import Index

Z = 1.959963984540054


# Lower is better: of the 12 pairs the treatment wins 7 and loses 4; 5 and 5 are tied.
A, B = [5, 7, 8], [4, 5, 6, 9]


def test_nap_counts_a_tie_half():
    assert nap(A, B, worse="higher").value == 7.5 / 12
    assert nap(A, B, worse="lower").value == 4.5 / 12


def test_tau_runs_from_minus_1_to_1():
    assert tau(A, B, worse="higher").value == 3 / 12
    assert tau(A, B, worse="lower").value == -3 / 12


def test_taus_error_and_interval_are_those_of_nap_stretched():
    share, found = nap(A, B, worse="higher"), tau(A, B, worse="higher")

    assert found.se == 2 * share.se
    assert (found.low, found.high) == (2 * share.low - 1, 2 * share.high - 1)


def test_naps_error_is_the_unbiased_one():
    """Against 5, 7 and 8 the treatment wins 1.5, 3 and 3; 4, 5, 6 and 9 win 3, 2.5, 2 and 0."""
    p = 7.5 / 12
    by_baseline = (1.5**2 + 3**2 + 3**2) / 12
    by_treatment = (3**2 + 2.5**2 + 2**2) / 12
    squared = (7 + 0.5**2) / 12
    variance = (p - 6 * p**2 + by_baseline + by_treatment - 2 * squared) / (2 * 3)

    assert nap(A, B, worse="higher").se == pytest.approx(sqrt(variance), rel=1e-13)


def test_naps_error_of_separated_phases_is_not_0():
    """q = 1/(2·12); q (1 - q) over 2·3."""
    found = nap([5, 7, 8], [1, 2, 3, 4], worse="higher")

    assert found.se == pytest.approx(sqrt(1 / 24 * 23 / 24 / 6), rel=1e-14)


@pytest.mark.parametrize(("a", "b"), [(A, B), ([5, 7, 8], [1, 2, 3, 4]), ([1, 2], [7, 8, 9])])
def test_naps_interval_ends_where_the_value_is_196_errors_away(a, b):
    """Newcombe's variance of theta, with h = (m + n)/2 - 1; an end at 0 or 1 is the scale's."""
    m, n = len(a), len(b)
    found = nap(a, b, worse="higher")

    for end in (found.low, found.high):
        spread = 1 + ((m + n) / 2 - 1) * ((1 - end) / (2 - end) + end / (1 + end))
        variance = end * (1 - end) * spread / (m * n)
        assert (found.value - end) ** 2 == pytest.approx(Z**2 * variance, abs=1e-12)
    assert found.low < found.high
    assert found.low <= found.value <= found.high


def test_pnd_asks_for_better_than_the_best_baseline_value():
    assert pnd(A, B, worse="higher").value == 1 / 4
    assert pnd(A, B, worse="lower").value == 1 / 4
    assert pnd([5, 6], [5, 4], worse="higher").value == 1 / 2


def test_pem_counts_a_tie_with_the_median_half():
    assert pem(A, B, worse="higher").value == 3 / 4
    assert pem([4, 6], [5, 4], worse="higher").value == 0.75


def test_pand_removes_as_few_values_as_possible():
    """Without the baseline's 5 and the treatment's 9, the rest is apart: 5 of 7 remain."""
    assert pand(A, B, worse="higher").value == 5 / 7


def test_pand_of_phases_the_wrong_way_round_keeps_the_longer_one():
    assert pand([1, 2], [5, 6, 7], worse="higher").value == 3 / 5


def test_ird_splits_what_is_removed_between_the_phases():
    """2 removed, 1 from each phase: 3/4 improved under treatment less 1/3 before."""
    assert ird(A, B, worse="higher").value == pytest.approx(3 / 4 - 1 / 3, abs=1e-15)


def test_indices_without_a_published_error_give_none():
    for index in (pnd, pem, pand, ird):
        found = index(A, B, worse="higher")

        assert (found.se, found.low, found.high) == (None, None, None)


def test_tau_u_takes_the_trend_inside_the_phases():
    """Lower is better. Between the phases 3. A gets worse: -3. B gets worse: -6."""
    found = {
        name: tau_u(A, B, worse="higher", variant=name).value
        for name in ("trend_a_parker", "trend_a_complete", "trend_b_complete", "trend_ab_complete")
    }

    assert found == {
        "trend_a_parker": (3 + 3) / 12,
        "trend_a_complete": (3 + 3) / 15,
        "trend_b_complete": (3 - 6) / 18,
        "trend_ab_complete": (3 - 6 + 3) / 21,
    }


def test_a_trend_that_is_not_significant_stays_in_the_tested_variants():
    a, b = [5, 6, 5.5], [3, 4, 3.5, 3]

    kept = baseline_corrected_tau(a, b, worse="higher", variant="tested")

    assert kept == tau(a, b, worse="higher")
    assert baseline_corrected_tau(a, b, worse="higher", variant="always").value == 1


def test_a_constant_baseline_has_no_trend():
    found = baseline_corrected_tau([5, 5, 5, 5], [3, 4, 3], worse="higher")

    assert found.value == 12 / sqrt(12 * 14)  # 7 pairs of the 21 have equal values


def test_the_slope_is_that_over_time_not_over_visits():
    """10 less a point a day; from day 9 on half a point above that line, so every pair is lost."""
    a, b = [10, 9, 7, 6, 4, 3], [1.5, 0.5, -0.5]
    days = [0, 1, 3, 4, 6, 7, 9, 10, 11]

    by_day = baseline_corrected_tau(a, b, worse="higher", variant="always", times=days)
    by_visit = baseline_corrected_tau(a, b, worse="higher", variant="always")

    assert by_day.value == -1
    assert by_visit.value > -1


def test_tau_bs_interval_ends_at_1():
    found = baseline_corrected_tau([5, 6, 5, 6], [1, 2, 1, 2], worse="higher")

    assert found.high == 1
    assert found.low == pytest.approx(found.value - Z * found.se)


# Means 8 and 4, variances 1 and 4 (divisor n - 1).
LEVEL_A, LEVEL_B = [7, 8, 9], [2, 4, 6]


def test_the_log_response_ratio_has_a_correction_for_short_phases():
    a, b = 1 / 3 / 64, 4 / 3 / 16
    value = log(4 / 8) + (b - a) / 2
    found = lrr_decreasing(LEVEL_A, LEVEL_B, worse="higher")

    assert found.value == pytest.approx(value, rel=1e-14)
    assert found.se == pytest.approx(sqrt(a + b), rel=1e-14)
    assert found.low == pytest.approx(value - Z * sqrt(a + b), rel=1e-14)
    assert found.high == pytest.approx(value + Z * sqrt(a + b), rel=1e-14)


def test_lrri_is_above_0_and_lrrd_below_where_the_outcome_improves():
    assert lrr_increasing(LEVEL_A, LEVEL_B, worse="higher").value > 0
    assert lrr_decreasing(LEVEL_A, LEVEL_B, worse="higher").value < 0
    assert lrr_increasing(LEVEL_A, LEVEL_B, worse="lower").value < 0


def test_percent_change_is_above_0_where_the_outcome_improves():
    se = sqrt(1 / 3 / 64 + 4 / 3 / 16)
    found = percent_change(LEVEL_A, LEVEL_B, worse="higher")

    assert found.value == 50
    assert found.se == pytest.approx(100 * 0.5 * se, rel=1e-14)
    assert found.low == pytest.approx(100 * (1 - 0.5 * exp(Z * se)), rel=1e-13)
    assert found.high == pytest.approx(100 * (1 - 0.5 * exp(-Z * se)), rel=1e-13)
    assert percent_change(LEVEL_A, LEVEL_B, worse="lower").value == -50


@pytest.mark.parametrize("index", [lrr_increasing, lrr_decreasing, percent_change])
def test_two_constant_phases_have_a_ratio_without_an_error(index):
    found = index([8, 8], [4, 4], worse="higher")

    assert (found.se, found.low, found.high) == (None, None, None)
    assert percent_change([8, 8], [4, 4], worse="higher") == Index(50)


def test_smd_in_standard_deviations_of_the_baseline():
    """d = 4; Hedges' correction for 2 degrees of freedom is 1 - 3/7."""
    value = 4 * 4 / 7
    found = smd(LEVEL_A, LEVEL_B, worse="higher")

    assert found.value == pytest.approx(value, rel=1e-14)
    assert found.se == pytest.approx(4 / 7 * sqrt(1 / 3 + 4 / 3 + value**2 / 4), rel=1e-14)
    assert found.high == pytest.approx(found.value + Z * found.se, rel=1e-14)


def test_smd_in_pooled_standard_deviations():
    """The pooled variance is 2.5; Hedges' correction for 4 degrees of freedom is 1 - 3/15."""
    value = 0.8 * 4 / sqrt(2.5)
    found = smd(LEVEL_A, LEVEL_B, worse="higher", sd="pooled")

    assert found.value == pytest.approx(value, rel=1e-14)
    assert found.se == pytest.approx(0.8 * sqrt(2 / 3 + value**2 / 8), rel=1e-14)


def test_smd_needs_a_deviation_to_divide_by():
    with pytest.raises(DesignError) as refused:
        smd([5, 5, 5], [3, 4, 3], worse="higher")

    assert str(refused.value) == "SMD needs values that differ within a phase, the baseline SD is 0"


def test_smd_knows_two_deviations():
    with pytest.raises(DesignError, match="must be 'baseline' or 'pooled'"):
        smd(LEVEL_A, LEVEL_B, worse="higher", sd="treatment")


def test_piecewise_regression_finds_two_lines_drawn_exactly():
    """Baseline 10 - t; treatment 5 - 2 (t - 5) from t = 5: the old line would stand at 5 there."""
    found = piecewise([9, 8, 7, 6], [4, 2, 0], worse="higher")

    assert found.baseline_slope.value == pytest.approx(1)
    assert found.level.value == pytest.approx(1)
    assert found.slope.value == pytest.approx(1)
    assert {one.se for one in (found.baseline_slope, found.level, found.slope)} == {None}


def test_piecewise_regression_reckons_in_the_unit_of_the_times():
    a, b = [9, 8, 7.5, 6], [4, 2, 0, 0]
    by_day, by_week = (
        piecewise(a, b, worse="higher", times=[k * step for k in range(8)]) for step in (7, 1)
    )

    assert by_week.slope.value == pytest.approx(7 * by_day.slope.value)
    assert by_week.level.value == pytest.approx(by_day.level.value)
    assert by_week.level.se == pytest.approx(by_day.level.se)


def test_piecewise_regression_needs_more_values_than_lines_have_ends():
    with pytest.raises(DesignError, match="needs at least 5 values, there are 4"):
        piecewise([9, 8], [4, 2], worse="higher")
