"""Shares of the values that are missing, or at an end of the scale."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from caseline.errors import DesignError
from caseline.stats.series import Labels, labelled, places, with_gaps


@dataclass(frozen=True, slots=True)
class AtBounds:
    """The shares of the recorded values at the lowest and at the highest point of the scale."""

    floor: float
    ceiling: float


def at_bounds(values: ArrayLike, low: float, high: float) -> AtBounds:
    """Floor and ceiling: how many values lie at an end of the scale.

    Parameters
    ----------
    values : shape (n,)
        Values in points, in any order; NaN where one is missing. At least one is there.
    low, high : float
        The ends of the scale, in points.

    Returns
    -------
    AtBounds
        Two shares of the recorded values in [0, 1], no unit. By convention more than 0.15
        counts as an effect of floor or ceiling.

    Raises
    ------
    DesignError
        No value is recorded, one is infinite or off the scale, or `low` is not below `high`.

    References
    ----------
    Terwee et al. 2007, J Clinical Epidemiology 60:34-42, doi:10.1016/j.jclinepi.2006.03.012

    Examples
    --------
    >>> at_bounds([0, 0, 3, 7, 10], 0, 10)
    AtBounds(floor=0.4, ceiling=0.2)
    """
    row = with_gaps(values, "floor and ceiling")
    known = row[np.isfinite(row)]
    if not low < high:
        raise DesignError("a scale needs a low end below its high end")
    if known.size == 0:
        raise DesignError("floor and ceiling need at least one value, all are missing")
    if known.min() < low or known.max() > high:
        raise DesignError(f"floor and ceiling need values on the scale, from {low:g} to {high:g}")
    return AtBounds(float(np.mean(known == low)), float(np.mean(known == high)))


def missing_shares(values: ArrayLike, phase: Labels | None = None) -> dict[object, float]:
    """How much of each phase is missing.

    Parameters
    ----------
    values : shape (n,)
        Values in points, one for each planned measurement; NaN where one is missing.
    phase : shape (n,), optional
        The phase of each value; all belong to one, `None`, unless given.

    Returns
    -------
    dict
        For each phase, in order of appearance, a share in [0, 1], no unit.

    Raises
    ------
    DesignError
        There is no planned measurement, a value is infinite, or there is not one phase per
        value.

    References
    ----------
    Little & Rubin 2019, Statistical Analysis with Missing Data, Wiley

    Examples
    --------
    >>> missing_shares([5, float("nan"), 6, 4], ["A", "A", "B", "B"])
    {'A': 0.5, 'B': 0.0}
    """
    row = with_gaps(values, "missingness")
    if row.size == 0:
        raise DesignError("missingness needs at least one planned measurement, there is none")
    labels = places(labelled(phase, row.size, "missingness"))
    return {label: float(np.mean(np.isnan(row[where]))) for label, where in labels.items()}
