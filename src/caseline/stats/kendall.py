"""Kendall's S: how far two rows of numbers agree in order."""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from caseline.stats.series import Values

LONGEST_EXACT = 100  # untied values up to which every order is counted


@dataclass(frozen=True, slots=True)
class Concordance:
    """Pairs that agree minus pairs that disagree, and what that could have been.

    `variance` is that of `s` where x and y have nothing to do with each other, corrected for
    ties in both (Kendall 1970, Rank Correlation Methods, chapter 4).
    """

    s: int
    n: int
    untied_x: int
    untied_y: int
    variance: float

    @property
    def tau_b(self) -> float:
        return self.s / sqrt(self.untied_x * self.untied_y)

    @property
    def p(self) -> float:
        """Two-sided; exact without ties, else normal with the correction for continuity."""
        pairs = self.n * (self.n - 1) // 2
        if self.untied_x == self.untied_y == pairs and self.n <= LONGEST_EXACT:
            return _exact_p(self.s, self.n)
        return erfc(max(abs(self.s) - 1, 0) / sqrt(2 * self.variance))


def concordance(x: Values, y: Values) -> Concordance:
    """S of two rows of the same length; the time grows with its square."""
    s = sum(
        int(np.dot(np.sign(x[gap:] - x[:-gap]), np.sign(y[gap:] - y[:-gap])))
        for gap in range(1, x.size)
    )
    pairs = x.size * (x.size - 1) // 2
    tied = [_ties(row) for row in (x, y)]
    return Concordance(
        s,
        x.size,
        pairs - int(np.sum(tied[0] * (tied[0] - 1))) // 2,
        pairs - int(np.sum(tied[1] * (tied[1] - 1))) // 2,
        _variance(x.size, *tied),
    )


def _ties(row: Values) -> Values:
    return np.unique(row, return_counts=True)[1].astype(float)


def _variance(n: int, t: Values, u: Values) -> float:
    """Kendall's variance of S with ties of the sizes `t` in one row and `u` in the other."""

    def single(size: Values) -> Values:
        return size * (size - 1) * (2 * size + 5)

    pairs, triples = n * (n - 1), n * (n - 1) * (n - 2)
    spread = (pairs * (2 * n + 5) - np.sum(single(t)) - np.sum(single(u))) / 18
    spread += np.sum(t * (t - 1)) * np.sum(u * (u - 1)) / (2 * pairs)
    tied = np.sum(t * (t - 1) * (t - 2)) * np.sum(u * (u - 1) * (u - 2))
    return float(spread + tied / (9 * triples))


def _exact_p(s: int, n: int) -> float:
    """The share of all n! orders whose S is at least as far from 0."""
    shares = np.ones(1)  # of the orders with 0, 1, 2, … pairs the wrong way round
    for size in range(2, n + 1):
        shares = np.convolve(shares, np.full(size, 1 / size))
    wrong = (shares.size - 1 - abs(s)) // 2  # as many wrong pairs, or fewer, are as far off
    return min(1.0, float(2 * shares[: wrong + 1].sum()))
