"""What a course does by itself, and what the world does to its values before they are read.

One unit is one within-person standard deviation of the fast fluctuation; more is better.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtri

from tools.calibrate.courses import Design, wander

Floats = NDArray[np.float64]
Generator = np.random.Generator
Twist = Callable[[Floats, Design, Generator], Floats]

LEVEL = 5.0
SHARE_MISSING = 0.2
QUANTILES = ndtri((np.arange(2000) + 0.5) / 2000)


def dot(number: float) -> str:
    """A number as it stands in names: without the 0 before the point."""
    return f"{number:g}".replace("0.", ".")


@dataclass(frozen=True)
class Truth:
    """The untreated course: an AR(1) a day, slow drift, a trend over all of it, an error."""

    rho: float = 0.4
    slow: float = 0.0  # standard deviation of a slow Ornstein-Uhlenbeck course
    length: float = 60.0  # days
    trend: float = 0.0
    nugget: float = 0.0  # share of the variance that is error of measurement

    def draw(self, times: Floats, rng: Generator) -> Floats:
        white = rng.normal(size=len(times))
        fast = wander(times, -1 / np.log(self.rho), rng) if self.rho else white
        moved = np.sqrt(1 - self.nugget) * fast + np.sqrt(self.nugget) * white
        if self.slow:
            moved = moved + self.slow * wander(times, self.length, rng)
        return moved + self.trend * (times - times[0]) / (times[-1] - times[0])

    @property
    def sd(self) -> float:
        return float(np.sqrt(1 + self.slow**2))


@dataclass(frozen=True)
class Scale:
    """Answers are whole steps between two ends; `level` is where the person lives on it."""

    step: float
    low: float
    high: float
    level: float

    def __call__(self, values: Floats, design: Design, rng: Generator) -> Floats:
        return self.read(values - LEVEL + self.level)

    def read(self, latent: Floats) -> Floats:
        whole: Floats = np.round(latent / self.step) * self.step
        return np.clip(whole, self.low, self.high)

    def shown(self, effect: float, sd: float) -> float:
        """The effect on this scale: the difference of the expected answers."""
        latent = self.level + sd * QUANTILES
        return float((self.read(latent + effect) - self.read(latent)).mean())


# A rating from 0 to 10 with a within-person SD of 1.6, one from 0 to 12 with an SD of 2, and
# the first with the person living one SD from its good end.
SCALES = {
    "whole numbers 0 to 10": Scale(1 / 1.6, 0, 10 / 1.6, 5 / 1.6),
    "13 levels": Scale(1 / 2, 0, 6, 3),
    "near the good end": Scale(1 / 1.6, 0, 10 / 1.6, 9 / 1.6),
}


def missing_at_random(values: Floats, design: Design, rng: Generator) -> Floats:
    return np.where(rng.random(len(values)) < SHARE_MISSING, np.nan, values)


def missing_on_bad_days(values: Floats, design: Design, rng: Generator) -> Floats:
    """A fifth is missing, the likelier the worse the day: half of the days 1 SD below the mean."""
    odds = expit(-2 * (values - values.mean() + 1))
    lost = rng.random(len(values)) < odds * SHARE_MISSING / odds.mean()
    return np.where(lost, np.nan, values)


def rescued(values: Floats, design: Design, rng: Generator) -> Floats:
    """On days worse than 1.5 SD below the untreated level, another drug gives 1 SD."""
    return np.where(values < LEVEL - 1.5, values + 1, values)
