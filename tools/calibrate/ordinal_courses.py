"""Made-up courses on ordered levels: the latent course of the model, read through thresholds."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from caseline.stats.levels import Levels, levels_of
from caseline.stats.statespace import Priors, default_priors
from caseline.stats.statespace.kernel import DoseSteps, exposure
from tools.calibrate.courses import (
    Design,
    daily_with_gaps,
    irregular,
    monthly,
    one_switch,
    phases,
    random_pairs,
    titration,
    wander,
)

Floats = NDArray[np.float64]
Generator = np.random.Generator

RANGE = (0.0, 10.0)
HALF_POINTS = np.arange(0.5, 10)
SKEWED = np.array([0.5, 1.0, 2.0, 3.5, 5.0, 6.0, 7.0, 8.0, 9.0, 9.5])  # cells widen upward


@dataclass(frozen=True)
class OrdinalCourse:
    """A course on the levels 0 to 10, more is better; `effect` is that of the latent course."""

    design: Design
    values: Floats
    effect: float
    sem: float | None = None

    @property
    def doses(self) -> tuple[Floats, Floats]:
        return self.design.begin_days, self.design.amounts

    @property
    def levels(self) -> Levels:
        found = levels_of(self.values, RANGE)
        if found is None:
            raise ValueError("a course of one level")
        return found

    @property
    def priors(self) -> Priors:
        """As the effects of a series have them: the unit is the deviation off treatment."""
        off = self.values[~self.design.on]
        spread = round(float(off.std(ddof=1)), 3) or 0.5
        return default_priors(baseline_sd=spread, scale_range=RANGE, mcid=1, sem=self.sem)


@dataclass(frozen=True)
class Latent:
    """What the latent course is made of, in points."""

    level: float
    effect: float = 0.0
    rho: float = 0.4
    fast: float = 1.0
    slow: float = 0.5
    length: float = 60.0  # of the slow component, days
    error: float = 0.4
    tau: float = 7.0


def read_off(
    design: Design, latent: Latent, rng: Generator, thresholds: Floats = HALF_POINTS
) -> OrdinalCourse:
    """A latent course, and the level that it reached at each time."""
    steps, tau = DoseSteps(design.begin_days, design.amounts), np.array([latent.tau])
    exposed = exposure(design.times, steps, tau, tau, np.array([0.5]))[:, 0]
    course = (
        latent.level
        + latent.effect * exposed
        + latent.fast * wander(design.times, -1 / np.log(latent.rho), rng)
        + latent.slow * wander(design.times, latent.length, rng)
        + latent.error * rng.normal(size=len(design.times))
    )
    return OrdinalCourse(design, np.searchsorted(thresholds, course).astype(float), latent.effect)


# For the comparison with a sampler: floors and ceilings of all sizes, few levels and many,
# equal thresholds and skewed ones, 12 to 168 values.
COMPARED: dict[str, Callable[[Generator], OrdinalCourse]] = {
    "12 values, few levels": lambda rng: read_off(one_switch(5, 7), Latent(3, 1.5), rng),
    "month with gaps, floor": lambda rng: read_off(daily_with_gaps(rng), Latent(1, 1), rng),
    "40 days, ceiling": lambda rng: read_off(one_switch(20, 20), Latent(9, 1), rng),
    "60 days ABAB, deep floor": lambda rng: read_off(phases(15, 4), Latent(-0.5, 1), rng),
    "60 values at any time, known SEM": lambda rng: replace(
        read_off(irregular(rng), Latent(1, -1), rng), sem=0.6
    ),
    "27 monthly visits": lambda rng: read_off(monthly(rng), Latent(2, 1), rng, SKEWED),
    "100 days of titration": lambda rng: read_off(titration(rng), Latent(1, 1), rng),
    "100 days, skewed": lambda rng: read_off(one_switch(40, 60), Latent(1.5, 0.5), rng, SKEWED),
    "84 days, all levels": lambda rng: read_off(
        random_pairs(rng, 3, 14), Latent(4, 1, fast=2), rng
    ),
    "84 days, two levels": lambda rng: read_off(
        random_pairs(rng, 6, 7), Latent(0, 0.5, fast=0.5, slow=0.2, error=0.2), rng
    ),
    "168 days, floor": lambda rng: read_off(one_switch(84, 84), Latent(1, 0.5), rng),
    "168 days in pairs, deep floor": lambda rng: read_off(
        random_pairs(rng, 6, 14), Latent(0, 0.7), rng
    ),
}


def compared(name: str) -> OrdinalCourse:
    """One of the courses for the comparison; the same at each call."""
    return COMPARED[name](np.random.default_rng([21, list(COMPARED).index(name)]))
