"""The fit against a very large run of the same model, on courses drawn from the prior.

The bounds are those that the model's error of integration is to keep to on any course;
`python -m tools.calibrate.accuracy` measures it on as many courses as one likes.
"""

import json
from pathlib import Path

import pytest

from caseline.stats.statespace import default_priors, fit_course

STORED = json.loads((Path(__file__).parent / "data" / "statespace.json").read_text("utf-8"))
MEAN, PROBABILITY, END = 0.03, 0.005, 0.1  # sd, none, sd
SEEDS = {one["seed"]: one for one in STORED["courses"]}


def fit(course):
    priors = default_priors(baseline_sd=1, scale_range=(0, 10), mcid=1, sem=course["sem"])
    doses = course["begin_days"], course["amounts"]
    return fit_course(course["times"], course["values"], doses, worse="lower", priors=priors)


@pytest.mark.parametrize("seed", SEEDS)
def test_mean_probability_and_interval_are_those_of_the_large_run(seed):
    found = fit(SEEDS[seed]).effects

    for name, large in SEEDS[seed]["effects"].items():
        steady = found[name].steady
        assert steady.mean == pytest.approx(large["mean"], abs=MEAN * large["sd"])
        assert float(steady.above(0)) == pytest.approx(large["p_better"], abs=PROBABILITY)
        ends = pytest.approx((large["low"], large["high"]), abs=END * large["sd"])
        assert steady.interval() == ends


@pytest.mark.parametrize("seed", SEEDS)
def test_the_error_of_integration_is_no_more_than_three_times_its_estimate(seed):
    found, large = fit(SEEDS[seed]).effect, SEEDS[seed]["effects"]["neutral"]

    assert abs(found.steady.mean - large["mean"]) < 3 * found.integration_error * large["sd"]
