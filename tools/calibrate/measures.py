"""What one course tells of the model: how far off, how wide, how sure, and in what time."""

import time
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace import NormalMixture, Posterior, Priors, fit_course
from tools.calibrate.courses import Course
from tools.calibrate.truths import Scale

Floats = NDArray[np.float64]
Numbers = dict[str, float]

LEVELS = (0.5, 0.8, 0.95)
MATTERS = 1.0


def leading_only(priors: Priors) -> Priors:
    """The prior that the verdict rests on; the others cost time and change no answer of it."""
    name, first = next(iter(priors.effects.items()))
    return replace(priors, effects={name: first})


def fitted(course: Course) -> Posterior:
    return fit_course(
        course.times,
        course.values,
        course.doses,
        worse="lower",
        priors=leading_only(course.priors),
    )


def of_model(course: Course) -> Numbers:
    """Both estimands, each against its truth."""
    begin = time.perf_counter()
    effect = fitted(course).effect
    seconds = time.perf_counter() - begin
    return (
        {"seconds": seconds, "n": float(np.isfinite(course.values).sum())}
        | _against("steady", effect.steady, course.effect)
        | _against("period", effect.period, course.effect * course.contrast)
    )


def drawn(course: Course) -> Numbers:
    """The same for a course drawn from the prior, with what judges its probabilities."""
    found = of_model(course)
    return found | {
        "better": float(course.effect > 0),
        "matters": float(course.effect >= MATTERS),
    }


def on_scale(course: Course, scale: Scale, sd: float) -> Numbers:
    """The same where answers are steps of a scale: the truth is what the scale can show."""
    return of_model(replace(course, effect=scale.shown(course.effect, sd)))


def _against(name: str, mixture: NormalMixture, truth: float) -> Numbers:
    low, high = mixture.interval()
    below = 1 - float(mixture.above(truth))  # uniform where calibrated
    better, matters = mixture.above([0.0, MATTERS]).tolist()
    numbers = {
        "error": mixture.mean - truth,
        "squared": (mixture.mean - truth) ** 2,
        "sd": mixture.sd,
        "width": high - low,
        "excludes": float(low > 0 or high < 0),
        "above": float(low > 0),
        "pit": below,
        "p_better": better,
        "p_matters": matters,
        "sure_95": float(better >= 0.95),
        "sure_99": float(better >= 0.99),
    }
    for level in LEVELS:
        tail = (1 - level) / 2
        numbers[f"covers_{100 * level:.0f}"] = float(tail <= below <= 1 - tail)
    return {f"{name}.{key}": number for key, number in numbers.items()}
