"""A thousand courses of sixty values, the model alone, on two processors."""

import multiprocessing
import sys
import time

from caseline.stats.statespace import fit_course
from tools.calibrate.courses import assorted

COURSES, VALUES, PROCESSORS = 1000, 60, 2
GOAL = 8.0  # seconds, on two idle processors
KINDS = (3, 9)  # of the assortment: four phases of fifteen days, and values at any time


def fit(seed):
    """The effect in one course, and the processor time that it took."""
    course = assorted(seed)
    begun = time.process_time()
    found = fit_course(
        course.times, course.values, course.doses, worse="lower", priors=course.priors
    )
    mean = found.effect.steady.mean
    return len(course.values), mean, time.process_time() - begun


def test_a_thousand_courses_take_less_than_eight_seconds_on_two_processors():
    seeds = [10 * n + kind for n in range(COURSES // len(KINDS)) for kind in KINDS]
    with multiprocessing.get_context("spawn").Pool(PROCESSORS) as pool:
        pool.map(fit, seeds[:PROCESSORS], chunksize=1)  # everything imported, tables made
        begun = time.perf_counter()
        fits = pool.map(fit, seeds, chunksize=10)
        seconds = time.perf_counter() - begun

    busy = sum(spent for *_, spent in fits) / PROCESSORS
    sys.stdout.write(
        f"\n{COURSES} courses of {VALUES} values: {seconds:.1f} s from the first to the last, "
        f"{busy:.1f} s of each processor (goal {GOAL:.0f} s)\n"
    )
    assert {values for values, *_ in fits} == {VALUES}
    assert len(fits) == COURSES
    # what other work beside it takes is not ours
    assert busy < GOAL
