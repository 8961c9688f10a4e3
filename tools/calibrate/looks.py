"""A course without effect that is looked at after each pair, and stopped when it seems sure."""

import numpy as np

from caseline.stats.statespace import Priors, fit_course
from tools.calibrate.courses import random_pairs
from tools.calibrate.measures import Numbers, leading_only
from tools.calibrate.truths import LEVEL, Truth

PAIRS, DAYS, FIRST_LOOK = 8, 14, 3


def looked(priors: Priors, rng: np.random.Generator) -> Numbers:
    """Whether P(better) ever passed a bar, and whether it does so at the last look."""
    design = random_pairs(rng, PAIRS, DAYS)
    values = LEVEL + Truth().draw(design.times, rng)
    doses = design.begin_days, design.amounts
    better = []
    for pairs in range(FIRST_LOOK, PAIRS + 1):
        seen = 2 * DAYS * pairs
        known = tuple(part[: 2 * pairs] for part in doses)
        fit = fit_course(
            design.times[:seen], values[:seen], known, worse="lower", priors=leading_only(priors)
        )
        better.append(float(fit.effect.steady.above(0.0)))
    return {
        "ever_95": float(max(better) >= 0.95),
        "ever_99": float(max(better) >= 0.99),
        "last_95": float(better[-1] >= 0.95),
        "last_99": float(better[-1] >= 0.99),
    }
