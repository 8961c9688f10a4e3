"""How much each value resembles the one before it."""

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from caseline.errors import DesignError
from caseline.stats.index import Z_975
from caseline.stats.series import (
    Labels,
    Values,
    labelled,
    places,
    refuse_few,
    with_gaps,
)

FEWEST_VALUES = 5
FEWEST_TO_DENY = 50  # below it, a true 0.4 shows as 0.3 or less on average


@dataclass(frozen=True, slots=True)
class Autocorrelation:
    """The correlation at lag 1, and what so few values can say of it.

    Independent values give `by_chance` on average, and stay within `limit` of it in 95 of
    100 series. Only from 50 values on may a small one be called "no autocorrelation".
    """

    value: float
    by_chance: float
    limit: float
    n: int

    @property
    def found(self) -> bool:
        """Whether it lies further from what chance gives than independent values do."""
        return abs(self.value - self.by_chance) > self.limit

    @property
    def may_be_denied(self) -> bool:
        """Whether it may be said that there is none: it was not found among enough values."""
        return self.n >= FEWEST_TO_DENY and not self.found


def autocorrelation(values: ArrayLike, phase: Labels | None = None) -> Autocorrelation:
    """Correlation at lag 1, each phase around its own mean.

    Parameters
    ----------
    values : shape (n,)
        Values in points, evenly spaced in time; NaN where one is missing. At least 5.
    phase : shape (n,), optional
        The phase of each value; all belong to one unless given.

    Returns
    -------
    Autocorrelation
        `value` in about [-1, 1], no unit. `by_chance`, below 0: what independent normal
        values give on average, since each mean takes up a part (exact: -1 / n for one phase
        without gaps). `limit`: 1.96 / sqrt(n). `n`: how many values there are.

    Raises
    ------
    DesignError
        There are fewer than five values, one is infinite, no two stand side by side, the
        phases are constant, or there is not one phase per value.

    Notes
    -----
    The sum of the products of neighbours over the sum of squares. A pair with a missing value
    is left out, never closed up, and the sum is scaled to the pairs of a series without gaps.
    With true autocorrelation the value is biased further towards 0: a true 0.4 gave on
    average -0.02 with 10 values in two phases, 0.19 with 20, 0.30 with 40 and 0.36 with 100.

    References
    ----------
    Huitema & McKean 1991, Psychological Bulletin 110:291-304,
    doi:10.1037/0033-2909.110.2.291

    Examples
    --------
    >>> found = autocorrelation([5, 6, 6, 7, 5, 4, 4, 3, 4, 5])
    >>> round(found.value, 3), round(found.by_chance, 3), found.may_be_denied
    (0.612, -0.1, False)
    """
    name = "an autocorrelation"
    row = with_gaps(values, name)
    labels = labelled(phase, row.size, name)
    there = np.isfinite(row)
    n = int(there.sum())
    refuse_few(row[there], FEWEST_VALUES, name, "series")
    centred, means = _around_means(row, [where[there[where]] for where in places(labels).values()])
    pairs = there[1:] & there[:-1]
    if not pairs.any():
        raise DesignError(f"{name} needs values side by side, each one has a gap beside it")
    scale = (n - 1) / int(pairs.sum())
    same = np.array([now == before for before, now in pairwise(labels)])
    value = scale * float(centred[1:] @ centred[:-1]) / float(centred @ centred)
    chance = -scale * float(means[1:][pairs & same].sum()) / (n - float(means.sum()))
    return Autocorrelation(value, chance, Z_975 / sqrt(n), n)


def _around_means(row: Values, phases: list[NDArray[np.intp]]) -> tuple[Values, Values]:
    """Each value less the mean of its phase, and the share of it that the mean takes up.

    Both are 0 where a value is missing.
    """
    if all((row[where] == row[where[:1]]).all() for where in phases):
        raise DesignError("an autocorrelation needs values that differ within a phase")
    centred, means = np.zeros((2, row.size))
    for where in phases:
        centred[where] = row[where] - row[where].sum() / max(where.size, 1)
        means[where] = 1 / max(where.size, 1)
    return centred, means
