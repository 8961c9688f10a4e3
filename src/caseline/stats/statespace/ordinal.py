"""The one-course model seen through ordered levels: a cumulative probit.

The latent course is that of the Gaussian model, in points and with the same priors. An answer
says only between which two thresholds it lay. s_f and the shape of the thresholds join the
hyperparameters; given all of them, `sites` gives level and effect as a normal distribution, so
that the nodes carry bells like those of the Gaussian model, one for each.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from caseline.stats.levels import Levels
from caseline.stats.statespace.kernel import exposure
from caseline.stats.statespace.model import COORDINATES, Bells, Hyper, Model
from caseline.stats.statespace.priors import LogNormal, Normal, Priors
from caseline.stats.statespace.sites import Approximation, Between, Linear, Sites, approximate
from caseline.stats.statespace.thresholds import Thresholds, shapes, thresholds

Floats = NDArray[np.float64]

ERROR = COORDINATES.index("error")
SCALE = len(COORDINATES)  # the coordinate of s_f; those of the thresholds' shape follow
TOGETHER = 100_000  # values times nodes that are worked on at once: more would leave the cache
FEWEST_TOGETHER = 32
START = 0.5  # standard deviation of a site to begin with, in steps of the scale


@dataclass(frozen=True, slots=True)
class OrdinalModel:
    """A course, recoded so that more is better, and the levels of its scale, recoded too."""

    course: Model
    levels: Levels

    @property
    def priors(self) -> Priors:
        return self.course.priors

    @property
    def active(self) -> list[int]:
        """The coordinates that the data can depend on: COORDINATES, s_f, shape of thresholds."""
        return self.course.active + list(range(SCALE, SCALE + 1 + shapes(self.levels)))

    def s_f(self, z: Floats) -> Floats:
        """Standard deviation of the fast component in points, shape (nodes,)."""
        return self.priors.s_f.at(z[:, self.active.index(SCALE)])

    def hyper(self, z: Floats) -> Hyper:
        """The hyperparameters at normal scores of the active coordinates, (nodes, active)."""
        hyper = self.course.hyper(z[:, : len(self.course.active)])
        error = self.priors.error
        if isinstance(error, LogNormal):
            ratio = error.at(z[:, self.active.index(ERROR)]) / self.s_f(z)
            hyper = replace(hyper, texture=replace(hyper.texture, error=ratio))
        return hyper

    def thresholds(self, z: Floats) -> Thresholds:
        """The thresholds of each node."""
        widths = self.priors.widths
        shape = z[:, self.active.index(SCALE) + 1 :]
        return thresholds(self.levels, widths.mean + widths.sd * shape)

    def exposure(self, z: Floats) -> Floats:
        """The exposure at each planned value, shape (m, nodes)."""
        hyper, course = self.hyper(z), self.course
        return exposure(course.planned, course.steps, hyper.tau_on, hyper.tau_off, hyper.ed50)

    def first_sites(self) -> Sites:
        """Each answer taken for its level, roughly."""
        values = self.course.values[:, None]
        return Sites(values, np.full_like(values, (START * self.levels.step) ** 2))

    def look(self, z: Floats, start: Sites) -> tuple[Bells, Sites]:
        """The bells and the sites of each node."""
        size = max(TOGETHER // len(self.course.values), FEWEST_TOGETHER)
        parts = [slice(i, i + size) for i in range(0, len(z), size)]
        bells, sites = zip(*(self._look(z[part], start.of(part)) for part in parts), strict=True)
        return Bells.joined(list(bells)), Sites.joined(list(sites))

    def _look(self, z: Floats, start: Sites) -> tuple[Bells, Sites]:
        course, hyper, s_f = self.course, self.hyper(z), self.s_f(z)
        exposed = self.exposure(z)
        between = Between(*self.thresholds(z).around(self.levels.places(course.values)))
        found = approximate(
            course.planned[course.measured],
            between,
            self._linear(exposed[course.measured]),
            s_f,
            hyper.texture,
            start,
        )
        bells = _bells(found, self._leading, np.log(s_f), course.contrast(exposed))
        return bells, found.sites

    @property
    def _leading(self) -> Normal:
        return next(iter(self.priors.effects.values()))

    def _linear(self, exposed: Floats) -> Linear:
        columns = [np.ones_like(exposed), exposed]
        priors = [(self.course.mu, self.priors.mu.sd), (self._leading.mean, self._leading.sd)]
        if self.course.line is not None:
            along = self.course.line[self.course.measured]
            columns.append(np.broadcast_to(along[:, None], exposed.shape))
            priors.append((0.0, 1.0))
        means, sds = np.array(priors).T
        return Linear(np.stack(columns, axis=1), means, sds**2)


def _bells(found: Approximation, prior: Normal, log_s_f: Floats, contrast: Floats) -> Bells:
    """The prior of the effect taken out again, so that any other one may take its place."""
    level, effect = found.mean[:, 0], found.mean[:, 1]
    variance = found.cov[:, 1, 1]
    slope = -found.cov[:, 0, 1] / variance
    gain = 0.5 * np.log(prior.sd**2 / variance)
    fit = 0.5 * (effect**2 / variance - (prior.mean / prior.sd) ** 2)
    each = {
        "log_s_f": log_s_f,
        "base": found.log_evidence + gain - fit,
        "a": np.maximum(1 / variance - prior.sd**-2, 0.0),
        "c": effect / variance - prior.mean / prior.sd**2,
        "level": level + slope * effect,
        "slope": slope,
        "level_variance": found.cov[:, 0, 0] - slope**2 * variance,
    }
    return Bells(**{name: one[:, None] for name, one in each.items()}, contrast=contrast)
