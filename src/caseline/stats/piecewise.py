"""Piecewise regression: the change in level and in slope where the treatment begins."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from caseline.direction import Direction, relief
from caseline.errors import DesignError
from caseline.stats.index import Index
from caseline.stats.series import Values, measured_at, two_phases

EXACT = 1e-20  # of the sum of squares: what is left is rounding


@dataclass(frozen=True, slots=True)
class Piecewise:
    """The baseline's slope, and what changed with the treatment."""

    baseline_slope: Index
    level: Index
    slope: Index


def piecewise(
    baseline: ArrayLike,
    treatment: ArrayLike,
    *,
    worse: Direction,
    times: ArrayLike | None = None,
) -> Piecewise:
    """Piecewise (interrupted) linear regression by least squares.

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points, in the order of time. m >= 2.
    treatment : shape (n,)
        Values of phase B in points, in the order of time. n >= 2, and m + n >= 5.
    worse : "higher" or "lower"
        Which way the patient suffers.
    times : shape (m + n,), optional
        When each was measured, baseline first, in any unit, rising; 1, 2, 3, … unless given.

    Returns
    -------
    Piecewise
        `baseline_slope` and `slope` (its change) in points per unit of time, `level` in
        points; all above 0 where better. Standard errors of least squares, intervals by
        Student's t with m + n - 4 degrees of freedom; None where the lines fit exactly.

    Raises
    ------
    DesignError
        A phase has fewer than two values or both have fewer than five, a value is not finite,
        all values are the same, the times do not rise, or `worse` is neither word.

    Notes
    -----
    `level` is the step at the first treatment value: there the treatment's line stands that
    far from the baseline's, prolonged. That is Huitema and McKean's form; in another one
    (Beretvas and Chung, "B&L-B" in scan) the step is read at the last baseline value, so it
    differs by the change in slope times the gap between. The errors count as independent:
    with positive autocorrelation the standard errors are too small.

    References
    ----------
    Huitema & McKean 2000, Educational and Psychological Measurement 60:38-58,
    doi:10.1177/00131640021970358

    Examples
    --------
    >>> found = piecewise([8, 7, 8, 7], [4, 3, 3, 2], worse="higher")
    >>> round(found.level.value, 6), round(found.slope.value, 6)
    (3.1, 0.4)
    """
    sign = relief(worse)
    a, b = two_phases(baseline, treatment, "piecewise regression")
    when = measured_at(times, a.size + b.size, "piecewise regression")
    y = sign * np.concatenate((a, b))
    degrees = y.size - 4
    if degrees < 1:
        raise DesignError(f"piecewise regression needs at least 5 values, there are {y.size}")
    treated = np.arange(y.size) >= a.size
    since = when - when[a.size]
    x = np.column_stack((np.ones(y.size), since, treated, since * treated))
    _, slope, level, change = _least_squares(x, y, degrees)
    return Piecewise(slope, level, change)


def _least_squares(x: Values, y: Values, degrees: int) -> list[Index]:
    q, r = np.linalg.qr(x)
    inverse = np.linalg.inv(r)
    found = inverse @ (q.T @ y)
    left = float(np.sum((y - x @ found) ** 2))
    if left <= EXACT * float(np.sum(y**2)):
        return [Index(float(value)) for value in found]
    errors = np.sqrt(left / degrees * np.sum(inverse**2, axis=1))
    half = _t_975(degrees) * errors
    return [
        Index(float(value), float(error), float(value - arm), float(value + arm))
        for value, error, arm in zip(found, errors, half, strict=True)
    ]


def _t_975(degrees: int) -> float:
    from scipy.special import stdtrit  # takes long to load, and few need it

    return float(stdtrit(degrees, 0.975))
