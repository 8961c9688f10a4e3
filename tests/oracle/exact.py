"""Baseline-corrected Tau worked out in fractions, so that equal residuals are equal."""

from fractions import Fraction
from itertools import combinations
from math import sqrt
from statistics import median


def residuals(series, times):
    """Values less the median slope of the baseline, for the two phases."""
    a, b = ([Fraction(str(value)) for value in phase] for phase in series.phases)
    before = list(zip(times, a, strict=False))  # the times of the baseline come first
    slope = median((y - x) / Fraction(j - i) for (i, x), (j, y) in combinations(before, 2))
    left = [value - slope * at for at, value in zip(times, a + b, strict=True)]
    return left[: len(a)], left[len(a) :]


def tau(a, b, sign):
    """Better pairs less worse ones, over all pairs of the phases."""
    return float(Fraction(_s(a, b, sign), len(a) * len(b)))


def tau_b(a, b, sign):
    """The same over the geometric mean of the pairs untied in phase and in value."""
    untied = sum(x != y for x, y in combinations(a + b, 2))
    return _s(a, b, sign) / sqrt(len(a) * len(b) * untied)


def _s(a, b, sign):
    gains = [sign * (y - x) for x in a for y in b]
    return sum(gain > 0 for gain in gains) - sum(gain < 0 for gain in gains)
