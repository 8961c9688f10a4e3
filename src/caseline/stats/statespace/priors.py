"""What is assumed before the data: one prior for each quantity, with the key of its reason.

The prior of a hyperparameter gives its value at a normal score, so that in normal scores the
prior is N(0, I) whatever the families are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log, pi

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Normal:
    """Mean and standard deviation in the unit of the score."""

    mean: float
    sd: float
    reason: str


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Median in the unit of the quantity, standard deviation of its natural logarithm."""

    median: float
    sd: float
    reason: str

    def at(self, score: Floats) -> Floats:
        """The value at a normal score."""
        return self.median * np.exp(self.sd * score)

    def log_density(self, log_value: Floats) -> Floats:
        """Log density of the logarithm of the value."""
        score = (log_value - log(self.median)) / self.sd
        return -0.5 * score**2 - log(self.sd) - 0.5 * log(2 * pi)


@dataclass(frozen=True, slots=True)
class HalfNormal:
    """The size of a normal value around 0 whose standard deviation is `sd`."""

    sd: float
    reason: str

    def at(self, score: Floats) -> Floats:
        """The value at a normal score."""
        from scipy.special import ndtr, ndtri

        size: Floats = -self.sd * ndtri(ndtr(-score) / 2)
        return size

    def score(self, value: Floats) -> Floats:
        """The normal score of a value."""
        from scipy.special import ndtr, ndtri

        found: Floats = -ndtri(2 * ndtr(-value / self.sd))
        return found

    def log_density(self, log_value: Floats) -> Floats:
        """Log density of the logarithm of the value."""
        size = np.exp(log_value) / self.sd
        return log_value - 0.5 * size**2 - log(self.sd) + 0.5 * log(2 / pi)


@dataclass(frozen=True, slots=True)
class Beta:
    """Beta distribution from 0 to 1."""

    a: float
    b: float
    reason: str

    def at(self, score: Floats) -> Floats:
        """The value at a normal score, from a table of its logit (error below 1e-5)."""
        value: Floats = 1 / (1 + np.exp(-np.interp(score, *_beta_table(self.a, self.b))))
        return value


@cache
def _beta_table(a: float, b: float) -> tuple[Floats, Floats]:
    """Normal scores and the logits there; beyond six standard deviations the ends stand."""
    from scipy.special import betaincinv, logit, ndtr

    scores = np.linspace(-6, 6, 3001)
    return scores, logit(betaincinv(a, b, ndtr(scores)))


@dataclass(frozen=True, slots=True)
class Priors:
    """The priors of the one-course model. Each may be replaced (`dataclasses.replace`).

    A ratio is to s_f, the standard deviation of the fast component. Effects are signed so that
    above 0 is benefit; the first of them is the one that the verdict rests on.
    """

    mu: Normal  # level without treatment, as recorded
    effects: Mapping[str, Normal]  # steady-state effect of the maintenance dose
    s_f: HalfNormal  # fast fluctuation, unit of the score
    rho: Beta  # correlation of the fast component from one day to the next
    slow: HalfNormal  # s_s / s_f: natural course, season, drift
    l_s: LogNormal  # length of the slow component, days
    error: LogNormal | HalfNormal  # s_e in the unit of the score, or its ratio s_e / s_f
    tau_on: LogNormal  # time constant of onset, days
    tau_off: LogNormal  # time constant of offset, days
    ed50: LogNormal  # dose of half the effect, in maintenance doses
    # of ordered levels: how much the logarithm of their widths grows to the better end, and to both
    widths: Normal = field(default=Normal(0, 0.5, "widths.levels"))
