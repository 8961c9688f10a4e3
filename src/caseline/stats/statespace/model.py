"""What the data say about the effect at each node; level, effect and scale in closed form.

y = mu + beta E(t) + u_f + u_s + e has, given a node (all hyperparameters but s_f), the
covariance s_f^2 R, so log|R| and the Gram matrix of [y 1 E] hold all that the data say. At
each of a few points of log s_f the level is integrated out, which leaves a bell in the effect,
exp(base + c beta - a beta^2 / 2); any normal prior of the effect then combines with it exactly.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from math import log, pi, sqrt
from typing import Self

import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace.filter import Gram, Texture, gram
from caseline.stats.statespace.kernel import DoseSteps, exposure
from caseline.stats.statespace.priors import HalfNormal, Normal, Priors
from caseline.stats.statespace.proposal import log_sum_exp

Floats = NDArray[np.float64]

COORDINATES = ("rho", "slow", "l_s", "error", "tau_on", "tau_off", "ed50")
FARTHEST = 7.0  # a ratio's normal score goes no lower: 1 / 0 waits there
# Gauss and Hermite's five points of log s_f, at these multiples of the local standard deviation
# from its mode, and how wide a strip each stands for. Against thirteen points, the effect's mean
# and interval ends are off by less than 0.001 posterior standard deviations.
FAR, NEAR = sqrt(5 + sqrt(10)), sqrt(5 - sqrt(10))
POINTS = np.array([-FAR, -NEAR, 0.0, NEAR, FAR])
SHARES = np.array([7 - 2 * sqrt(10), 7 + 2 * sqrt(10), 32, 7 + 2 * sqrt(10), 7 - 2 * sqrt(10)]) / 60
STRIPS = SHARES * sqrt(2 * pi) * np.exp(0.5 * POINTS**2)
NEWTON_STEPS = 2
NUDGE = 0.05 * np.array([-1.0, 0.0, 1.0])
LONGEST_STEP = 0.7
LEAST_REST = 1e-9  # of the sum of squares: where level and effect fit exactly, rounding is left
FLATTEST = 0.5  # least curvature, so that a strip stays of a sensible width


@dataclass(frozen=True, slots=True)
class Hyper:
    """The hyperparameters of each node; each of shape (nodes,)."""

    texture: Texture
    tau_on: Floats  # days
    tau_off: Floats  # days
    ed50: Floats  # maintenance doses


@dataclass(frozen=True, slots=True)
class Bells:
    """The likelihood of the effect at each node and scale: exp(base + c beta - a beta^2 / 2).

    Given the effect, the level is normal with mean `level` - `slope` * beta and variance
    `level_variance`. All of shape (nodes, scales), but `contrast` of shape (nodes, 1).
    """

    log_s_f: Floats
    base: Floats  # holds the prior of s_f, and the width of its strip
    a: Floats
    c: Floats
    level: Floats
    slope: Floats
    level_variance: Floats
    contrast: Floats  # mean E of the days on treatment minus mean E of the days off

    @classmethod
    def joined(cls, parts: list[Self]) -> Self:
        """The nodes of several stages, one after the other."""
        names = [one.name for one in fields(cls)]
        return cls(*(np.concatenate([getattr(one, name) for one in parts]) for name in names))

    def log_evidence(self, prior: Normal) -> Floats:
        """Log likelihood with the effect integrated over its prior, shape (nodes, scales)."""
        precision, pull = self.update(prior)
        shrink = 0.5 * np.log(precision * prior.sd**2)
        return self.base - shrink + 0.5 * (pull**2 / precision - (prior.mean / prior.sd) ** 2)

    def log_likelihood(self, priors: Iterable[Normal]) -> Floats:
        """The same with s_f integrated as well, for several priors; (nodes, priors)."""
        return np.stack([log_sum_exp(self.log_evidence(one), axis=1) for one in priors], axis=1)

    def update(self, prior: Normal) -> tuple[Floats, Floats]:
        """Posterior precision of the effect, and precision times mean; (nodes, scales)."""
        return self.a + prior.sd**-2, self.c + prior.mean / prior.sd**2


@dataclass(frozen=True, slots=True)
class Model:
    """A course and its priors, recoded so that more is better."""

    planned: Floats  # shape (m,), days of the values and of the missing ones, rising
    measured: NDArray[np.bool_]  # shape (m,), on which of them there is a value
    values: Floats  # shape (n,), those that there are
    steps: DoseSteps
    priors: Priors
    mu: float  # prior mean of the level, recoded
    line: Floats | None = None  # shape (m,), through the course, in points, recoded: see `fit`

    @property
    def active(self) -> list[int]:
        """The coordinates that the data can depend on, as places in COORDINATES."""
        shares = np.concatenate([[0.0], self.steps.shares])
        used = {
            "slow": self.priors.slow.sd > 0,
            "l_s": self.priors.slow.sd > 0,
            "tau_off": bool((np.diff(shares) < 0).any()),
            "ed50": len(set(shares)) > 2,
        }
        return [i for i, name in enumerate(COORDINATES) if used.get(name, True)]

    def hyper(self, z: Floats) -> Hyper:
        """The hyperparameters at normal scores of the active coordinates, (nodes, active)."""
        full = np.zeros((len(COORDINATES), len(z)))
        full[self.active] = z.T
        rho, slow, l_s, error, tau_on, tau_off, ed50 = full
        priors = self.priors
        texture = Texture(
            l_f=-1 / np.log(priors.rho.at(rho)),
            l_s=priors.l_s.at(l_s),
            slow=priors.slow.at(slow),
            error=self._error_ratio(error),
        )
        speeds = priors.tau_on.at(tau_on), priors.tau_off.at(tau_off)
        return Hyper(texture, *speeds, priors.ed50.at(ed50))

    def bells(self, z: Floats) -> Bells:
        """All that the data say at each node, over points of s_f around its mode."""
        hyper = self.hyper(z)
        exposed = exposure(self.planned, self.steps, hyper.tau_on, hyper.tau_off, hyper.ed50)
        times, measured = self.planned[self.measured], exposed[self.measured]
        line = None if self.line is None else self.line[self.measured]
        found = gram(times, self.values - self.mu, measured, hyper.texture, line)
        node = _Node(found, hyper.texture.error[:, None], self.contrast(exposed))
        centre, width = self._mode(node)
        points, log_strip = _around(centre, width * POINTS), _around(np.log(width), np.log(STRIPS))
        return self._at(node, points, log_strip)

    def _error_ratio(self, score: Floats) -> Floats:
        """s_e / s_f; where s_e has a prior of its own, a reference that follows s_f's."""
        prior = self.priors.error
        if isinstance(prior, HalfNormal):
            return prior.at(score)
        return 1 / self._reference(prior.median).at(np.maximum(-score, -FARTHEST))

    def _reference(self, s_e: float) -> HalfNormal:
        """What s_f / s_e would be distributed as, were s_e known."""
        return HalfNormal(self.priors.s_f.sd / s_e, "")

    @property
    def on(self) -> NDArray[np.bool_]:
        """Whether each planned value is under more than the least dose, shape (m,)."""
        shares = self.steps.share_at(self.planned)
        treated: NDArray[np.bool_] = shares > shares.min()
        return treated

    def contrast(self, exposed: Floats) -> Floats:
        """Mean exposure of the days on treatment minus that of the days off, (nodes, 1)."""
        on = self.on
        weights = on / on.sum() - ~on / (~on).sum()
        contrast: Floats = np.einsum("i,ij->j", weights, exposed)[:, None]
        return contrast

    def _mode(self, node: "_Node") -> tuple[Floats, Floats]:
        """Mode of log s_f and standard deviation there under the leading prior, (nodes, 1)."""
        leading = next(iter(self.priors.effects.values()))
        variance = _unexplained(node.gram.products)[:, None] / len(self.values)
        centre = np.minimum(0.5 * np.log(variance), log(3 * self.priors.s_f.sd))
        for _ in range(NEWTON_STEPS):
            left, here, right = self._at(node, _around(centre, NUDGE)).log_evidence(leading).T
            curvature = np.maximum((2 * here - left - right) / NUDGE[2] ** 2, FLATTEST)
            step = (right - left) / (2 * NUDGE[2]) / curvature
            centre = centre + np.clip(step, -LONGEST_STEP, LONGEST_STEP)[:, None]
        return centre, 1 / np.sqrt(curvature)[:, None]

    def _at(self, node: "_Node", log_s_f: Floats, log_strip: Floats | float = 0.0) -> Bells:
        """The bells at given points of log s_f, shape (nodes, points)."""
        products = node.gram.products[..., None] * np.exp(-2 * log_s_f)
        log_det = node.gram.log_det[:, None]
        if self.line is not None:
            products, freed = _without_last(products)
            log_det = log_det + freed
        (yy, yo, ye), (_, oo, oe), (_, _, ee) = products
        prior = self.priors.mu
        precision = oo + prior.sd**-2
        fit = -0.5 * (log_det + np.log(precision * prior.sd**2) + yy - yo**2 / precision)
        size = -len(self.values) * (log_s_f + 0.5 * log(2 * pi))
        return Bells(
            log_s_f=log_s_f,
            base=fit + size + self._scale_prior(node, log_s_f) + log_strip,
            a=ee - oe**2 / precision,
            c=ye - oe * yo / precision,
            level=self.mu + yo / precision,
            slope=oe / precision,
            level_variance=1 / precision,
            contrast=node.contrast,
        )

    def _scale_prior(self, node: "_Node", log_s_f: Floats) -> Floats:
        """Log prior density of log s_f at the node, against the reference of the ratio."""
        density = self.priors.s_f.log_density(log_s_f)
        prior = self.priors.error
        if isinstance(prior, HalfNormal):
            return density
        log_error = np.log(node.error)
        reference = self._reference(prior.median).log_density(-log_error)
        return density + prior.log_density(log_error + log_s_f) - reference


@dataclass(frozen=True, slots=True)
class _Node:
    gram: Gram
    error: Floats  # s_e / s_f, shape (nodes, 1)
    contrast: Floats  # shape (nodes, 1)


def _around(centre: Floats, steps: Floats) -> Floats:
    """Points beside each node's centre, (nodes, points); in memory nodes lie side by side.

    Arithmetic keeps the order of memory, and long rows of nodes cost less than short ones of
    points.
    """
    return np.asfortranarray(centre + steps)


def _unexplained(products: Floats) -> Floats:
    """What level and effect leave of the sum of squares at their best, shape (nodes,)."""
    (yy, yo, ye), (_, oo, oe), (_, _, ee) = products[:3, :3]
    rest = yy - yo**2 / oo
    explained = (ye - oe * yo / oo) ** 2 / (ee - oe**2 / oo)
    unexplained: Floats = np.maximum(rest - explained, LEAST_REST * rest)
    return unexplained


def _without_last(products: Floats) -> tuple[Floats, Floats]:
    """Products with the last column's factor integrated over N(0, 1), and what log|R| gains."""
    last = products[-1, :-1]
    precision = products[-1, -1] + 1
    return products[:-1, :-1] - last[:, None] * (last / precision), np.log(precision)
