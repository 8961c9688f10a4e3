"""The randomisation test: the one entry, and its result."""

from dataclasses import dataclass
from typing import Literal

from numpy.typing import ArrayLike

from caseline.direction import Direction
from caseline.errors import DesignError
from caseline.stats.randomisation.contrast import contrast
from caseline.stats.randomisation.orders import Orders
from caseline.stats.randomisation.record import Record, record
from caseline.stats.randomisation.reference import DRAWS, Reference, Share, Statistic
from caseline.stats.randomisation.scheme import Scheme


@dataclass(frozen=True, slots=True)
class RandomisationTest:
    """How extreme the order that was made is among all that could have been made.

    Attributes
    ----------
    p : float
        Share of the allowed orders with a statistic at least as extreme, above 0, up to 1.
    statistic : float
        Of the order that was made, in points, positive where treatment is better.
    allowed : int
        How many orders the scheme allows.
    smallest_p : float
        The smallest p that the design can give: 1 / allowed, and twice that in a two-sided
        test where each order has its mirror image among the others.
    exact : bool
        Whether all orders were counted; if not, p was estimated from random ones.
    drawn : int
        How many random orders p was estimated from; 0 where exact.
    monte_carlo_se : float
        Standard error of p that is due to drawing orders at random; 0 where exact.
    """

    p: float
    statistic: float
    allowed: int
    smallest_p: float
    exact: bool
    drawn: int
    monte_carlo_se: float


def randomisation_test(
    values: ArrayLike,
    assignment: ArrayLike,
    scheme: Scheme,
    *,
    worse: Direction,
    two_sided: bool = True,
    statistic: Literal["mean difference"] | Statistic = "mean difference",
    seed: int = 0,
) -> RandomisationTest:
    """Randomisation test of no effect at all, on the scheme by which the order was drawn.

    Parameters
    ----------
    values : shape (n,) or (n, m); with several baselines (cases, n)
        The outcome in points, NaN where missing, in the order of time. A series may have m
        values in each of its n periods, where whole periods were randomised. Up to 1,000.
    assignment : shape (n,); with several baselines (cases, n)
        True (or 1) where treated.
    scheme : Scheme
        How the order was drawn: `StartPoint`, `Phases`, `Pairs`, `Complete`, `Alternating`
        or `MultipleBaseline`.
    worse : {"higher", "lower"}
        Which way the patient suffers.
    two_sided : bool
        Whether harm of the same size counts as extreme as the benefit that was seen. If not,
        only benefit does.
    statistic : "mean difference" or callable
        The mean of all values with treatment less the mean of those without; with several
        baselines, the mean of the cases' differences. A callable gets the values as shape
        (n, m) or (cases, n), signed so that higher is better, NaN where missing, and an
        assignment; it gives one number.
    seed : int
        For the random orders, which are drawn only where counting takes too long.

    Returns
    -------
    RandomisationTest

    Raises
    ------
    DesignError
        The scheme could not have made this assignment, a condition has no value, or the
        arguments do not fit each other.

    Notes
    -----
    Exact by counting: orders are not listed but summed up in two halves that meet in the
    middle. The difference of means is exact for schemes of up to about 40 steps with any
    values, and for several hundred on a scale of few levels; any other statistic up to
    20,000 orders. Beyond that p = (k + 1) / (N + 1) from N = 99,999 random orders.

    Statistics nearer to each other than 1e-9 of the range of the values are ties, and ties
    count as extreme. A missing value keeps its place: the orders are those of the whole
    course, and each statistic takes the values that are there (the randomised-marker method).
    An order that leaves a condition without a value counts as extreme, which can only raise p.

    References
    ----------
    Edgington & Onghena 2007, Randomization Tests, 4th edition, Chapman & Hall/CRC.
    De, Michiels, Tanious & Onghena 2020, Behavior Research Methods,
    doi:10.3758/s13428-019-01320-3 (missing values).
    Phipson & Smyth 2010, doi:10.2202/1544-6115.1585 (p is never 0).

    Examples
    --------
    Three pairs of periods cannot give a p below 2 / 8:

    >>> from caseline.stats import Complete, Pairs
    >>> test = randomisation_test(
    ...     [6, 4, 3, 6, 7, 4], [0, 1, 1, 0, 0, 1], Pairs(), worse="higher"
    ... )
    >>> round(test.statistic, 3), test.p, test.allowed
    (2.667, 0.25, 8)

    Of 155,117,520 orders of 30 days:

    >>> pain = [6, 4, 7, 5, 6, 5, 4, 7, 5, 6] * 3
    >>> days = [0, 1, 0, 1, 1, 0, 1, 0, 1, 0] * 3
    >>> round(randomisation_test(pain, days, Complete(), worse="higher").p, 6)
    0.000161
    """
    given = record(values, assignment, worse)
    orders = scheme.orders(given.made)
    found, share = _extreme(given, Reference(orders, seed), statistic, two_sided)
    return RandomisationTest(
        p=share.p,
        statistic=found,
        allowed=orders.count,
        smallest_p=_smallest_p(orders, given, two_sided),
        exact=share.exact,
        drawn=0 if share.exact else DRAWS,
        monte_carlo_se=share.se,
    )


def _extreme(
    given: Record,
    reference: Reference,
    statistic: Literal["mean difference"] | Statistic,
    two_sided: bool,
) -> tuple[float, Share]:
    if callable(statistic):
        return reference.share_by(statistic, *given, two_sided=two_sided)
    if statistic != "mean difference":
        raise DesignError("the statistic must be 'mean difference' or a function")
    difference = contrast(*given, two_sided=two_sided)
    return difference.statistic, reference.share(difference)


def _smallest_p(orders: Orders, given: Record, two_sided: bool) -> float:
    """A scheme that could have made the mirror image of one order could so for each."""
    mirrored = two_sided and orders.allows(~given.made)
    return (1 + mirrored) / orders.count
