"""How the mean level changes, relative to the baseline: log response ratio, percent change."""

from math import exp, log, sqrt

from numpy.typing import ArrayLike

from caseline.direction import Direction, relief
from caseline.errors import DesignError
from caseline.stats.index import Z_975, Index, wald
from caseline.stats.series import Values, two_phases


def lrr_increasing(baseline: ArrayLike, treatment: ArrayLike, *, worse: Direction) -> Index:
    """Log response ratio, above 0 where the outcome improves (LRRi).

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points of 0 or more, in any order. m >= 2.
    treatment : shape (n,)
        Values of phase B in points of 0 or more, in any order. n >= 2.
    worse : "higher" or "lower"
        Which way the patient suffers.

    Returns
    -------
    Index
        The difference of the logarithms of the means, corrected for the bias of short phases;
        no unit, no bounds. Standard error by the delta method, interval 1.96 of it to each
        side; None where both phases are constant.

    Raises
    ------
    DesignError
        A phase has fewer than two values or a mean of 0, a value is negative or not finite,
        all values are the same, or `worse` is neither word.

    Notes
    -----
    Means something on a ratio scale only: one with a 0 that is none of it. Which way the
    sign points is a convention; `lrr_decreasing` is the negative of this one.

    References
    ----------
    Pustejovsky 2018, J School Psychology 68:99-112, doi:10.1016/j.jsp.2018.02.003

    Examples
    --------
    >>> round(lrr_increasing([8, 10, 9], [4, 5, 6], worse="higher").value, 3)
    0.583
    """
    return _signed(*_log_ratio(baseline, treatment, "the log response ratio"), relief(worse))


def lrr_decreasing(baseline: ArrayLike, treatment: ArrayLike, *, worse: Direction) -> Index:
    """Log response ratio, below 0 where the outcome improves (LRRd).

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points of 0 or more, in any order. m >= 2.
    treatment : shape (n,)
        Values of phase B in points of 0 or more, in any order. n >= 2.
    worse : "higher" or "lower"
        Which way the patient suffers.

    Returns
    -------
    Index
        The negative of `lrr_increasing`: no unit, no bounds.

    Raises
    ------
    DesignError
        As `lrr_increasing`.

    References
    ----------
    Pustejovsky 2018, J School Psychology 68:99-112, doi:10.1016/j.jsp.2018.02.003

    Examples
    --------
    >>> round(lrr_decreasing([8, 10, 9], [4, 5, 6], worse="higher").value, 3)
    -0.583
    """
    return _signed(*_log_ratio(baseline, treatment, "the log response ratio"), -relief(worse))


def percent_change(baseline: ArrayLike, treatment: ArrayLike, *, worse: Direction) -> Index:
    """Change of the mean in percent of the baseline's, above 0 where the outcome improves.

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points of 0 or more, in any order. m >= 2.
    treatment : shape (n,)
        Values of phase B in points of 0 or more, in any order. n >= 2.
    worse : "higher" or "lower"
        Which way the patient suffers.

    Returns
    -------
    Index
        In percent: at most 100 where higher is worse, at least -100 where lower is. Standard
        error by the delta method; the interval is that of the log response ratio without its
        correction for bias, turned into percent. None where both phases are constant.

    Raises
    ------
    DesignError
        A phase has fewer than two values or a mean of 0, a value is negative or not finite,
        all values are the same, or `worse` is neither word.

    References
    ----------
    Pustejovsky 2018, J School Psychology 68:99-112, doi:10.1016/j.jsp.2018.02.003

    Examples
    --------
    >>> round(percent_change([8, 10, 9], [4, 5, 6], worse="higher").value, 1)
    44.4
    """
    sign = relief(worse)
    a, b = _ratio_scale(baseline, treatment, "percent change")
    ratio = float(b.mean() / a.mean())
    value, se = sign * 100 * (ratio - 1), sqrt(_spread(a) + _spread(b))
    if se == 0:
        return Index(value)
    ends = [sign * 100 * (ratio * exp(step) - 1) for step in (-Z_975 * se, Z_975 * se)]
    return Index(value, 100 * ratio * se, min(ends), max(ends))


def _log_ratio(baseline: ArrayLike, treatment: ArrayLike, index: str) -> tuple[float, float]:
    """The corrected log ratio of the means, and its standard error."""
    a, b = _ratio_scale(baseline, treatment, index)
    value = log(b.mean() / a.mean()) + (_spread(b) - _spread(a)) / 2
    return value, sqrt(_spread(a) + _spread(b))


def _signed(value: float, se: float, sign: int) -> Index:
    return wald(sign * value, se) if se > 0 else Index(sign * value)


def _ratio_scale(baseline: ArrayLike, treatment: ArrayLike, index: str) -> tuple[Values, Values]:
    a, b = two_phases(baseline, treatment, index)
    if min(a.min(), b.min()) < 0 or a.mean() == 0 or b.mean() == 0:
        raise DesignError(f"{index} needs values of 0 or more and means above 0: a ratio scale")
    return a, b


def _spread(values: Values) -> float:
    """The squared standard error of a mean, in squared means."""
    return float(values.var(ddof=1) / (values.size * values.mean() ** 2))
