"""The course of a published case: seven monthly visits, then twenty on treatment, no effect.

Treatment is often begun because things were bad for a while, and bad times pass by themselves.
Here it begins after three visits whose mean is more than one standard deviation worse than the
person's own long-run mean. No prior can know that; the rating of the record has to.
"""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace import Priors
from tools.calibrate.comparators import rejections
from tools.calibrate.courses import Course, Design
from tools.calibrate.measures import Numbers, of_model
from tools.calibrate.truths import LEVEL, dot

Floats = NDArray[np.float64]
Generator = np.random.Generator

BEFORE, AFTER, MONTH = 7, 20, 30.0
TRIGGER = 3  # visits
BAD = -1.0  # standard deviations from the person's own mean


def monthly_cells(priors: Priors) -> Iterator[tuple[str, Callable[[Generator], Numbers]]]:
    for rho in (0.3, 0.5, 0.7, 0.9):
        for begun in ("at any time", "after a bad run", "after a bad run, those visits left out"):
            yield (
                f"monthly 7 + 20 | AR {dot(rho)} a month | begun {begun}",
                partial(trial, rho, begun, priors),
            )


def trial(rho: float, begun: str, priors: Priors, rng: Generator) -> Numbers:
    made = course(rho, begun, priors, rng)
    return of_model(made) | rejections(made)


def course(rho: float, begun: str, priors: Priors, rng: Generator) -> Course:
    times = MONTH * np.arange(BEFORE + AFTER)
    values = LEVEL + (walk(rho, rng) if begun == "at any time" else bad_run(rho, rng))
    kept = np.ones(len(times), dtype=np.bool_)
    if begun.endswith("left out"):
        kept[BEFORE - TRIGGER : BEFORE] = False
    begin = np.array([times[BEFORE - 1] + 1])
    design = Design(times[kept], begin, np.ones(1))
    return Course(design, values[kept], priors, effect=0.0, contrast=1.0)


def bad_run(rho: float, rng: Generator) -> Floats:
    """A course whose last visits before the treatment were bad, by rejection."""
    while True:
        values = walk(rho, rng)
        if values[BEFORE - TRIGGER : BEFORE].mean() < BAD:
            return values


def walk(rho: float, rng: Generator) -> Floats:
    """An AR(1) course of standard deviation 1, one value a month."""
    shocks = rng.normal(size=BEFORE + AFTER)
    values = np.empty(BEFORE + AFTER)
    values[0] = shocks[0]
    for i in range(1, len(values)):
        values[i] = rho * values[i - 1] + np.sqrt(1 - rho**2) * shocks[i]
    return values
