"""Tarlow 2017, Behavior Modification 41:427-467, doi:10.1177/0145445516676750.

The values of a line that goes on stand in R package SingleCaseES, test-tarlow-2017.R, as does
the longer series, there compared with Tarlow's own code bctau().
"""

from types import SimpleNamespace

import pytest

from caseline.stats import baseline_corrected_tau, kendall_trend, tau, tau_u, theil_sen
from tests.oracle import exact

LINE_A, LINE_B = [1, 2, 3, 4, 5], [6, 7, 8, 9, 10]
A = [33, 25, 17, 25, 19, 21, 19, 14, 19, 17]
B = [14, 15, 15, 9, 12, 7, 10, 6, 5, 2, 2, 3, 5, 4]


def test_a_line_that_goes_on_has_all_of_tau_and_nothing_after_the_correction():
    assert tau(LINE_A, LINE_B, worse="lower").value == 1
    assert tau_u(LINE_A, LINE_B, worse="lower").value == 0.6
    for variant in ("tarlow", "tested", "always", "always_tau_b"):
        found = baseline_corrected_tau(LINE_A, LINE_B, worse="lower", variant=variant)
        assert (found.value, found.se, found.low) == (0, None, None)


def test_the_baselines_trend_in_the_longer_series():
    """scan 0.68.0 gives tau-b -0.56568542495, SingleCaseES 0.7.4 the slope -1.2."""
    assert theil_sen(A).value == -1.2
    assert kendall_trend(A).tau_b == pytest.approx(-0.56568542495, abs=1e-11)
    assert kendall_trend(A).p < 0.05


def test_the_longer_series_after_the_correction():
    """SingleCaseES 0.7.4 gives 0.14349 and scan 0.68.0 gives 0.14322; one of them breaks a tie.

    With the slope -6/5 the residuals are fifths, and fractions tell which are equal.
    """
    series = SimpleNamespace(phases=(A, B))
    truth = exact.tau_b(*exact.residuals(series, range(1, 25)), 1)
    found = baseline_corrected_tau(A, B, worse="lower")

    assert found.value == pytest.approx(truth, abs=1e-15)
    assert found.value == pytest.approx(0.14348600805, abs=1e-7)
    assert found.se == pytest.approx(0.28568802412, abs=1e-7)
    assert found.low == pytest.approx(-0.41645223004, abs=1e-6)
    assert found.high == pytest.approx(0.70342424613, abs=1e-6)


def test_tau_of_all_pairs_after_the_correction():
    """SingleCaseES 0.7.4: 0.2, standard error 0.24846291823."""
    found = baseline_corrected_tau(A, B, worse="lower", variant="always")

    assert found.value == pytest.approx(0.2, abs=1e-12)
    assert found.se == pytest.approx(0.24846291823, rel=1e-10)
