"""Period means: the analysis that needs a model least, and periods most."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from caseline.errors import DesignError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PairedMeans:
    """Mean difference of the pairs, with Student's interval and one-sided confidence."""

    mean: float
    se: float
    low: float
    high: float
    degrees: int
    p_above: float  # 1 minus the one-sided p of "not above 0"


def second_halves(times: ArrayLike, periods: ArrayLike) -> NDArray[np.bool_]:
    """Which planned values lie in the second half of their period.

    Parameters
    ----------
    times : shape (n,)
        When each value was planned, in any unit.
    periods : shape (n,)
        The number of the period of each.

    Returns
    -------
    shape (n,)
        True from the middle between the first and the last time of the period on.

    Examples
    --------
    >>> second_halves([0, 1, 2, 3, 4], [0, 0, 0, 0, 1]).tolist()
    [False, False, True, True, True]
    """
    when, period = np.asarray(times, dtype=float), np.asarray(periods)
    found = np.zeros(when.size, dtype=np.bool_)
    for one in np.unique(period):
        inside = period == one
        found[inside] = when[inside] >= (when[inside].min() + when[inside].max()) / 2
    return found


def means_by(values: ArrayLike, periods: ArrayLike) -> Floats:
    """The mean of each period in order of its number; NaN where a period has no value.

    Parameters
    ----------
    values : shape (n,)
        In any unit, NaN where one is missing.
    periods : shape (n,)
        The number of the period of each.

    Examples
    --------
    >>> means_by([1, 3, float("nan"), 7], [0, 0, 1, 2]).tolist()
    [2.0, nan, 7.0]
    """
    given, period = np.asarray(values, dtype=float), np.asarray(periods)
    _, place = np.unique(period, return_inverse=True)
    there = np.isfinite(given)
    counts = np.bincount(place[there], minlength=place.max() + 1)
    sums = np.bincount(place[there], given[there], minlength=place.max() + 1)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def paired_means(differences: ArrayLike) -> PairedMeans:
    """Student's t of differences within pairs.

    Parameters
    ----------
    differences : shape (pairs,)
        In any unit; a pair with a NaN is left out.

    Returns
    -------
    PairedMeans
        With pairs - 1 degrees of freedom; the interval holds 95 %.

    Raises
    ------
    DesignError
        There are fewer than two pairs, or all differences are the same.

    Examples
    --------
    >>> found = paired_means([1, 2, 3])
    >>> round(found.mean, 3), round(found.low, 3), round(found.high, 3)
    (2.0, -0.484, 4.484)
    """
    from scipy.special import stdtr, stdtrit

    given = np.asarray(differences, dtype=float)
    known = given[np.isfinite(given)]
    if known.size < 2:
        raise DesignError(f"paired means need two whole pairs or more, there are {known.size}")
    degrees, mean = known.size - 1, float(known.mean())
    se = float(known.std(ddof=1)) / sqrt(known.size)
    if se == 0:
        raise DesignError("paired means need pairs whose differences are not all the same")
    arm = float(stdtrit(degrees, 0.975)) * se
    return PairedMeans(mean, se, mean - arm, mean + arm, degrees, float(stdtr(degrees, mean / se)))
