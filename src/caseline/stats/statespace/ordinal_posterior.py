"""The posterior of a course on ordered levels, told in points of the score.

The latent effect is a mixture of normals; what it is worth in expected score depends on the
level and flattens toward the bounds. Each normal is therefore split into narrow ones, each at
three places of the level, and each of those is carried over along the tangent.
"""

from dataclasses import dataclass
from functools import cached_property, partial
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace.effect import Effect, log_weights, summed_up
from caseline.stats.statespace.mixture import NormalMixture
from caseline.stats.statespace.ordinal import OrdinalModel
from caseline.stats.statespace.posterior import GoodDays, Posterior
from caseline.stats.statespace.priors import Normal
from caseline.stats.statespace.proposal import softmax
from caseline.stats.statespace.sites import Sites
from caseline.stats.statespace.thresholds import Thresholds

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SPACING = 0.85  # of the parts of a normal, in its standard deviations
NARROW = 0.35  # standard deviation of each part, over that of the whole
BROAD = sqrt(1 - NARROW**2)  # that of the parts' means
PARTS = SPACING * np.arange(-4.0, 5.0)
PLACES = sqrt(3) * np.array([-1.0, 0.0, 1.0])  # of the level: Gauss and Hermite's, and its shares
SHARES = np.exp(-0.5 * PARTS**2)[:, None] * np.array([1 / 6, 2 / 3, 1 / 6])
SHARES /= SHARES.sum()
NARROWEST = 1e-9  # points: a part that does not change at all
NEGLIGIBLE = 1e-6  # of the weight: such nodes are not carried over


@dataclass(frozen=True)
class OrdinalPosterior(Posterior):
    """What the answers say, given the priors; effects are differences of the expected score."""

    model: OrdinalModel
    sites: Sites  # of the newest stage of nodes

    @cached_property
    def level(self) -> NormalMixture:
        """The expected score without treatment under the leading prior, as recorded."""
        kept = self._weights[:, 0] > NEGLIGIBLE
        latent = self._latent(self._leading, kept)
        mean, sd = latent.carried([(np.zeros((1, 1)), 1.0)])
        return NormalMixture.of(self._weights[kept] * SHARES.ravel(), self.sign * mean, sd)

    def good_days(self, line: float) -> GoodDays:
        """Share of days at least as good as a line, at steady state on treatment and off it.

        Parameters
        ----------
        line : float
            In the unit of the score. Values at or on the good side of it are good days.

        Returns
        -------
        GoodDays
            Posterior predictive shares under the leading prior, of answers as they would be
            recorded.
        """
        levels = self.model.levels
        place = int(np.ceil((self.sign * line - levels.low) / levels.step - 1e-9))
        if place <= 0 or place >= levels.count:
            return GoodDays(float(place <= 0), float(place <= 0))
        threshold = self.model.thresholds(self.cloud.z).at[place - 1][:, None]
        bells, (precision, pull) = self.bells, self.bells.update(self._leading)
        on, off = (
            NormalMixture.of(
                self._weights,
                bells.level + share * pull / precision - threshold,
                np.sqrt(bells.level_variance + share**2 / precision + self._spread**2),
            )
            for share in (1 - bells.slope, -bells.slope)
        )
        return GoodDays(float(on.above(0)), float(off.above(0)))

    @cached_property
    def _spread(self) -> Floats:
        """Standard deviation of a single latent day, shape (nodes, 1)."""
        texture = self.model.hyper(self.cloud.z).texture
        ratio = np.sqrt(1 + texture.slow**2 + texture.error**2)
        return np.exp(self.bells.log_s_f) * ratio[:, None]

    def _under(self, prior: Normal) -> Effect:
        logs = log_weights(prior, self.cloud, self.bells)
        each = softmax(logs[:, 0])
        kept = each > NEGLIGIBLE
        latent = self._latent(prior, kept)
        weights = each[:, None] * np.where(kept[:, None], SHARES.ravel(), 0.0)
        means, sds = np.zeros_like(weights), np.ones_like(weights)
        means[kept], sds[kept] = latent.steady()
        days = partial(self._days, latent, weights[kept], kept)
        return summed_up(prior, logs, (weights, means, sds), days)

    def _days(self, latent: "_Latent", weights: Floats, kept: Bools) -> NormalMixture:
        return NormalMixture.of(weights, *latent.period(*self._exposures(kept)))

    def _latent(self, prior: Normal, kept: Bools) -> "_Latent":
        bells, (precision, pull) = self.bells, self.bells.update(prior)
        effect = pull[kept] / precision[kept] + BROAD * precision[kept] ** -0.5 * PARTS
        level = bells.level[kept] - bells.slope[kept] * effect
        apart = np.sqrt(bells.level_variance[kept])[:, :, None] * PLACES
        thresholds = self.model.thresholds(self.cloud.z[kept])
        return _Latent(thresholds, self._spread[kept], effect, level[:, :, None] + apart)

    def _exposures(self, kept: Bools) -> tuple[Floats, Floats, Floats, Floats]:
        """Mean and deviation of E over the days on, then over those off, each (nodes, 1)."""
        course = self.model.course
        exposed, on = self.model.exposure(self.cloud.z[kept]), course.on
        both = [exposed[days] for days in (on, ~on)]
        mean_on, sd_on, mean_off, sd_off = (
            found[:, None] for part in both for found in (part.mean(axis=0), part.std(axis=0))
        )
        return mean_on, sd_on, mean_off, sd_off


@dataclass(frozen=True, slots=True)
class _Latent:
    """The latent effect and level in parts."""

    thresholds: Thresholds
    spread: Floats  # standard deviation of a latent day, shape (nodes, 1)
    effect: Floats  # shape (nodes, parts)
    level: Floats  # shape (nodes, parts, places)

    def steady(self) -> tuple[Floats, Floats]:
        """Mean and deviation of the difference that the maintenance dose makes."""
        return self.carried([(np.ones((1, 1)), 1.0), (np.zeros((1, 1)), -1.0)])

    def period(
        self, mean_on: Floats, sd_on: Floats, mean_off: Floats, sd_off: Floats
    ) -> tuple[Floats, Floats]:
        """The same of days on against days off, each stood in for by two days apart."""
        return self.carried(
            [
                (mean_on + sd_on, 0.5),
                (mean_on - sd_on, 0.5),
                (mean_off + sd_off, -0.5),
                (mean_off - sd_off, -0.5),
            ]
        )

    def carried(self, terms: list[tuple[Floats, float]]) -> tuple[Floats, Floats]:
        """Sums of expected scores at shares of the effect: means and deviations of the parts."""
        nodes = len(self.level)
        total = np.zeros_like(self.level)
        for share, factor in terms:
            centre = self.level + (share * self.effect)[:, :, None]
            score = self.thresholds.expected(centre.reshape(nodes, -1), self.spread)
            total += factor * score.reshape(total.shape)
        along = np.gradient(total, SPACING * BROAD, axis=1)  # by standard deviation of the effect
        sd = np.maximum(NARROW * np.abs(along), NARROWEST)
        return total.reshape(nodes, -1), sd.reshape(nodes, -1)
