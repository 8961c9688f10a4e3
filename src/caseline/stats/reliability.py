"""How much a score moves by itself: standard error of measurement, minimal detectable change."""

from collections.abc import Sequence
from math import isfinite, sqrt
from statistics import stdev

from caseline.errors import DesignError

Z_95 = 1.96  # two-sided 95 % of the normal distribution, as Weir 2005 prints it
FEWEST_REPEATS = 3


def sem(sd: float, reliability: float) -> float:
    """Standard error of measurement of one value.

    Parameters
    ----------
    sd : float
        Standard deviation of the score between persons, in points. 0 or more.
    reliability : float
        Intraclass correlation or another reliability coefficient, 0 to 1, no unit.

    Returns
    -------
    float
        sd * sqrt(1 - reliability), in points, from 0 to `sd`.

    Raises
    ------
    DesignError
        `sd` is negative or not finite, or `reliability` is outside 0 to 1.

    References
    ----------
    Weir 2005, J Strength Cond Res 19:231-240, doi:10.1519/15184.1

    Examples
    --------
    >>> round(sem(20.69, 0.80), 4)
    9.2528
    """
    _refuse_negative(sd, "standard deviation")
    if not 0 <= reliability <= 1:
        raise DesignError("a reliability must lie from 0 to 1")
    return sd * sqrt(1 - reliability)


def mdc95(sem: float, n_baseline: int = 1, n_last: int = 1) -> float:
    """Minimal detectable change between two means, at 95 %.

    Parameters
    ----------
    sem : float
        Standard error of measurement of one value, in points. 0 or more.
    n_baseline, n_last : int
        How many values the earlier and the later mean are made of, each 1 or more.

    Returns
    -------
    float
        1.96 * sem * sqrt(1 / n_baseline + 1 / n_last), in points; 0 or more. For two single
        values that is 1.96 * sqrt(2) * sem.

    Raises
    ------
    DesignError
        `sem` is negative or not finite, or a mean is made of no value.

    Notes
    -----
    The errors of the values count as independent of each other.

    References
    ----------
    Weir 2005, J Strength Cond Res 19:231-240, doi:10.1519/15184.1

    Examples
    --------
    >>> round(mdc95(sem(20.69, 0.80)), 1)
    25.6
    """
    _refuse_negative(sem, "standard error of measurement")
    return Z_95 * sem * _two_means(n_baseline, n_last)


def mdc95_own(repeats: Sequence[float], n_last: int = 1, *, n_baseline: int | None = None) -> float:
    """Minimal detectable change against the mean of a person's own repeats, at 95 %.

    Parameters
    ----------
    repeats : shape (k,)
        The person's values while nothing changed, in points, in any order. k >= 3.
    n_last : int
        How many independent values the later mean is made of, 1 or more.
    n_baseline : int, optional
        How many of the repeats count as independent of each other, 1 to k; all of them
        unless it is given. Readings of the same days of illness are not.

    Returns
    -------
    float
        t(0.975, k - 1) * SD * sqrt(1 / n_baseline + 1 / n_last), in points; 0 or more.

    Raises
    ------
    DesignError
        There are fewer than three repeats, one is not finite, or `n_last` is below 1.

    Notes
    -----
    The SD (divisor k - 1) of a person's own repeats is the error of measurement already. It
    is never multiplied by sqrt(1 - reliability), which turns the spread *between* persons
    into an error. The t quantile pays for an SD that is known from a few values only. This
    is the half-width of the prediction interval for the mean of `n_last` further values.

    References
    ----------
    Hahn & Meeker 1991, Statistical Intervals, Wiley: prediction of the mean of future values

    Examples
    --------
    >>> round(mdc95_own([70, 60, 80]), 2)
    49.68
    """
    if len(repeats) < FEWEST_REPEATS:
        raise DesignError(
            f"the own error needs at least {FEWEST_REPEATS} baseline values, "
            f"there are {len(repeats)}"
        )
    if not all(isfinite(value) for value in repeats):
        raise DesignError("the own error needs finite numbers, a baseline value is not")
    spread = _two_means(n_baseline or len(repeats), n_last)
    return _t_975(len(repeats) - 1) * stdev(map(float, repeats)) * spread


def _two_means(n_baseline: int, n_last: int) -> float:
    if n_baseline < 1 or n_last < 1:
        raise DesignError("a mean needs at least one value")
    return sqrt(1 / n_baseline + 1 / n_last)


def _t_975(degrees: int) -> float:
    from scipy.special import stdtrit  # takes long to load, and few need it

    return float(stdtrit(degrees, 0.975))


def _refuse_negative(value: float, name: str) -> None:
    if not (isfinite(value) and value >= 0):
        raise DesignError(f"a {name} must be a number of 0 or more")
