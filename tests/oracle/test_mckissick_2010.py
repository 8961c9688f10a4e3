"""McKissick et al. 2010: disruptive behaviour in three class periods, the fewer the better.

Data of R package SingleCaseES and of Pustejovsky 2018, J School Psychology 68:99-112,
doi:10.1016/j.jsp.2018.02.003; the answers are those of SingleCaseES 0.7.4.
"""

import pytest

from caseline.stats import ird, lrr_decreasing, lrr_increasing, nap, pnd, smd, tau_u
from tests.oracle.tolerances import SEARCHED

PERIODS = {
    1: ([13.62, 12.57, 15.76], [5.97, 4.63, 5.82, 3.72, 8.07, 2.95, 11.86]),
    2: ([8.07, 21.86, 19.6, 20.98, 17.75], [9.96, 4.02, 10.8, 9.57, 0.04, 5.57, 24.52]),
    3: ([11.82, 13.95, 11.93, 16.09, 18.09, 11.75, 13.75, 12.59, 11], [1.98, 4.8, 11.87, 5.34]),
}


@pytest.mark.parametrize(
    ("period", "index", "value", "se"),
    [
        (1, lrr_decreasing, -0.80706404149, 0.19775137943),
        (1, lrr_increasing, 0.80706404149, 0.19775137943),
        (1, nap, 1, 0.044010065502),
        (1, smd, 2.7548298594, 0.94329850777),
        (2, lrr_decreasing, -0.60961090743, 0.34858418603),
        (2, nap, 0.77142857143, 0.15386185163),
        (2, smd, 1.210816583, 0.6500765109),
        (3, lrr_decreasing, -0.74783867429, 0.35348548439),
        (3, nap, 0.91666666667, 0.083333333333),
        (3, smd, 2.8852978455, 1.082763544),
    ],
)
def test_an_index_and_its_standard_error(period, index, value, se):
    found = index(*PERIODS[period], worse="higher")

    assert found.value == pytest.approx(value, rel=1e-10)
    assert found.se == pytest.approx(se, rel=1e-10)


@pytest.mark.parametrize(("period", "shares"), [(1, (1, 1)), (2, (3 / 7, 23 / 35))])
def test_pnd_and_ird(period, shares):
    found = pnd(*PERIODS[period], worse="higher"), ird(*PERIODS[period], worse="higher")

    assert (found[0].value, found[1].value) == pytest.approx(shares, abs=1e-15)


@pytest.mark.parametrize(("period", "s"), [(1, 22 / 21), (2, 19 / 35), (3, 24 / 36)])
def test_parkers_tau_u_may_leave_1(period, s):
    assert tau_u(*PERIODS[period], worse="higher").value == pytest.approx(s, abs=1e-15)


def test_newcombes_interval_of_nap():
    found = nap(*PERIODS[2], worse="higher")

    assert found.low == pytest.approx(0.43053206518, abs=SEARCHED)
    assert found.high == pytest.approx(0.93224438129, abs=SEARCHED)
