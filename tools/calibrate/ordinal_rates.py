"""Rates of error on ordered levels at the floor of a scale, for both observation models.

    python -m tools.calibrate.ordinal_rates [--replicates 300] [--cell NAME ...]

One row a cell and model: how often the 95 % interval misses the true difference of the expected
score, which with no effect is the type I error; how often it lies above 0; bias and mean
posterior standard deviation, in points. Rates stand with two Monte Carlo standard errors.
"""

import argparse
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr

from caseline.errors import DesignError
from caseline.stats.statespace import NormalMixture, fit_course, fit_ordinal
from tools.calibrate.courses import Design, one_switch, random_pairs
from tools.calibrate.ordinal_courses import HALF_POINTS, Latent, OrdinalCourse, read_off

Generator = np.random.Generator

DESIGNS: dict[str, Callable[[Generator], Design]] = {
    "6 random pairs of 14 d": lambda rng: random_pairs(rng, 6, 14),
    "one switch 84 + 84": lambda _: one_switch(84, 84),
    "one switch 14 + 14": lambda _: one_switch(14, 14),
}
# A latent level of 0.5 is the threshold between 0 and 1: half of the days are at the floor.
TRUTHS = {
    "AR .4": Latent(0.5, slow=0.0),
    "AR .4 + slow": Latent(0.5, slow=0.7),
    "AR .4, deep floor": Latent(-0.5, slow=0.0),
}
EFFECTS = (0.0, 1.0)


@dataclass(frozen=True)
class Row:
    """One model on one course."""

    truth: float
    mean: float
    sd: float
    low: float
    high: float

    @property
    def misses(self) -> bool:
        return not self.low <= self.truth <= self.high


def true_difference(latent: Latent) -> float:
    """Expected score on the maintenance dose minus that without, over all courses of a kind."""
    sd = np.sqrt(latent.fast**2 + latent.slow**2 + latent.error**2)
    on, off = (
        ndtr((latent.level + effect - HALF_POINTS) / sd).sum() for effect in (latent.effect, 0.0)
    )
    return float(on - off)


def rows(course: OrdinalCourse, truth: float) -> tuple[Row, Row]:
    """The cumulative probit, and the Gaussian model of the same scores."""
    times, values, priors = course.design.times, course.values, course.priors
    gaussian = fit_course(times, values, course.doses, worse="lower", priors=priors)
    ordinal = fit_ordinal(
        times,
        values,
        course.doses,
        worse="lower",
        priors=priors,
        levels=course.levels,
        near=gaussian,
    )
    return _row(ordinal.effect.steady, truth), _row(gaussian.effect.steady, truth)


def _row(mixture: NormalMixture, truth: float) -> Row:
    return Row(truth, mixture.mean, mixture.sd, *mixture.interval())


def report(name: str, found: list[Row]) -> str:
    missed = np.mean([row.misses for row in found])
    above = np.mean([row.low > 0 for row in found])
    bias = np.mean([row.mean - row.truth for row in found])
    width = np.mean([row.sd for row in found])
    return (
        f"{name:<18} missed {_rate(missed, len(found))}  above 0 {_rate(above, len(found))}  "
        f"bias {bias:+.3f}  sd {width:.3f}"
    )


def _rate(share: float, count: int) -> str:
    return f"{share:.3f} ± {2 * np.sqrt(share * (1 - share) / count):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=300)
    parser.add_argument("--cell", action="append", help="only cells whose name holds this")
    options = parser.parse_args()
    for effect in EFFECTS:
        for design_name, design in DESIGNS.items():
            for truth_name, latent in TRUTHS.items():
                name = f"{design_name} | {truth_name} | effect {effect:g}"
                if not options.cell or any(part in name for part in options.cell):
                    _cell(name, design, replace(latent, effect=effect), options.replicates)


def _cell(
    name: str, design: Callable[[Generator], Design], latent: Latent, replicates: int
) -> None:
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    truth = true_difference(latent)
    pairs, refused = [], 0
    while len(pairs) < replicates:
        course = read_off(design(rng), latent, rng)
        try:
            pairs.append(rows(course, truth))
        except (DesignError, ValueError):
            refused += 1
    print(f"{name} ({replicates}, {refused} refused), true difference {truth:.3f}")
    for model, found in zip(
        ("cumulative probit", "Gaussian"), zip(*pairs, strict=True), strict=True
    ):
        print("  " + report(model, list(found)), flush=True)


if __name__ == "__main__":
    main()
