"""Trend: the median slope (Theil and Sen), and Kendall's test of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from caseline.stats.index import Z_975, Index
from caseline.stats.kendall import concordance
from caseline.stats.series import (
    Values,
    measured_at,
    numbers,
    refuse_constant,
    refuse_few,
    refuse_many,
)

FEWEST_FOR_TREND = 3


@dataclass(frozen=True, slots=True)
class Trend:
    """Whether values rise or fall with time: S, tau-b, and the two-sided p of no trend."""

    s: int
    tau_b: float
    variance: float
    p: float


def kendall_trend(values: ArrayLike) -> Trend:
    """Kendall's test of trend (Mann-Kendall).

    Parameters
    ----------
    values : shape (n,)
        Values in points, in the order of time; only the order counts. 3 <= n <= 5,000.

    Returns
    -------
    Trend
        `s`: rising minus falling pairs. `tau_b` in [-1, 1], no unit, above 0 where the
        values rise. `variance` of s without a trend, corrected for ties. `p`, two-sided.

    Raises
    ------
    DesignError
        There are fewer than three values or more than 5,000, one is not finite, or all are
        the same.

    Notes
    -----
    p is exact without ties (up to 100 values); with ties it is normal, with Kendall's
    correction for continuity. It takes the values for independent: positive autocorrelation
    makes it too small.

    References
    ----------
    Kendall 1938, Biometrika 30:81-93, doi:10.1093/biomet/30.1-2.81
    Mann 1945, Econometrica 13:245-259, doi:10.2307/1907187

    Examples
    --------
    >>> kendall_trend([3, 3, 4, 5]).s
    5
    """
    row = _row(values, "a trend")
    order = np.arange(row.size, dtype=float)
    found = concordance(order, row)
    return Trend(found.s, found.tau_b, found.variance, found.p)


def theil_sen(values: ArrayLike, times: ArrayLike | None = None) -> Index:
    """Median of the slopes of all pairs (Theil-Sen).

    Parameters
    ----------
    values : shape (n,)
        Values in points, in the order of time. 3 <= n <= 5,000.
    times : shape (n,), optional
        When each was measured, in any unit, rising; 1, 2, 3, … unless given.

    Returns
    -------
    Index
        The slope in points per unit of time and Sen's 95 % interval; no standard error.
        The ends are None where three values are too few for them.

    Raises
    ------
    DesignError
        There are fewer than three values or more than 5,000, one is not finite, all are the
        same, or the times do not rise.

    Notes
    -----
    The interval takes the values for independent of each other. Its ends are slopes whose
    ranks are rounded to the nearest whole number, as in scipy.

    References
    ----------
    Sen 1968, JASA 63:1379-1389, doi:10.1080/01621459.1968.10480934

    Examples
    --------
    >>> theil_sen([7, 6, 6, 4, 3]).value
    -1.0
    """
    row = _row(values, "a slope")
    when = measured_at(times, row.size, "a slope")
    slopes = pair_slopes(row, when)
    half = Z_975 * concordance(when, row).variance ** 0.5
    upper = round((slopes.size + half) / 2)  # Sen's ranks, the first slope having rank 0
    lower = round((slopes.size - half) / 2) - 1
    if lower < 0 or upper >= slopes.size:
        return Index(float(np.median(slopes)))
    return Index(float(np.median(slopes)), None, float(slopes[lower]), float(slopes[upper]))


def pair_slopes(values: Values, times: Values) -> Values:
    """The slopes of all pairs, ordered."""
    i, j = np.triu_indices(values.size, 1)
    return np.sort((values[j] - values[i]) / (times[j] - times[i]))


def _row(values: ArrayLike, index: str) -> Values:
    row = numbers(values, index, "the series")
    refuse_few(row, FEWEST_FOR_TREND, index, "series")
    refuse_many(row.size, index)
    refuse_constant(row, index)
    return row
