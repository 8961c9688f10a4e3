"""The posterior of a course: effects under each prior, what else was learnt, and what was not."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace.effect import Effect, effect_under, log_weights
from caseline.stats.statespace.mixture import NormalMixture
from caseline.stats.statespace.model import COORDINATES, Bells, Hyper
from caseline.stats.statespace.nodes import Cloud
from caseline.stats.statespace.priors import Normal, Priors
from caseline.stats.statespace.proposal import softmax

Floats = NDArray[np.float64]

NOT_LEARNT = 0.9  # the posterior is this much of the prior's width, or wider


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and equal-tailed 95 % interval of one quantity."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast the effect comes or goes: a time constant in days."""

    days: Spread
    width: float  # posterior over prior standard deviation of the logarithm

    @property
    def learnt(self) -> bool:
        """Whether the data narrowed the prior by a tenth or more."""
        return self.width < NOT_LEARNT


@dataclass(frozen=True, slots=True)
class GoodDays:
    """Expected shares of days on the good side of a line, each 0 to 1."""

    on: float
    off: float


class Nodes(Protocol):
    """What a posterior asks of its model, however the values are observed."""

    @property
    def priors(self) -> Priors: ...

    @property
    def active(self) -> list[int]: ...

    def hyper(self, z: Floats) -> Hyper: ...


@dataclass(frozen=True)
class Posterior:
    """What the values say, given the priors. The first prior of the effect leads."""

    model: Nodes
    sign: int  # 1 where higher values are better, -1 where lower ones are
    cloud: Cloud
    bells: Bells

    @cached_property
    def effect(self) -> Effect:
        """The effect under the leading prior."""
        return self._under(self._leading)

    @cached_property
    def effects(self) -> Mapping[str, Effect]:
        """The effect under each prior, by the prior's name."""
        first, *others = self._priors
        found = {name: self._under(self._priors[name]) for name in others}
        return MappingProxyType({first: self.effect} | found)

    @cached_property
    def nuisance(self) -> Mapping[str, Spread]:
        """Every other quantity under the leading prior, by its name in `Priors`.

        l_f, l_s, tau_on and tau_off are in days, s_f, s_s and s_e in the unit of the score,
        rho is per day, ed50 in maintenance doses.
        """
        hyper, s_f = self.model.hyper(self.cloud.z), np.exp(self.bells.log_s_f)
        texture = hyper.texture
        each_node = {
            "rho": np.exp(-1 / texture.l_f),
            "l_f": texture.l_f,
            "l_s": texture.l_s,
            "tau_on": hyper.tau_on,
            "tau_off": hyper.tau_off,
            "ed50": hyper.ed50,
        }
        each_scale = {
            "s_f": s_f,
            "s_s": s_f * texture.slow[:, None],
            "s_e": s_f * texture.error[:, None],
        }
        weights = self._weights
        found = {name: _spread(x, weights.sum(axis=1)) for name, x in each_node.items()}
        found |= {name: _spread(x, weights) for name, x in each_scale.items()}
        return MappingProxyType(found)

    @cached_property
    def level(self) -> NormalMixture:
        """The level without treatment under the leading prior, as recorded."""
        bells, (precision, pull) = self.bells, self.bells.update(self._leading)
        return NormalMixture.of(
            self._weights,
            self.sign * (bells.level - bells.slope * pull / precision),
            np.sqrt(bells.level_variance + bells.slope**2 / precision),
        )

    @property
    def onset(self) -> Speed:
        """How fast the effect comes."""
        return self._speed("tau_on")

    @property
    def offset(self) -> Speed:
        """How fast the effect goes; without an end of treatment, the prior says it alone."""
        return self._speed("tau_off")

    def good_days(self, line: float) -> GoodDays:
        """Share of days at least as good as a line, at steady state on treatment and off it.

        Parameters
        ----------
        line : float
            In the unit of the score. Values at or on the good side of it are good days.

        Returns
        -------
        GoodDays
            Posterior predictive shares under the leading prior, of values as they would be
            recorded, so with their error of measurement.
        """
        texture, bells = self.model.hyper(self.cloud.z).texture, self.bells
        precision, pull = bells.update(self._leading)
        spread = np.exp(2 * bells.log_s_f) * (1 + texture.slow**2 + texture.error**2)[:, None]
        weights = self._weights
        on, off = (
            NormalMixture.of(
                weights,
                bells.level + share * pull / precision,
                np.sqrt(bells.level_variance + share**2 / precision + spread),
            )
            for share in (1 - bells.slope, -bells.slope)
        )
        return GoodDays(*(float(one.above(self.sign * line)) for one in (on, off)))

    def _under(self, prior: Normal) -> Effect:
        return effect_under(prior, self.cloud, self.bells)

    @property
    def _priors(self) -> Mapping[str, Normal]:
        return self.model.priors.effects

    @property
    def _leading(self) -> Normal:
        return next(iter(self._priors.values()))

    @cached_property
    def _weights(self) -> Floats:
        """Weights of nodes and scales under the leading prior, shape (nodes, scales)."""
        return softmax(log_weights(self._leading, self.cloud, self.bells))

    def _speed(self, name: str) -> Speed:
        return Speed(self.nuisance[name], self._width(COORDINATES.index(name)))

    def _width(self, coordinate: int) -> float:
        """Posterior standard deviation of a normal score, whose prior one is 1."""
        if coordinate not in self.model.active:
            return 1.0
        score = self.cloud.z[:, self.model.active.index(coordinate)]
        weights = self._weights.sum(axis=1)
        mean = (weights * score).sum()
        return sqrt((weights * (score - mean) ** 2).sum())


def _spread(values: Floats, weights: Floats) -> Spread:
    """Weighted quantiles, each node's weight spread evenly to its neighbours."""
    values, weights = np.broadcast_arrays(values, weights)
    order = np.argsort(values, axis=None, kind="stable")
    ordered = weights.ravel()[order]
    below = np.cumsum(ordered) - 0.5 * ordered
    low, median, high = np.interp([0.025, 0.5, 0.975], below, values.ravel()[order])
    return Spread(float(median), float(low), float(high))
