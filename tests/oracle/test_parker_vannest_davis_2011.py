"""Parker, Vannest & Davis 2011, Behavior Modification 35:303-322: the worked example.

doi:10.1177/0145445511399147. The same numbers stand in R package SingleCaseES,
tests/testthat/test-parker-vannest-davis-2011.R.
"""

import pytest

from caseline.stats import ird, nap, pand, pem, pnd, tau

A = [20, 20, 26, 25, 22, 23]
B = [28, 25, 24, 27, 30, 30, 29]
MIRRORED = [-a for a in A], [-b for b in B]


@pytest.mark.parametrize(
    ("index", "printed"),
    [
        (pnd, 5 / 7),
        (pem, 1),
        (pand, 11 / 13),
        (ird, 1 - 2 * 13 / 84),
        (nap, 38.5 / 42),
        (tau, 35 / 42),
    ],
)
def test_the_indices_of_the_worked_example(index, printed):
    assert index(A, B, worse="lower").value == pytest.approx(printed, abs=1e-15)
    assert index(*MIRRORED, worse="higher").value == pytest.approx(printed, abs=1e-15)
