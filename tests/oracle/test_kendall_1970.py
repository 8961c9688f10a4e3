"""Kendall 1970, Rank Correlation Methods, example 3.1, page 35: tau-b with ties in both rows.

The same numbers stand in the tests of R package SingleCaseES; p is that of Kendall 2.2.1.
"""

from math import sqrt

import numpy as np
import pytest

from caseline.stats.kendall import concordance
from tests.oracle.tolerances import PRINTED_3, SINGLE

X = np.array([1, 2.5, 2.5, 4.5, 4.5, 6.5, 6.5, 8, 9.5, 9.5])
Y = np.array([1, 2, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10])


def test_s_and_tau_b():
    found = concordance(X, Y)

    assert found.s == 33
    assert (found.untied_x, found.untied_y) == (45 - 4, 45 - 9)
    assert sqrt(found.untied_x * found.untied_y) == pytest.approx(38.4187454246, abs=1e-10)
    assert found.tau_b == pytest.approx(0.859, abs=PRINTED_3)
    assert found.p == pytest.approx(0.002224445343, abs=SINGLE)
