"""exampleAB of R package scan (Wilbert & Lüke): overlap() and plm() of scan 0.68.0.

Its own tests assert the row of Johanna: mean difference 19.5333, SMD 8.1108, Hedges' g 2.3478.
"""

from statistics import mean, stdev

import pytest

from caseline.stats import (
    baseline_corrected_tau,
    ird,
    nap,
    pand,
    pem,
    piecewise,
    pnd,
    smd,
    tau_u,
)
from tests.oracle.tolerances import PRINTED_4

AT = 5  # values before the treatment
CASES = {
    "Johanna": [54, 53, 56, 58, 52, 61, 62, 71, 66, 64, 78, 70, 74, 82, 77, 86, 68, 80, 86, 87],
    "Karolina": [41, 59, 56, 51, 52, 57, 56, 67, 75, 66, 69, 68, 73, 77, 79, 86, 82, 75, 83, 89],
    "Anja": [55, 58, 53, 50, 52, 55, 68, 68, 81, 67, 78, 73, 72, 78, 81, 78, 71, 85, 80, 76],
}
# PND, PEM, NAP and IRD; "Tau_U(A)", "Tau_U(BA)" and "Base_Tau"; "Hedges_g".
SHARES = {
    "Johanna": (1, 1, 1, 1),
    "Karolina": (13 / 15, 1, 29 / 30, 11 / 15),
    "Anja": (14 / 15, 1, 0.98, 13 / 15),
}
OTHERS = {
    "Johanna": (0.59172633541, 0.76517416746, 0.62994078835, 2.3477547525),
    "Karolina": (0.55374478924, 0.7830797442, 0.58950634475, 2.2577764868),
    "Anja": (0.62370069548, 0.64179382476, 0.61290470215, 2.8691934112),
}


@pytest.mark.parametrize("case", CASES)
def test_the_row_of_overlap(case):
    phases = CASES[case][:AT], CASES[case][AT:]
    others = [
        tau_u(*phases, worse="lower", variant="trend_a_tau_b"),
        tau_u(*phases, worse="lower", variant="trend_ab_tau_b"),
        baseline_corrected_tau(*phases, worse="lower"),
        smd(*phases, worse="lower", sd="pooled"),
    ]

    shares = [index(*phases, worse="lower").value for index in (pnd, pem, nap, ird)]
    assert shares == pytest.approx(SHARES[case], abs=1e-15)
    assert [one.value for one in others] == pytest.approx(OTHERS[case], abs=1e-10)


def test_pand_is_the_least_removal_also_where_overlap_sorts():
    """overlap() prints 90 % for Anja, by sorting; taking out one value, 55, removes the overlap.

    The IRD in the same row, 13/15, follows from one value taken out of 20.
    """
    a, b = CASES["Anja"][:AT], CASES["Anja"][AT:]

    assert sum(value <= max(a) for value in b) == 1
    assert pand(a, b, worse="lower").value == 19 / 20


def test_the_smd_that_scan_prints_has_no_correction():
    a, b = CASES["Johanna"][:AT], CASES["Johanna"][AT:]

    plain = (mean(b) - mean(a)) / stdev(a)

    assert plain == pytest.approx(8.1108, abs=PRINTED_4)
    assert smd(a, b, worse="lower").value == pytest.approx(plain * (1 - 3 / 15), rel=1e-14)


def test_johannas_piecewise_regression():
    found = piecewise(CASES["Johanna"][:AT], CASES["Johanna"][AT:], worse="lower")

    for one, value, se in (
        (found.baseline_slope, 0.1, 1.5879592512),
        (found.level, 7.8583333333, 5.8164991469),
        (found.slope, 1.525, 1.6160669067),
    ):
        assert one.value == pytest.approx(value, abs=1e-10)
        assert one.se == pytest.approx(se, abs=1e-10)
