"""Parker & Vannest 2009, Behavior Therapy 40:357-367, doi:10.1016/j.beth.2008.10.006: NAP.

The series stands in R package SingleCaseES, example of NAP(); the paper prints two decimals
(verify: the print itself was not at hand). Of the 110 pairs 104 are won, 4 tied and 2 lost.
"""

from caseline.stats import nap

A = [4, 3, 4, 3, 4, 7, 5, 2, 3, 2]
B = [5, 9, 7, 9, 7, 5, 9, 11, 11, 10, 9]


def test_nap():
    found = nap(A, B, worse="lower")

    assert found.value == 106 / 110
    assert round(found.value, 2) == 0.96
