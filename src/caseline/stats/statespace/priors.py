"""What is assumed before the data: one prior for each quantity, with the key of its reason.

A prior of the hyperparameters gives its value at a normal score, so that in normal scores the
prior is N(0, I) whatever the families are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite, log, pi
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from caseline.errors import DesignError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Normal:
    """Mean and standard deviation in the unit of the score."""

    mean: float
    sd: float
    reason: str


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Median in the unit of the quantity, standard deviation of the logarithm."""

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
    """The absolute value of a normal distribution around 0 with standard deviation `sd`."""

    sd: float
    reason: str

    def at(self, score: Floats) -> Floats:
        """The value at a normal score."""
        from scipy.special import ndtr, ndtri

        return -self.sd * ndtri(ndtr(-score) / 2)

    def log_density(self, log_value: Floats) -> Floats:
        """Log density of the logarithm of the value."""
        scaled = np.exp(log_value) / self.sd
        return log_value - 0.5 * scaled**2 - log(self.sd) + 0.5 * log(2 / pi)


@dataclass(frozen=True, slots=True)
class Beta:
    """Beta distribution on 0 to 1."""

    a: float
    b: float
    reason: str

    def at(self, score: Floats) -> Floats:
        """The value at a normal score, from a table of its logit (error below 1e-5)."""
        scores, logits = _beta_table(self.a, self.b)
        return 1 / (1 + np.exp(-np.interp(score, scores, logits)))


@cache
def _beta_table(a: float, b: float) -> tuple[Floats, Floats]:
    from scipy.special import betaincinv, logit, ndtr

    scores = np.linspace(-6, 6, 3001)
    return scores, logit(betaincinv(a, b, ndtr(scores)))


@dataclass(frozen=True, slots=True)
class Priors:
    mu: Normal
    effects: Mapping[str, Normal]
    s_f: HalfNormal
    rho: Beta
    slow: HalfNormal
    l_s: LogNormal
    s_e: LogNormal | HalfNormal
    tau_on: LogNormal
    tau_off: LogNormal
    ed50: LogNormal
