"""Standardised mean difference of two phases of one person."""

from math import sqrt
from typing import Literal

from numpy.typing import ArrayLike

from caseline.direction import Direction, relief
from caseline.errors import DesignError
from caseline.stats.index import Index, wald
from caseline.stats.series import two_phases

FEWEST_FOR_SD = 3  # with two, Hedges' correction is 0


def smd(
    baseline: ArrayLike,
    treatment: ArrayLike,
    *,
    worse: Direction,
    sd: Literal["baseline", "pooled"] = "baseline",
) -> Index:
    """Difference of the means in standard deviations, with Hedges' correction.

    Parameters
    ----------
    baseline : shape (m,)
        Values of phase A in points, in any order. m >= 3.
    treatment : shape (n,)
        Values of phase B in points, in any order. n >= 2.
    worse : "higher" or "lower"
        Which way the patient suffers.
    sd : {"baseline", "pooled"}
        Whether the baseline's own deviation divides, or that within both phases.

    Returns
    -------
    Index
        In standard deviations, no bounds; above 0 where the treatment is better. Standard
        error by the delta method (with `baseline` the phases may vary differently), interval
        1.96 of it to each side.

    Raises
    ------
    DesignError
        The baseline has fewer than three values or the treatment fewer than two, a value is
        not finite, the deviation that divides is 0, or `worse` or `sd` is no such word.

    Notes
    -----
    The deviation is that of repeated values of one person, so this is not the d or g of
    trials, which divide by the deviation between persons; the two are not to be compared or
    pooled.

    References
    ----------
    Hedges 1981, J Educational Statistics 6:107-128, doi:10.3102/10769986006002107
    Pustejovsky 2018, J School Psychology 68:99-112, doi:10.1016/j.jsp.2018.02.003

    Examples
    --------
    >>> round(smd([8, 9, 9, 10], [4, 5, 8, 5], worse="higher").value, 3)
    3.118
    """
    if sd not in ("baseline", "pooled"):
        raise DesignError("the standard deviation must be 'baseline' or 'pooled'")
    sign = relief(worse)
    a, b = two_phases(baseline, treatment, "SMD", fewest=FEWEST_FOR_SD)
    m, n = a.size, b.size
    of_a, of_b = float(a.var(ddof=1)), float(b.var(ddof=1))
    if sd == "baseline":
        degrees, variance, other = m - 1, of_a, of_b
    else:
        degrees = m + n - 2
        variance = other = ((m - 1) * of_a + (n - 1) * of_b) / degrees
    if variance == 0:
        raise DesignError(f"SMD needs values that differ within a phase, the {sd} SD is 0")
    correction = 1 - 3 / (4 * degrees - 1)
    value = correction * sign * float(b.mean() - a.mean()) / sqrt(variance)
    of_means = 1 / m + other / (variance * n)
    return wald(value, correction * sqrt(of_means + value**2 / (2 * degrees)))
