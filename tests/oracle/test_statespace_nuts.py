"""The fit against long runs of the No-U-Turn Sampler on the same model, coded anew.

`tools/calibrate/store_nuts.py` made the runs; they share nothing with the fit but the priors'
numbers. The sampler's own error stands beside each of its answers, and three of them are
allowed on top of what the fit may be off by.
"""

import json
from pathlib import Path

import pytest

from caseline.stats.statespace import default_priors, fit_course

STORED = json.loads((Path(__file__).parent / "data" / "nuts.json").read_text("utf-8"))
MEAN, PROBABILITY = 0.03, 0.01  # posterior sd, none
ENOUGH, ENOUGH_BESIDE = 20_000, 2_000  # effective draws
COURSES = {one["seed"]: one for one in STORED["courses"]}
BY_NUMPYRO = [seed for seed, one in COURSES.items() if "numpyro" in one]


def fit(course):
    priors = default_priors(baseline_sd=1, scale_range=(0, 10), mcid=1, sem=course["sem"])
    doses = course["begin_days"], course["amounts"]
    return fit_course(course["times"], course["values"], doses, worse="lower", priors=priors)


def assert_agrees(steady, run):
    assert steady.mean == pytest.approx(
        run["mean"], abs=MEAN * run["sd"] + 3 * run["mean_mcse"], rel=0
    )
    assert float(steady.above(0)) == pytest.approx(
        run["p_better"], abs=PROBABILITY + 3 * run["p_mcse"], rel=0
    )


@pytest.mark.parametrize("seed", COURSES)
def test_mean_and_probability_are_those_of_a_long_run_of_nutpie(seed):
    run = COURSES[seed]["nutpie"]
    assert run["effective"] >= ENOUGH

    assert_agrees(fit(COURSES[seed]).effect.steady, run)


@pytest.mark.parametrize("seed", BY_NUMPYRO)
def test_mean_and_probability_are_those_of_numpyro_whose_gradient_a_program_found(seed):
    run = COURSES[seed]["numpyro"]
    assert run["effective"] >= ENOUGH_BESIDE

    assert_agrees(fit(COURSES[seed]).effect.steady, run)


def test_the_runs_are_of_a_dozen_courses_and_more_from_12_values_to_400():
    lengths = [len(one["values"]) for one in COURSES.values()]

    assert len(lengths) >= 12
    assert min(lengths) == 12
    assert max(lengths) == 400
