"""The difference of means as sums of whole numbers: what a step adds, and which sums count.

An order's code is the sum of one weight for each step. Its high bits hold how many values
are treated, its low bits their sum, so one addition keeps both.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from caseline.errors import DesignError
from caseline.stats.randomisation.orders import Bools
from caseline.stats.randomisation.whole import EVEN, Floats, Wholes, whole_numbers

SHIFT = 52  # bits for the sum; float64 holds such whole numbers without error
MASK = (1 << SHIFT) - 1


NO_DIFFERENCE = "a difference of means needs a value with and a value without treatment"


class Far(NamedTuple):
    """How far from no difference an order must lie, and how near to that counts as there."""

    difference: float
    even: float
    two_sided: bool


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """The difference of means of a record, ready to be worked out for any order.

    Attributes
    ----------
    statistic : float
        Of the order that was made, in points, positive where treatment is better.
    weights : list of shape (letters,)
        For each step, what each letter adds to the code of an order.
    upper, lower : shape (k,)
        By the number of treated values: from which sum on, and up to which sum, an order is
        at least as extreme as the one that was made.
    """

    statistic: float
    weights: list[Wholes]
    upper: Wholes
    lower: Wholes

    def beyond(self, codes: Wholes) -> Bools:
        """Which orders, by their codes, are at least as extreme as the one that was made."""
        treated, sums = codes >> SHIFT, codes & MASK
        found: Bools = (sums >= self.upper[treated]) | (sums <= self.lower[treated])
        return found


def contrast(gains: Floats, made: Bools, *, two_sided: bool) -> Contrast:
    """The difference of means of one series, or the mean of those of several cases.

    The place of a missing value is drawn with the others and adds nothing. An order that
    leaves a condition without a value has no difference; it counts as extreme.

    Parameters
    ----------
    gains : shape (n, m)
        Higher is better, NaN where missing. One series: the m values of each of n steps.
        Several cases: the m values of each of n cases.
    made : shape (n,), for several cases (n, m)
        The order that was made, true where treated.
    two_sided : bool
        Whether a difference in the other direction counts as extreme too.

    Raises
    ------
    DesignError
        A condition has no value in the order that was made.
    """
    return (_of_series if made.ndim == 1 else _of_cases)(gains, made, two_sided)


def _of_series(gains: Floats, made: Bools, two_sided: bool) -> Contrast:
    there = np.isfinite(gains)
    counts = there.sum(axis=1)
    n, k = int(counts.sum()), int(counts[made].sum())
    if k in (0, n):
        raise DesignError(NO_DIFFERENCE)
    numbers, unit = whole_numbers(gains[there], MASK // (n + 1))
    filled = np.zeros(gains.shape, dtype=np.int64)
    filled[there] = numbers
    sums = filled.sum(axis=1)
    total, treated = int(sums.sum()), int(sums[made].sum())
    difference = treated / k - (total - treated) / (n - k)
    ks = np.arange(n + 1, dtype=np.float64)
    far = Far(difference, EVEN * float(numbers.max()), two_sided)
    upper, lower = _limits(far, ks * (total / n), ks * (n - ks) / n)
    upper[[0, n]], lower[[0, n]] = 0, -1
    weights = [np.array([0, w]) for w in ((counts << SHIFT) + sums).tolist()]
    return Contrast(difference * unit, weights, upper, lower)


def _of_cases(gains: Floats, made: Bools, two_sided: bool) -> Contrast:
    differences = _by_start(gains)
    cases = len(gains)
    begins = made.shape[1] - made.sum(axis=1)
    found = differences[np.arange(cases), begins]
    if not np.isfinite(found).all():
        raise DesignError(NO_DIFFERENCE)
    there = np.isfinite(differences)
    values = np.append(differences[there], 0.0)  # 0, so that no difference is a whole number too
    numbers, _ = whole_numbers(values, MASK // (cases + 1) ** 2)
    beyond = cases * int(numbers.max()) + 1
    filled = np.full(differences.shape, beyond)
    filled[there] = numbers[:-1]
    none = cases * int(numbers[-1])
    far = Far(
        float(filled[np.arange(cases), begins].sum()) - none,
        EVEN * float(numbers.max()),
        two_sided,
    )
    upper, lower = _limits(far, np.array([float(none)]), np.ones(1))
    return Contrast(float(found.mean()), list(filled), np.minimum(upper, beyond), lower)


def _by_start(gains: Floats) -> Floats:
    """For each case and number of values before the start: mean after less mean before."""
    there = np.isfinite(gains)
    before = np.cumsum(np.pad(there, ((0, 0), (1, 0))), axis=1)
    upto = np.cumsum(np.pad(np.where(there, gains, 0.0), ((0, 0), (1, 0))), axis=1)
    after = before[:, -1:] - before
    with np.errstate(invalid="ignore", divide="ignore"):  # no value on one side: NaN
        means = (upto[:, -1:] - upto) / after - upto / before
    return np.where((before > 0) & (after > 0), means, np.nan)


def _limits(far: Far, middle: Floats, width: Floats) -> tuple[Wholes, Wholes]:
    """From which sum on, and up to which, an order lies as far from no difference as `far`.

    An order with no difference has the sum `middle`; each unit of difference adds `width`.
    """
    least = far.difference - far.even
    if far.two_sided:
        least = abs(far.difference) - far.even
        if least <= 0:
            return np.zeros(middle.size, dtype=np.int64), np.full(middle.size, -1)
    upper = np.ceil(middle + width * least).astype(np.int64)
    if not far.two_sided:
        return upper, np.full(middle.size, -1)
    lower = np.floor(middle - width * least).astype(np.int64)
    return upper, np.minimum(lower, upper - 1)
