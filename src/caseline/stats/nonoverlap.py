"""How far two phases do not overlap: NAP, PND, PEM, PAND, IRD."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from caseline.direction import Direction, relief
from caseline.stats.index import Z_975, Index
from caseline.stats.series import Values, two_phases

BISECTIONS = 60  # halves an interval of 1 down to the last bit of a float


@dataclass(frozen=True, slots=True)
class Overlap:
    """Half pairs that the treatment wins (a tie is one half), and NAP's error and interval."""

    won: int
    se: float
    low: float
    high: float


def nap(baseline: ArrayLike, treatment: ArrayLike, *, worse: Direction) -> Index:
    """Non-overlap of all pairs (NAP).

    The share of all pairs of one baseline and one treatment value in which the treatment
    value is the better; a tie counts half.

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points, in any order. m >= 2.
    treatment : shape (n,)
        Values of phase B in points, in any order. n >= 2.
    worse : "higher" or "lower"
        Which way the patient suffers.

    Returns
    -------
    Index
        Value in [0, 1], no unit: 0.5 is no effect, 1 is complete separation. Standard error:
        the unbiased one. Interval: Newcombe's fifth method, in [0, 1].

    Raises
    ------
    DesignError
        A phase has fewer than two values, a value is not finite, all values are the same, or
        `worse` is neither word.

    Notes
    -----
    Equals the area under the ROC curve, and the Mann-Whitney U over m * n. The unbiased
    variance is 0 for separated phases, which nobody believes; it is never taken for smaller
    than q (1 - q) / ((m - 1)(n - 1)) with q = 1 / (2 m n), as in SingleCaseES. For separated
    phases the interval ends at 1 and begins at the other root of Newcombe's equation.

    References
    ----------
    Parker & Vannest 2009, Behavior Therapy 40:357-367, doi:10.1016/j.beth.2008.10.006
    Mee 1990, JASA 85:793-800, doi:10.1080/01621459.1990.10474942 (the variance)
    Newcombe 2006, Statistics in Medicine 25:559-573, doi:10.1002/sim.2324 (the interval)

    Examples
    --------
    >>> nap([8, 9, 9], [4, 5, 8], worse="higher").value
    0.9444444444444444
    """
    a, b = improving(baseline, treatment, worse, "NAP")
    share = overlap(a, b)
    return Index(share.won / (2 * a.size * b.size), share.se, share.low, share.high)


def pnd(baseline: ArrayLike, treatment: ArrayLike, *, worse: Direction) -> Index:
    """Percentage of non-overlapping data (PND), as a share.

    The share of treatment values that are better than the best baseline value.

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points, in any order. m >= 2.
    treatment : shape (n,)
        Values of phase B in points, in any order. n >= 2.
    worse : "higher" or "lower"
        Which way the patient suffers.

    Returns
    -------
    Index
        Value in [0, 1], no unit. No standard error: one baseline value decides, so its
        distribution depends on the number of values.

    Raises
    ------
    DesignError
        A phase has fewer than two values, a value is not finite, all values are the same, or
        `worse` is neither word.

    References
    ----------
    Scruggs, Mastropieri & Casto 1987, Remedial and Special Education 8:24-33,
    doi:10.1177/074193258700800206

    Examples
    --------
    >>> pnd([8, 9, 9], [4, 5, 8], worse="higher").value
    0.6666666666666666
    """
    a, b = improving(baseline, treatment, worse, "PND")
    return Index(float(np.mean(b > a.max())))


def pem(baseline: ArrayLike, treatment: ArrayLike, *, worse: Direction) -> Index:
    """Percentage exceeding the median (PEM), as a share.

    The share of treatment values that are better than the median of the baseline; a value
    equal to it counts half.

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points, in any order. m >= 2.
    treatment : shape (n,)
        Values of phase B in points, in any order. n >= 2.
    worse : "higher" or "lower"
        Which way the patient suffers.

    Returns
    -------
    Index
        Value in [0, 1], no unit; 0.5 is no effect. No standard error is published that
        counts the median as uncertain.

    Raises
    ------
    DesignError
        A phase has fewer than two values, a value is not finite, all values are the same, or
        `worse` is neither word.

    Notes
    -----
    The source does not say what a tie with the median counts. Half, as in SingleCaseES,
    gives 1 minus the value for the mirrored outcome; scan counts such a tie as 0.

    References
    ----------
    Ma 2006, Behavior Modification 30:598-617, doi:10.1177/0145445504272974

    Examples
    --------
    >>> pem([5, 5, 6, 5, 5], [5, 5, 5, 4, 6], worse="higher").value
    0.5
    """
    a, b = improving(baseline, treatment, worse, "PEM")
    middle = np.median(a)
    return Index(float(np.mean((b > middle) + 0.5 * (b == middle))))


def pand(baseline: ArrayLike, treatment: ArrayLike, *, worse: Direction) -> Index:
    """Percentage of all non-overlapping data (PAND), as a share.

    The share of values that remain when as few as possible are removed, from either phase,
    so that every treatment value left is better than every baseline value left.

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points, in any order. m >= 2.
    treatment : shape (n,)
        Values of phase B in points, in any order. n >= 2.
    worse : "higher" or "lower"
        Which way the patient suffers.

    Returns
    -------
    Index
        Value from max(m, n) / (m + n) to 1, no unit. No standard error is published.

    Raises
    ------
    DesignError
        A phase has fewer than two values, a value is not finite, all values are the same, or
        `worse` is neither word.

    Notes
    -----
    The "sort" method of scan is another statistic (it compares labels after sorting) and
    depends on how ties are broken; its "minimum" method is this one.

    References
    ----------
    Parker, Hagan-Burke & Vannest 2007, J Special Education 40:194-204,
    doi:10.1177/00224669070400040101

    Examples
    --------
    >>> round(pand([5, 6, 7, 7, 8], [4, 5, 5, 6, 7, 3], worse="higher").value, 3)
    0.727
    """
    a, b = improving(baseline, treatment, worse, "PAND")
    return Index(_kept(a, b) / (a.size + b.size))


def ird(baseline: ArrayLike, treatment: ArrayLike, *, worse: Direction) -> Index:
    """Robust improvement rate difference (IRD).

    The difference between the phases in the share of improved values, after the fewest
    values that remove the overlap (as for PAND) are split evenly between the phases.

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points, in any order. m >= 2.
    treatment : shape (n,)
        Values of phase B in points, in any order. n >= 2.
    worse : "higher" or "lower"
        Which way the patient suffers.

    Returns
    -------
    Index
        1 - removed * (m + n) / (2 m n): at most 1, no unit; below 0 where the shorter phase
        is all overlap. No standard error is published for the even split.

    Raises
    ------
    DesignError
        A phase has fewer than two values, a value is not finite, all values are the same, or
        `worse` is neither word.

    References
    ----------
    Parker, Vannest & Brown 2009, Exceptional Children 75:135-150,
    doi:10.1177/001440290907500201
    Parker, Vannest & Davis 2011, Behavior Modification 35:303-322,
    doi:10.1177/0145445511399147

    Examples
    --------
    >>> ird([8, 9, 9], [4, 5, 8], worse="higher").value
    0.6666666666666667
    """
    a, b = improving(baseline, treatment, worse, "IRD")
    total = a.size + b.size
    removed = total - _kept(a, b)
    return Index(1 - removed * total / (2 * a.size * b.size))


def improving(
    baseline: ArrayLike, treatment: ArrayLike, worse: Direction, index: str
) -> tuple[Values, Values]:
    """Both phases, turned so that more is better."""
    sign = relief(worse)
    a, b = two_phases(baseline, treatment, index)
    return sign * a, sign * b


def overlap(a: Values, b: Values) -> Overlap:
    """What NAP and Tau are made of, where more is better."""
    above, tied = _pairs(a, b)
    won = int(2 * above.sum() + tied.sum())
    value = won / (2 * a.size * b.size)
    return Overlap(won, sqrt(_variance(a, b, value)), *_newcombe(value, a.size, b.size))


def _pairs(a: Values, b: Values) -> tuple[Values, Values]:
    """For each value of `a`, how many of `b` lie above it, and how many are tied with it."""
    ordered = np.sort(b)
    upto = np.searchsorted(ordered, a, side="right")
    below = np.searchsorted(ordered, a, side="left")
    return (b.size - upto).astype(float), (upto - below).astype(float)


def _variance(a: Values, b: Values, value: float) -> float:
    m, n = a.size, b.size
    above, tied = _pairs(a, b)
    won_by_b = _pairs(-b, -a)  # for each treatment value, the baseline values it is better than
    squared = float(above.sum() + tied.sum() / 4) / (m * n)
    of_a = float(np.sum((above + tied / 2) ** 2)) / (m * n)
    of_b = float(np.sum((won_by_b[0] + won_by_b[1] / 2) ** 2)) / (m * n)
    unbiased = value - (m + n - 1) * value**2 + of_a + of_b - 2 * squared
    least = 1 / (2 * m * n)
    return max(unbiased, least * (1 - least)) / ((m - 1) * (n - 1))


def _newcombe(value: float, m: int, n: int) -> tuple[float, float]:
    """The two roots of (value - theta)² = z² * variance(theta), of which one may be an end."""
    half = (m + n) / 2 - 1

    def outside(theta: float) -> bool:
        spread = 1 + half * ((1 - theta) / (2 - theta) + theta / (1 + theta))
        return (value - theta) ** 2 > Z_975**2 * theta * (1 - theta) * spread / (m * n)

    low = 0.0 if value == 0 else _edge(outside, 0.0, value)
    high = 1.0 if value == 1 else _edge(outside, 1.0, value)
    return low, high


def _edge(outside: Callable[[float], bool], end: float, inside: float) -> float:
    """Where `outside` turns false on the way from `end` to `inside`."""
    for _ in range(BISECTIONS):
        middle = (end + inside) / 2
        end, inside = (middle, inside) if outside(middle) else (end, middle)
    return (end + inside) / 2


def _kept(a: Values, b: Values) -> int:
    """How many values remain at the cut that keeps most: baseline up to it, treatment above."""
    cuts = np.append(np.concatenate((a, b)), -np.inf)
    upto = np.searchsorted(np.sort(a), cuts, side="right")
    above = b.size - np.searchsorted(np.sort(b), cuts, side="right")
    return int(np.max(upto + above))
