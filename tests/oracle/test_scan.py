"""scan 0.68.0 on the synthetic series.

scan gives differences as B - A, whatever improvement is; `series.sign` turns them. Where its
default is contested, the test says which definition is followed here, and why.
"""

from math import isnan

import pytest

from caseline.stats import (
    autocorrelation,
    baseline_corrected_tau,
    ird,
    nap,
    outliers,
    pand,
    pem,
    piecewise,
    pnd,
    smd,
    tau,
    tau_u,
)
from tests.oracle import exact
from tests.oracle.stored import SERIES, answers
from tests.oracle.tolerances import COUNTED, MOMENT, SE

PLAIN, MINUS_A = "A vs. B", "A vs. B - Trend A"
PLUS_B, BOTH = "A vs. B + Trend B", "A vs. B + Trend B - Trend A"


@pytest.mark.parametrize(
    ("index", "analysis"), [(pnd, "PND"), (nap, "NAP"), (pand, "PAND.minimum"), (ird, "IRD")]
)
def test_a_share_that_is_counted(index, analysis):
    for series, theirs in answers("scan", analysis):
        ours = index(*series.phases, worse=series.worse)

        assert ours.value == pytest.approx(theirs["est"], abs=COUNTED), series.name


def test_pem_counts_a_tie_with_the_median_half():
    """scan counts it 0. Ma (2006) does not say; half makes mirrored outcomes add up to 1."""
    for series, theirs in answers("scan", "PEM"):
        a, b = series.phases
        middle = (sorted(a)[(len(a) - 1) // 2] + sorted(a)[len(a) // 2]) / 2
        half = sum(value == middle for value in b) / 2 / len(b)

        assert pem(a, b, worse=series.worse).value == pytest.approx(
            theirs["est"] + half, abs=COUNTED
        ), series.name


def test_pand_is_not_the_agreement_of_sorted_labels():
    """scan's default, "sort", compares labels after sorting: another statistic by that name.

    The definition of Parker, Hagan-Burke & Vannest (2007) is the least removal.
    """
    (series, theirs), *_ = answers("scan", "PAND.sort", "PAND.minimum")
    ours = pand(*series.phases, worse=series.worse).value

    assert theirs["PAND.sort"]["est"] == 0.5
    assert ours == theirs["PAND.minimum"]["est"] == 0.75


@pytest.mark.parametrize(
    ("variant", "method", "row"),
    [
        ("trend_a_parker", "parker", MINUS_A),
        ("trend_a_tau_b", "complete.b", MINUS_A),
        ("trend_b_complete", "parker", PLUS_B),
        ("trend_b_tau_b", "complete.b", PLUS_B),
        ("trend_ab_complete", "parker", BOTH),
        ("trend_ab_tau_b", "complete.b", BOTH),
    ],
)
def test_tau_u_and_its_error(variant, method, row):
    for series, theirs in answers("scan", f"tau_u.{method}"):
        told = theirs["rows"][row]
        ours = tau_u(*series.phases, worse=series.worse, variant=variant)

        assert series.sign * ours.value == pytest.approx(told["Tau"], abs=COUNTED), series.name
        if told["SE_Tau"] is not None:  # scan divides Tau by z, so it has none where S is 0
            assert ours.se == pytest.approx(told["SE_Tau"], rel=SE)


@pytest.mark.parametrize("method", ["complete.a", "tarlow"])
def test_tau_u_complete_has_kendalls_variance_with_ties(method):
    """Both methods of scan divide by the compared pairs, as here; their errors differ.

    "complete.a" leaves the ties out of the variance of S, "tarlow" corrects z for continuity.
    The variance that Kendall corrects for ties is the one of scan's row "parker".
    """
    for series, theirs in answers("scan", f"tau_u.{method}", "tau_u.parker"):
        told = theirs[f"tau_u.{method}"]["rows"][MINUS_A]
        ours = tau_u(*series.phases, worse=series.worse, variant="trend_a_complete")

        assert series.sign * ours.value == pytest.approx(told["Tau"], abs=COUNTED), series.name
        variance = theirs["tau_u.parker"]["rows"][MINUS_A]["VAR_S"]
        assert ours.se == pytest.approx(variance**0.5 / told["D"], rel=SE)


@pytest.mark.parametrize("method", ["parker", "complete.a", "tarlow"])
def test_tau_of_two_phases_divides_by_all_their_pairs(method):
    for series, theirs in answers("scan", f"tau_u.{method}"):
        ours = tau(*series.phases, worse=series.worse)

        assert series.sign * ours.value == pytest.approx(
            theirs["rows"][PLAIN]["Tau"], abs=COUNTED
        ), series.name


def test_tau_of_two_phases_is_not_scans_default():
    """Its "complete.b" divides S by the pairs less half the ties: no tau-a, tau-b or NAP.

    Tau is 2 NAP - 1 (Parker et al. 2011), which all other methods of scan give.
    """
    series = SERIES["abab19_n40_ar_ties"]
    ((_, theirs),) = [one for one in answers("scan", "tau_u.complete.b") if one[0] is series]
    a, b = series.phases
    ties = sum(x == y for x in a for y in b)
    ours = tau(a, b, worse=series.worse).value

    assert ours == pytest.approx(2 * nap(a, b, worse=series.worse).value - 1)
    assert theirs["rows"][PLAIN]["Tau"] == pytest.approx(
        series.sign * ours * len(a) * len(b) / (len(a) * len(b) - ties / 2)
    )


def test_baseline_corrected_tau_is_tarlows():
    """scan takes planned sessions for times, so only series with one switch compare.

    On two series rounding makes scan take equal residuals for different ones; ours agrees
    with residuals worked out in fractions on all.
    """
    broken = set()
    for series, theirs in answers("scan", "Tau_BC"):
        if series.one_switch and len(series.under("A")) > 2:
            tested, always = (
                baseline_corrected_tau(
                    *series.phases, worse=series.worse, times=series.sessions, variant=variant
                )
                for variant in ("tarlow", "always_tau_b")
            )
            truth = exact.tau_b(*exact.residuals(series, series.sessions), series.sign)

            assert series.sign * tested.value == pytest.approx(theirs["est"], abs=COUNTED)
            assert always.value == pytest.approx(truth, abs=COUNTED), series.name
            if abs(series.sign * theirs["tau_corrected"] - truth) > COUNTED:
                broken.add(series.name)
    assert broken == {"mbd27_4x30_ar/P1", "mbd27_4x30_ar/P3"}


def test_smd_with_hedges_correction():
    for series, theirs in answers("scan", "SMD"):
        if series.name != "ab01_n4":
            ours = smd(*series.phases, worse=series.worse, sd="pooled")

            assert series.sign * ours.value == pytest.approx(
                theirs["Hedges' g correction"], rel=MOMENT
            ), series.name


@pytest.mark.parametrize(
    ("analysis", "read_at"),
    [
        ("piecewise.OLS", "first treatment session"),
        ("piecewise.OLS.HM", "first treatment session"),
        ("piecewise.OLS.BLB", "last baseline session"),
    ],
)
def test_piecewise_regression_in_three_forms(analysis, read_at):
    """The step is ours at the first value under treatment; scan's forms read it elsewhere.

    Huitema & McKean's form ("W" and "H-M" in scan) reads it at the first session planned
    under treatment, which is not recorded in ab07; "B&L-B" at the last one before.
    """
    compared = 0
    for series, theirs in answers("scan", analysis):
        if series.one_switch and len(series.recorded) > 4:
            at = series.session[series.treatment.index("B")]
            at -= read_at == "last baseline session"
            first = series.sessions[len(series.under("A"))]
            ours = piecewise(*series.phases, worse=series.worse, times=series.sessions)
            told = theirs["coef"]

            level = ours.level.value - ours.slope.value * (first - at)
            sign = series.sign
            assert sign * level == pytest.approx(told["phaseB1"]["est"], rel=MOMENT), series.name
            for one, name in ((ours.baseline_slope, "mt"), (ours.slope, "interB1")):
                assert sign * one.value == pytest.approx(told[name]["est"], rel=MOMENT)
                assert one.se == pytest.approx(told[name]["se"], rel=MOMENT)
            if at == first:
                assert ours.level.se == pytest.approx(told["phaseB1"]["se"], rel=MOMENT)
            compared += 1
    assert compared == 12


def test_autocorrelation_of_each_phase_at_lag_1():
    compared = 0
    for series, theirs in answers("scan", "autocorr"):
        for row in theirs["table"]:
            rows = zip(series.y, series.phase, strict=True)
            values = [value for value, phase in rows if row["Phase"] in ("all", phase)]
            if len(values) >= 5:
                ours = autocorrelation(values)

                assert ours.value == pytest.approx(row["Lag 1"], abs=COUNTED), series.name
                compared += 1
    assert compared > 30


def test_outliers_by_the_median_absolute_deviation():
    """scan gives no answer for a phase with a gap, and calls outliers where the deviation is 0.

    There every value that is not the median would be one; here the phase is not judged.
    """
    named = set()
    for series, theirs in answers("scan", "outlier.MAD"):
        values = series.with_gaps
        gaps = {p for p, value in zip(series.phase, values, strict=True) if isnan(value)}
        ours = outliers(values, series.phase)
        judged = set(series.phase) - gaps - set(ours.not_judged)
        told = {series.session.index(one) for one in theirs["dropped"] if one is not None}

        assert {at for at in ours.where if series.phase[at] in judged} == {
            at for at in told if series.phase[at] in judged
        }, series.name
        named |= {(series.name, at) for at in told if series.phase[at] in judged}
    assert {("ab17_n26_monthly_ldn_like", 0), ("ab17_n26_monthly_ldn_like", 2)} <= named
