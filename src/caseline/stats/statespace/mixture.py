"""A finite mixture of normal distributions: what a posterior of the effect is."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

NEGLIGIBLE = 1e-11  # components of less weight are left out
CLOSE = 1e-12
MOST_STEPS = 80


@dataclass(frozen=True, slots=True)
class NormalMixture:
    """Weights that add up to 1, means and standard deviations, each of shape (components,)."""

    weights: Floats
    means: Floats
    sds: Floats

    @classmethod
    def of(cls, weights: Floats, means: Floats, sds: Floats) -> "NormalMixture":
        """The mixture of components of any shape, without the negligible ones."""
        kept = weights > NEGLIGIBLE * weights.sum()
        weights = weights[kept] / weights[kept].sum()
        return cls(weights, means[kept], sds[kept])

    @property
    def mean(self) -> float:
        return float(self.weights @ self.means)

    @property
    def sd(self) -> float:
        return sqrt(float(self.weights @ (self.sds**2 + (self.means - self.mean) ** 2)))

    def above(self, thresholds: ArrayLike) -> Floats:
        """P(value > threshold) for each threshold, of the thresholds' shape, 0 to 1."""
        from scipy.special import ndtr

        given = np.asarray(thresholds, dtype=float)
        tails: Floats = ndtr((self.means - given[..., None]) / self.sds) @ self.weights
        return tails

    def quantile(self, share: float) -> float:
        """The value that this share of the mixture lies below; `share` above 0, below 1.

        Newton's method, held in a bracket that shrinks at each step.
        """
        low = float((self.means - 9 * self.sds).min())
        high = float((self.means + 9 * self.sds).max())
        at = self.mean
        for _ in range(MOST_STEPS):
            gap = 1 - share - float(self.above(at))
            if abs(gap) < CLOSE:
                break
            low, high = (at, high) if gap < 0 else (low, at)
            at -= gap / max(self._density(at), 1e-300)
            if not low < at < high:
                at = (low + high) / 2
        return at

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The equal-tailed interval that holds this share of the mixture."""
        tail = (1 - level) / 2
        return self.quantile(tail), self.quantile(1 - tail)

    def _density(self, at: float) -> float:
        scores = (at - self.means) / self.sds
        heights = np.exp(-0.5 * scores**2) / (self.sds * sqrt(2 * np.pi))
        return float(self.weights @ heights)
