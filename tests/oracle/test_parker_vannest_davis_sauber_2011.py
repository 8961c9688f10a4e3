"""Parker, Vannest, Davis & Sauber 2011, Behavior Therapy 42:284-299: two worked examples.

doi:10.1016/j.beth.2010.08.006. The first stands in R package SingleCaseES, the second, "Bob",
in scan's tau_u() and in Brossart, Laird & Armstrong 2018, doi:10.1080/23311908.2018.1518687.
"""

from math import sqrt

import pytest

from caseline.stats import tau, tau_u

A, B = [3, 3, 4, 5], [4, 5, 6, 7, 7]
BOB_A, BOB_B = [2, 3, 5, 3], [4, 5, 5, 7, 6]


def test_tau_and_tau_u():
    assert tau(A, B, worse="lower").value == 16 / 20
    assert tau_u(A, B, worse="lower").value == 11 / 20


def test_bobs_tau():
    assert tau(BOB_A, BOB_B, worse="lower").value == 16 / 20


# S: 16 between the phases, 3 within A, 7 within B. Compared pairs: 20, 6 and 10; of all 36
# pairs 4 have equal values (3 and 3; three times 5).
@pytest.mark.parametrize(
    ("variant", "value"),
    [
        ("trend_a_parker", 13 / 20),
        ("trend_a_complete", 13 / 26),
        ("trend_a_tau_b", 13 / sqrt(26 * 32)),
        ("trend_b_complete", 23 / 30),
        ("trend_b_tau_b", 23 / sqrt(30 * 32)),
        ("trend_ab_complete", 20 / 36),
        ("trend_ab_tau_b", 20 / sqrt(36 * 32)),
    ],
)
def test_bobs_tau_u_in_each_variant(variant, value):
    found = tau_u(BOB_A, BOB_B, worse="lower", variant=variant)

    assert found.value == pytest.approx(value, abs=1e-15)
    assert (found.low, found.high) == (None, None)


def test_bobs_error_is_kendalls_with_ties():
    """9 values; the five of B tied in the design; ties of 2 and 3 in value.

    Kendall: (9·8·23 - 5·4·15 - 2·1·9 - 3·2·11)/18 + (20·8)/(2·72) + (60·6)/(9·504).
    """
    variance = (1656 - 300 - 18 - 66) / 18 + 160 / 144 + 360 / 4536

    assert tau_u(BOB_A, BOB_B, worse="lower").se == pytest.approx(sqrt(variance) / 20, rel=1e-14)
