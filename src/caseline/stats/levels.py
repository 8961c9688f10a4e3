"""The levels of a scale, and which observation model its values ask for."""

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ObservationModel = Literal["Gaussian", "cumulative probit"]

MOST_LEVELS = 101  # 0 to 100 in whole points
FINEST = 1000  # levels lie at multiples of a fraction with no larger denominator
FEW_LEVELS = 6
AT_A_BOUND = 0.15
MOST_VALUES = (
    1000  # the cumulative probit takes two seconds for them, and longer than in proportion
)
MANY_LEVELS = "the values lie on too many levels to be ordered"
MANY_VALUES = f"more than {MOST_VALUES} values are too many to be ordered"


@dataclass(frozen=True, slots=True)
class Levels:
    """Equally spaced levels of a scale; those used run from `first` to `last`, counted from 0."""

    low: float
    step: float
    count: int
    first: int
    last: int

    @property
    def used(self) -> int:
        """How many levels lie between the lowest and the highest value, both included."""
        return self.last - self.first + 1

    def places(self, values: Floats) -> NDArray[np.int_]:
        """The level of each value, counted from 0."""
        return np.rint((values - self.low) / self.step).astype(int)

    def nearest(self, values: Floats) -> Floats:
        """The level next to each value."""
        places = np.clip(np.rint((values - self.low) / self.step), 0, self.count - 1)
        return self.low + self.step * places

    def mirrored(self) -> "Levels":
        """The levels of the same values with their signs changed."""
        highest = self.low + self.step * (self.count - 1)
        last = self.count - 1
        return Levels(-highest, self.step, self.count, last - self.last, last - self.first)


@dataclass(frozen=True, slots=True)
class Choice:
    """The observation model of a series, and the sentence that says why."""

    model: ObservationModel
    reason: str
    unordered: str = ""  # why the values cannot be read as ordered levels, where they cannot


def levels_of(values: Floats, scale_range: tuple[float, float] | None = None) -> Levels | None:
    """The levels of a scale, found from the values.

    Parameters
    ----------
    values : shape (n,)
        Values in points; NaN where one is missing. At least one is there.
    scale_range : (low, high), optional
        The ends of the scale, in points; without them the lowest and the highest value.

    Returns
    -------
    Levels or None
        The widest equal steps that reach every value and both ends; None where that takes more
        than 101 levels, and where there is only one.

    Examples
    --------
    >>> levels_of(np.array([2.0, 3.0, 5.0]), (0, 10))
    Levels(low=0, step=1.0, count=11, first=2, last=5)
    """
    known = np.unique(values[np.isfinite(values)])
    low, high = scale_range or (float(known[0]), float(known[-1]))
    apart = [Fraction(float(one) - low).limit_denominator(FINEST) for one in [*known, high]]
    step = reduce(_common, apart)
    if step == 0 or apart[-1] / step >= MOST_LEVELS:
        return None
    first, last = (int(one / step) for one in (apart[0], apart[-2]))
    return Levels(low, float(step), int(apart[-1] / step) + 1, first, last)


def _common(one: Fraction, other: Fraction) -> Fraction:
    """The largest number of which both are multiples."""
    top = gcd(one.numerator * other.denominator, other.numerator * one.denominator)
    return Fraction(top, one.denominator * other.denominator)


def observation_model(
    values: Floats, scale_range: tuple[float, float] | None = None
) -> tuple[Choice, Levels | None]:
    """Gaussian or cumulative probit, by a rule that looks at no fit.

    Values that span fewer than 6 levels, or of which at least 15 % lie at one end of the scale,
    are read as ordered levels; all others as points.

    Parameters
    ----------
    values, scale_range
        As for `levels_of`.

    Returns
    -------
    Choice
    Levels or None
        Those of the scale, whichever model was chosen; None where there are more than 101, and
        where there are more than 1,000 values, which are then read as points.

    References
    ----------
    Liddell & Kruschke 2018, J Exp Soc Psychol 79:328-348, doi:10.1016/j.jesp.2018.08.009
    Terwee et al. 2007, J Clin Epidemiol 60:34-42, doi:10.1016/j.jclinepi.2006.03.012 (15 %)
    """
    levels = levels_of(values, scale_range)
    why = _crowded(values, scale_range)
    if levels is None or np.isfinite(values).sum() > MOST_VALUES:
        unordered = MANY_LEVELS if levels is None else MANY_VALUES
        return Choice("Gaussian", f"{why}, but {unordered}" if why else unordered, unordered), None
    if levels.used < FEW_LEVELS:
        why = f"the values span {levels.used} levels, fewer than {FEW_LEVELS}"
    if why:
        return Choice("cumulative probit", why), levels
    return Choice(
        "Gaussian",
        f"the values span {levels.used} levels, and fewer than {100 * AT_A_BOUND:.0f} % lie at one "
        "bound",
    ), levels


def _crowded(values: Floats, scale_range: tuple[float, float] | None) -> str:
    """What lies at a bound, where it is much; nothing is known of bounds without a range."""
    known = values[np.isfinite(values)]
    for bound in scale_range or ():
        share = float(np.mean(known == bound))
        if share >= AT_A_BOUND:
            return f"{100 * share:.0f} % of the values lie at {bound:g}, a bound of the scale"
    return ""
