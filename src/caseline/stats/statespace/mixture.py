"""A finite mixture of normal distributions: what a posterior of the effect is."""

from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

NEGLIGIBLE = 1e-9  # components of less weight are left out
CLOSE = 1e-3  # of the share that lies beyond
TINY = 1e-300  # keeps a Newton step finite where there is no density


@dataclass(frozen=True, slots=True)
class NormalMixture:
    """Weights that add up to 1, means and standard deviations, each of shape (components,)."""

    weights: Floats
    means: Floats
    sds: Floats
    _intervals: dict[float, tuple[float, float]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, weights: Floats, means: Floats, sds: Floats) -> "NormalMixture":
        """The mixture of components of any shape, without the negligible ones."""
        weights, means, sds = weights.T.ravel(), means.T.ravel(), sds.T.ravel()
        kept = weights > NEGLIGIBLE * weights.sum()
        weights = weights[kept] / weights[kept].sum()
        return cls(weights, means[kept], sds[kept])

    @property
    def mean(self) -> float:
        return float((self.weights * self.means).sum())

    @property
    def sd(self) -> float:
        return sqrt(float((self.weights * (self.sds**2 + (self.means - self.mean) ** 2)).sum()))

    def above(self, thresholds: ArrayLike) -> Floats:
        """P(value > threshold) for each threshold, of the thresholds' shape, 0 to 1."""
        from scipy.special import ndtr

        given = np.asarray(thresholds, dtype=float)
        tails = ndtr((self.means - given[..., None]) / self.sds)
        shares: Floats = (self.weights * tails).sum(axis=-1)
        return shares

    def quantile(self, share: float) -> float:
        """The value that this share of the mixture lies below; `share` above 0, below 1.

        Halley's method, held in a bracket that shrinks at each step until nothing fits in. Its
        error falls with the third power, so that the step from a close share ends it.
        """
        from scipy.special import ndtr, ndtri

        low = float((self.means - 9 * self.sds).min())
        high = float((self.means + 9 * self.sds).max())
        guess = self.mean + self.sd * float(ndtri(share))
        at = guess if low < guess < high else (low + high) / 2
        while low < at < high:
            scores = (at - self.means) / self.sds
            excess = float((self.weights * ndtr(scores)).sum()) - share
            low, high = (at, high) if excess < 0 else (low, at)
            at -= self._step(excess, scores)
            if abs(excess) < CLOSE * min(share, 1 - share) and low <= at <= high:
                break
            if not low < at < high:
                at = (low + high) / 2
        return at

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The equal-tailed interval that holds this share of the mixture, worked out once."""
        if level not in self._intervals:
            tail = (1 - level) / 2
            self._intervals[level] = self.quantile(tail), self.quantile(1 - tail)
        return self._intervals[level]

    def _step(self, excess: float, scores: Floats) -> float:
        """How far too high a value is that has these scores, and so much too large a share."""
        heights = np.exp(-0.5 * scores**2) * self.weights / (self.sds * sqrt(2 * np.pi))
        density = max(float(heights.sum()), TINY)
        falling = float((heights * scores / self.sds).sum())
        newton = excess / density
        return newton / max(1 + 0.5 * newton * falling / density, 0.5)
