"""A thousand courses of sixty values, the model alone, on two processors.

Before each fit its processor does some arithmetic on as many numbers as the fit has in its
columns: what other work beside it takes, it takes of both.
"""

import multiprocessing
import sys
import time

import numpy as np

from caseline.stats.statespace import fit_course
from tools.calibrate.courses import assorted

COURSES, VALUES, PROCESSORS = 1000, 60, 2
GOAL = 8.0  # seconds, on two idle processors
PASSES = 10  # of the yardstick
MOST_TIMES = 8
KINDS = (3, 9)  # of the assortment: four phases of fifteen days, and values at any time


def fit(seed):
    """The effect in one course, the processor time that it took, and that of the yardstick."""
    course = assorted(seed)
    begun = time.process_time()
    multiply()
    yardstick = time.process_time() - begun
    begun = time.process_time()
    found = fit_course(
        course.times, course.values, course.doses, worse="lower", priors=course.priors
    )
    mean = found.effect.steady.mean
    return len(course.values), mean, time.process_time() - begun, yardstick


def multiply():
    columns = np.linspace(-1, 0, VALUES * 3 * 512).reshape(VALUES, 3, 512)
    for _ in range(PASSES):
        white = np.exp(columns) / np.sqrt(1 - columns)
        np.einsum("iaj,iaj->aj", white, columns)


def test_a_thousand_courses_take_less_than_eight_seconds_on_two_processors():
    seeds = [10 * n + kind for n in range(COURSES // len(KINDS)) for kind in KINDS]
    with multiprocessing.get_context("spawn").Pool(PROCESSORS) as pool:
        pool.map(fit, seeds[:PROCESSORS], chunksize=1)  # everything imported, tables made
        begun = time.perf_counter()
        fits = pool.map(fit, seeds, chunksize=10)
        seconds = time.perf_counter() - begun

    sizes, _, spent, yardsticks = zip(*fits, strict=True)
    busy, ratio = sum(spent) / PROCESSORS, sum(spent) / sum(yardsticks)
    sys.stdout.write(
        f"\n{COURSES} courses of {VALUES} values: {busy:.1f} s of each processor (goal "
        f"{GOAL:.0f} s), {ratio:.2f} times the yardstick; {seconds:.1f} s in all, with it\n"
    )
    assert sizes == (VALUES,) * COURSES
    assert ratio < MOST_TIMES
