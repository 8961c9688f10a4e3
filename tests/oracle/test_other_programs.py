"""R, Kendall, scipy, pingouin and singlecase on the synthetic series; versions in data/."""

from math import erfc, sqrt

import numpy as np
import pytest

from caseline.stats import Complete, autocorrelation, kendall_trend, nap, pnd, smd, theil_sen
from caseline.stats.kendall import concordance
from caseline.stats.randomisation import randomisation_test
from tests.oracle.stored import answers, by_name
from tests.oracle.tolerances import COUNTED, MOMENT, NORMAL, SINGLE


def untied(values):
    return len(set(values)) == len(values)


def with_phase(series):
    """Kendall's S of the values and the phase that they are from: Mann and Whitney's test."""
    a, b = series.phases
    phase = np.array([0] * len(a) + [1] * len(b), dtype=float)
    return concordance(phase, np.array([*a, *b], dtype=float))


@pytest.mark.parametrize(("series", "theirs"), answers("kendall", "mann_kendall"), ids=by_name)
def test_kendall_of_r_on_the_whole_series(series, theirs):
    """Without ties p is exact here; Kendall 2.2.1 approximates it from 10 values on."""
    ours = kendall_trend(series.recorded)

    assert ours.s == theirs["S"]
    assert ours.tau_b == pytest.approx(theirs["tau"], abs=SINGLE)
    assert ours.variance == pytest.approx(theirs["varS"], rel=SINGLE)
    assert ours.p == pytest.approx(theirs["p"], abs=0.005 if untied(series.recorded) else SINGLE)


@pytest.mark.parametrize(
    ("series", "theirs"), answers("scipy", "kendall_tau_b.baseline_trend"), ids=by_name
)
def test_the_trend_of_the_baseline_in_scipy(series, theirs):
    """With ties scipy leaves out Kendall's correction for continuity, so its p is smaller."""
    baseline = series.under("A")
    ours = kendall_trend(baseline)

    assert ours.tau_b == pytest.approx(theirs["tau_b"], abs=COUNTED)
    if untied(baseline):
        assert ours.p == pytest.approx(theirs["p"], abs=NORMAL)
    else:
        assert ours.p > theirs["p"]


def test_the_pretest_of_single_case_es_has_our_p():
    compared = 0
    for series, theirs in answers("single_case_es", "Tau_BC.pretest05"):
        p = theirs["pval_slope_A"]
        if not untied(series.under("A")):
            assert kendall_trend(series.under("A")).p == pytest.approx(p, abs=SINGLE)
            compared += 1
    assert compared > 10


@pytest.mark.parametrize(("series", "theirs"), answers("scipy", "theil_sen.baseline"), ids=by_name)
def test_the_slope_of_the_baseline_in_scipy(series, theirs):
    baseline = series.under("A")
    ours = theil_sen(baseline, series.days[: len(baseline)])

    assert ours.value == pytest.approx(theirs["slope"], abs=COUNTED)
    assert ours.low == pytest.approx(theirs["lo"], abs=COUNTED)
    assert ours.high == pytest.approx(theirs["hi"], abs=COUNTED)


@pytest.mark.parametrize(("series", "theirs"), answers("scipy", "NAP.mannwhitney_asym"))
def test_nap_is_mann_whitneys_u_over_the_pairs(series, theirs):
    assert nap(*series.phases, worse=series.worse).value == pytest.approx(
        theirs["nap"], abs=COUNTED
    )


@pytest.mark.parametrize(("series", "theirs"), answers("scipy", "kendall_tau_b.phase"), ids=by_name)
def test_tau_b_of_phase_and_value(series, theirs):
    """With ties, and a phase is always tied, scipy leaves out the correction for continuity."""
    ours = with_phase(series)

    assert ours.tau_b == pytest.approx(theirs["tau_b"], abs=COUNTED)
    assert erfc(abs(ours.s) / sqrt(2 * ours.variance)) == pytest.approx(theirs["p"], abs=NORMAL)


@pytest.mark.parametrize(
    ("series", "theirs"),
    [*answers("scipy", "NAP.mannwhitney_asym"), *answers("r", "mannwhitney.normal")],
)
def test_the_normal_p_of_mann_and_whitney_is_kendalls(series, theirs):
    assert with_phase(series).p == pytest.approx(theirs["p"], abs=NORMAL)


@pytest.mark.parametrize(("series", "theirs"), answers("r", "mannwhitney.normal"), ids=by_name)
def test_nap_is_the_w_of_r_over_the_pairs(series, theirs):
    """R counts the pairs in which B is the higher, ties half."""
    a, b = series.phases

    assert nap(a, b, worse="lower").value == pytest.approx(
        theirs["W"] / len(a) / len(b), abs=COUNTED
    )


@pytest.mark.parametrize(
    ("series", "theirs"), answers("scipy", "NAP.mannwhitney_exact"), ids=by_name
)
def test_the_exact_p_of_mann_and_whitney_is_a_randomisation_test_of_ranks(series, theirs):
    a, b = series.phases
    ranks = np.argsort(np.argsort([*a, *b])).astype(float)

    found = randomisation_test(
        ranks, [False] * len(a) + [True] * len(b), Complete(), worse=series.worse, two_sided=True
    )

    assert untied([*a, *b])
    assert found.p == pytest.approx(theirs["p"], abs=COUNTED)


@pytest.mark.parametrize(("series", "theirs"), answers("pingouin", "CLES"), ids=by_name)
def test_nap_is_the_common_language_effect_size(series, theirs):
    """CLES is the share of pairs in which B is the higher; where higher is worse, 1 - NAP."""
    assert nap(*series.phases, worse="lower").value == pytest.approx(theirs["est"], abs=COUNTED)


def test_smd_is_hedges_g():
    for series, theirs in answers("pingouin", "hedges_g"):
        if series.name != "ab01_n4":
            ours = smd(*series.phases, worse="lower", sd="pooled")

            assert ours.value == pytest.approx(theirs["est"], rel=MOMENT), series.name


def test_the_autocorrelation_of_residuals_in_r():
    """R drops missing sessions and closes up, so only series without gaps compare."""
    compared = 0
    for series, theirs in answers("r", "ljung_box"):
        if len(series.recorded) == len(series.y):
            ours = autocorrelation(series.y, series.treatment)

            assert ours.value == pytest.approx(theirs["r1"], abs=COUNTED), series.name
            compared += 1
    assert compared > 10


def test_ties_count_half_in_nap():
    """singlecase 0.2.2 counts a tie 0, so NAP of the mirrored outcome is not 1 - NAP."""
    compared = 0
    for series, theirs in answers("singlecase", "NAP"):
        a, b = series.phases
        if series.treatment[0] == "A":  # it takes the phase that comes first for the baseline
            ties = sum(x == y for x in a for y in b) / len(a) / len(b)
            ours = nap(a, b, worse=series.worse).value

            assert theirs["est"] == pytest.approx(ours - ties / 2, abs=COUNTED), series.name
            compared += ties > 0
    assert compared > 5


def test_pnd_looks_at_the_best_baseline_value():
    """singlecase 0.2.2 compares with the worst one, so almost every value "exceeds" it."""
    for series, theirs in answers("singlecase", "PND"):
        a, b = series.phases
        if series.treatment[0] == "A":
            worst = min(series.sign * value for value in a)
            easier = sum(series.sign * value > worst for value in b) / len(b)

            assert theirs["est"] == pytest.approx(easier, abs=COUNTED), series.name
            assert pnd(a, b, worse=series.worse).value <= easier
