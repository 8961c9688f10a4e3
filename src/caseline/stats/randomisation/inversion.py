"""Intervals by inversion: the effects that a randomisation test would not reject."""

from math import inf

import numpy as np
from numpy.typing import ArrayLike

from caseline.direction import Direction
from caseline.errors import DesignError
from caseline.stats.randomisation.contrast import contrast
from caseline.stats.randomisation.record import Record, record
from caseline.stats.randomisation.reference import Reference
from caseline.stats.randomisation.scheme import Scheme

FINE = 1e-6  # of the range of the values: how closely an end is found


def randomisation_interval(
    values: ArrayLike,
    assignment: ArrayLike,
    scheme: Scheme,
    *,
    worse: Direction,
    level: float = 0.95,
    seed: int = 0,
) -> tuple[float, float]:
    """Interval for a constant effect, from the randomisation tests that do not reject it.

    Parameters
    ----------
    values, assignment, scheme, worse, seed
        As for `randomisation_test`.
    level : float
        Coverage of the interval, above 0 and below 1.

    Returns
    -------
    low, high : float
        In points, positive where treatment is better; -inf and inf where the design allows
        too few orders to exclude any effect on that side.

    Raises
    ------
    DesignError
        As `randomisation_test`, or `level` is not between 0 and 1.

    Notes
    -----
    The effect is taken to be the same number of points at every treated value. Each end is
    where a one-sided test of "the effect is this one" just rejects at (1 - level) / 2: both
    are found by bisection, to a millionth of the range of the values, on the outer side.
    The two-sided test of no effect counts both directions at once, so where the orders are
    not mirror images of each other it may reject though the interval holds 0, or the reverse.

    References
    ----------
    Garthwaite 1996, Biometrics, doi:10.2307/2532852.

    Examples
    --------
    >>> from caseline.stats import Pairs
    >>> pain = [6, 4, 3, 6, 7, 4, 7, 5, 2, 6, 7, 5]
    >>> order = [0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1]
    >>> low, high = randomisation_interval(pain, order, Pairs(), worse="higher")
    >>> round(low, 3), round(high, 3)
    (2.0, 4.0)
    """
    if not 0 < level < 1:
        raise DesignError("the level of an interval must lie between 0 and 1")
    given = record(values, assignment, worse)
    reference = Reference(scheme.orders(given.made), seed)
    alpha = (1 - level) / 2
    mirrored = Record(-given.gains, given.made)
    return _low(given, reference, alpha), -_low(mirrored, reference, alpha)


def _low(given: Record, reference: Reference, alpha: float) -> float:
    """The largest effect that the test of a larger one rejects; -inf where it rejects none.

    An assumed effect is taken away from the treated values. As it grows, the share of orders
    that are as good as the one that was made can only grow.
    """
    found = contrast(*given, two_sided=False).statistic
    spread = float(np.nanmax(given.gains) - np.nanmin(given.gains)) or 1.0
    low, high = (found + side * 2 * spread * given.gains.size for side in (-1, 1))
    if _p(given, low, reference) > alpha:
        return -inf
    while high - low > FINE * spread:
        middle = (low + high) / 2
        if _p(given, middle, reference) > alpha:
            high = middle
        else:
            low = middle
    return low


def _p(given: Record, effect: float, reference: Reference) -> float:
    treated = given.made if given.made.ndim > 1 else given.made[:, None]
    gains = np.where(treated, given.gains - effect, given.gains)
    return reference.share(contrast(gains, given.made, two_sided=False)).p
