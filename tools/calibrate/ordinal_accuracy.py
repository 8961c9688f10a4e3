"""The ordinal fit against particles, on courses drawn from the prior and read off in levels.

    python -m tools.calibrate.ordinal_accuracy [--courses 40]

Courses that stay on one level are passed over. Differences are in posterior standard deviations
of the particles, and stand beside the particles' own standard error.
"""

import argparse
import time

import numpy as np

from caseline.errors import DesignError
from caseline.stats.levels import levels_of
from caseline.stats.statespace import fit_ordinal
from tools.calibrate.courses import assorted
from tools.calibrate.ordinal_courses import HALF_POINTS, RANGE
from tools.calibrate.particles import exact

LONGEST = 168  # values: the particles take minutes for longer courses
NODES = 2**12
COLUMNS = ("mean (sd)", "sd (share)", "P(better)", "lower end (sd)", "upper end (sd)")


def differences(seed: int) -> tuple[list[float], float, float, str]:
    """What the fit has more than the particles, their error of mean and P, and the course."""
    course = assorted(seed)
    if len(course.times) > LONGEST:
        raise DesignError("the course is too long")
    values = np.searchsorted(HALF_POINTS, course.values).astype(float)
    levels = levels_of(values, RANGE)
    if levels is None:
        raise DesignError("the course stays on one level")
    begin = time.process_time()
    fit = fit_ordinal(
        course.times,
        values,
        course.doses,
        worse="lower",
        priors=course.priors,
        levels=levels,
    )
    effect = fit.effect
    seconds = time.process_time() - begin
    found, true = effect.steady, exact(fit, NODES)
    sd = true["sd"]
    row = [
        (found.mean - true["mean"]) / sd,
        found.sd / sd - 1,
        float(found.above(0)) - true["p_better"],
        (effect.interval[0] - true["low"]) / sd,
        (effect.interval[1] - true["high"]) / sd,
    ]
    share = max(np.mean(values == end) for end in RANGE)
    told = f"n {len(values)}, {levels.used} levels, {share:.0%} at a bound, {seconds:.2f} s"
    return row, true["mean_se"] / sd, true["p_better_se"], told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--courses", type=int, default=40)
    wanted, seed, rows = parser.parse_args().courses, 0, []
    while len(rows) < wanted:
        seed += 1
        try:
            row, mean_error, p_error, told = differences(seed)
        except DesignError:
            continue
        rows.append(row)
        cells = " ".join(f"{cell:+.4f}" for cell in row)
        print(f"{seed} ({told}): {cells}; ± {mean_error:.4f}, {p_error:.4f}", flush=True)
    sizes = np.abs(rows)
    for name, one in zip(COLUMNS, sizes.T, strict=True):
        typical = np.sqrt(np.mean(one**2))
        print(
            f"{name:<16} worst {one.max():.4f}, typical {typical:.4f}, median {np.median(one):.4f}"
        )


if __name__ == "__main__":
    main()
