"""Rates of error: how often the interval misses the truth where the truth is known.

    python -m tools.calibrate.rates [--replicates 500] [--cell NAME ...]

One row a cell: how often the 95 % interval misses the true effect, and with no effect that is
the type I error; how often the interval lies above 0 (power); the posterior's mean standard
deviation, and its bias. Both estimands: the steady-state effect and the contrast of the days as
assigned. Rates stand with two Monte Carlo standard errors. Units: one within-person standard
deviation.
"""

import argparse
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace import NormalMixture, default_priors, fit_course
from tools.calibrate.courses import (
    ASSORTED,
    Course,
    Design,
    course,
    draw,
    one_switch,
    random_pairs,
    wander,
)

Floats = NDArray[np.float64]
Generator = np.random.Generator

PRIORS = default_priors(baseline_sd=1, condition_sd=1, scale_range=(0, 10), mcid=1)
LEVEL = 5.0
DAILY_RHO = 0.4


def white(times: Floats, rng: Generator) -> Floats:
    return rng.normal(size=len(times))


def daily(times: Floats, rng: Generator) -> Floats:
    return wander(times, -1 / np.log(DAILY_RHO), rng)


def drifting(fast: Callable[[Floats, Generator], Floats], times: Floats, rng: Generator) -> Floats:
    return fast(times, rng) + 0.7 * wander(times, 60.0, rng)


def rising(times: Floats, rng: Generator) -> Floats:
    return daily(times, rng) + (times - times[0]) / (times[-1] - times[0])


# simulation of drifts: the truths under which one switch misleads
TRUTHS: dict[str, Callable[[Floats, Generator], Floats]] = {
    "white": white,
    "AR .4": daily,
    "AR .4 + slow": partial(drifting, daily),
    "white + slow": partial(drifting, white),
    "AR .4 + trend 1": rising,
}
DESIGNS: dict[str, Callable[[Generator], Design]] = {
    "6 random pairs of 14 d": lambda rng: random_pairs(rng, 6, 14),
    "one switch 84 + 84": lambda _: one_switch(84, 84),
}


@dataclass(frozen=True)
class Row:
    """One estimand in one course."""

    truth: float
    mean: float
    sd: float
    low: float
    high: float
    below_truth: float  # posterior probability below the truth: uniform where calibrated

    @property
    def misses(self) -> bool:
        return not self.low <= self.truth <= self.high


def cells() -> dict[str, Callable[[Generator], Course]]:
    """Each cell makes a course of its kind; by the cell's name."""
    found: dict[str, Callable[[Generator], Course]] = {}
    for design_name, design in DESIGNS.items():
        for truth_name, truth in TRUTHS.items():
            found[f"{design_name} | {truth_name} | no effect"] = partial(
                _fixed, design, truth, 0.0, 7.0
            )
        for tau in (0.1, 3.5, 7.0, 14.0):
            for truth_name in ("AR .4", "AR .4 + slow"):
                found[f"{design_name} | {truth_name} | effect 1, onset {tau:g} d"] = partial(
                    _fixed, design, TRUTHS[truth_name], 1.0, tau
                )
    found["assorted designs, drawn from the prior"] = _from_prior
    return found


def _fixed(
    design: Callable[[Generator], Design],
    truth: Callable[[Floats, Generator], Floats],
    effect: float,
    tau: float,
    rng: Generator,
) -> Course:
    made = design(rng)
    one = np.array([tau])
    untreated = LEVEL + truth(made.times, rng)
    return course(made, PRIORS, untreated, effect, one, one, np.array([0.5]))


def _from_prior(rng: Generator) -> Course:
    design = ASSORTED[int(rng.integers(len(ASSORTED)))]
    return draw(design(rng), PRIORS, rng)


def rows(made: Course) -> tuple[Row, Row]:
    """The steady effect and the contrast as assigned, each against its truth."""
    fit = fit_course(made.times, made.values, made.doses, worse="lower", priors=made.priors)
    return (
        _row(fit.effect.steady, made.effect),
        _row(fit.effect.period, made.effect * made.contrast),
    )


def _row(mixture: NormalMixture, truth: float) -> Row:
    below = 1 - float(mixture.above(truth))
    return Row(truth, mixture.mean, mixture.sd, *mixture.interval(), below)


def report(name: str, found: list[Row]) -> str:
    missed = np.mean([row.misses for row in found])
    above = np.mean([row.low > 0 for row in found])
    bias = np.mean([row.mean - row.truth for row in found])
    width = np.mean([row.sd for row in found])
    below = np.sort([row.below_truth for row in found])
    count = len(found)
    steps = np.arange(count) / count
    distance = max((steps + 1 / count - below).max(), (below - steps).max())  # Kolmogorov's
    return (
        f"{name:<8} missed {_rate(missed, count)}  interval above 0 {_rate(above, count)}  "
        f"bias {bias:+.3f}  sd {width:.3f}  PIT distance {distance:.3f}"
    )


def _rate(share: float, count: int) -> str:
    return f"{share:.3f} ± {2 * np.sqrt(share * (1 - share) / count):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=500)
    parser.add_argument("--cell", action="append", help="only cells whose name holds this")
    options = parser.parse_args()
    for name, make in cells().items():
        if options.cell and not any(part in name for part in options.cell):
            continue
        rng = np.random.default_rng(zlib.crc32(name.encode()))
        pairs = [rows(make(rng)) for _ in range(options.replicates)]
        print(f"{name} ({options.replicates})")
        for estimand, found in zip(("steady", "period"), zip(*pairs, strict=True), strict=True):
            print("  " + report(estimand, list(found)), flush=True)


if __name__ == "__main__":
    main()
