"""NAP and Tau-U of ten thousand series, against scipy's Mann-Whitney test of the same."""

import sys
import time

import numpy as np
from scipy.stats import mannwhitneyu

from caseline.stats import nap_many, tau_u_many

SERIES = 10_000
ROUNDS = 7
MOST_TIMES = 1


def both(a, b):
    return nap_many(a, b, worse="higher"), tau_u_many(a, b, worse="higher")


def yardstick(a, b):
    """U of each series and its p, in one call."""
    return mannwhitneyu(a, b, axis=1, method="asymptotic")


def seconds(program, a, b):
    begun = time.perf_counter()
    program(a, b)
    return time.perf_counter() - begun


def test_nap_and_tau_u_take_at_most_as_long_as_mann_whitney():
    chance = np.random.default_rng(2009)
    a, b = (chance.integers(0, 11, (SERIES, n)).astype(float) for n in (15, 15))
    assert np.allclose(nap_many(a, b, worse="higher"), yardstick(a, b).statistic / 15**2)

    runs = [(seconds(both, a, b), seconds(yardstick, a, b)) for _ in range(ROUNDS)]
    ours, theirs = (sorted(column)[ROUNDS // 2] for column in zip(*runs, strict=True))

    sys.stdout.write(
        f"\n\n{SERIES} series of 15 + 15 values\n\n| process | median time |\n|---|---|\n"
        f"| NAP and Tau-U | {1000 * ours:.0f} ms |\n"
        f"| scipy's Mann-Whitney | {1000 * theirs:.0f} ms |\n"
        f"| ratio | {ours / theirs:.2f} |\n"
    )
    assert ours <= MOST_TIMES * theirs
