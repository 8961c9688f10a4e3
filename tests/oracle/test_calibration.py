"""The calibration: its marks on what is stored, and a few trials made anew.

`make calibrate` runs the whole; docs/reference/calibration.md shows what it found.
"""

import numpy as np
import pytest
from scipy.stats import kstest

from caseline.claims.rules import rule
from tools.calibrate import claims, courses
from tools.calibrate.cells import DRIFTS, PAIRS, PRIORS, SWITCH, Setting, cells
from tools.calibrate.claims import claimed, levels, record
from tools.calibrate.marks import NOT_FIXED, PRIOR
from tools.calibrate.measures import drawn, of_model
from tools.calibrate.prior_table import line_slope, logit_slope
from tools.calibrate.results import stored
from tools.calibrate.truths import Truth

RATES = PRIOR_BLOCK = 2000  # trials that a mark asks for
SAME = 0.05  # of a probability: what a better integration may change


def on_file(name):
    found = stored(cells()[name])
    assert found is not None
    return found


@pytest.fixture(scope="module")
def prior():
    result = on_file(PRIOR)
    return {name: np.array(values) for name, values in result.lists.items()}


@pytest.mark.parametrize("truth", DRIFTS)
@pytest.mark.parametrize(("design", "mark"), [(PAIRS, 0.06), (SWITCH, 0.10)])
def test_the_type_i_error_keeps_its_mark_under_each_drift(design, truth, mark):
    found = on_file(f"{design} | {truth} | effect 0")

    assert found.replicates >= RATES
    assert found.mean("steady.excludes") <= mark


def test_intervals_cover_courses_drawn_from_the_prior_as_often_as_they_say(prior):
    pit = prior["steady.pit"]

    assert len(pit) >= PRIOR_BLOCK
    assert 0.93 <= np.mean((pit >= 0.025) & (pit <= 0.975)) <= 0.97


def test_the_effects_place_in_its_posterior_is_uniform(prior):
    pit = prior["steady.pit"]

    assert kstest(pit, "uniform").pvalue > 0.01
    assert kstest(pit[:PRIOR_BLOCK], "uniform").pvalue > 0.01


@pytest.mark.parametrize(
    ("said", "true"), [("steady.p_better", "better"), ("steady.p_matters", "matters")]
)
def test_probabilities_mean_what_they_say(prior, said, true):
    assert 0.9 <= line_slope(prior[said], prior[true]).value <= 1.1


@pytest.mark.parametrize("name", [name for name, one in cells().items() if one.group == "claims"])
def test_false_claims_keep_their_marks(name):
    found = on_file(name)

    assert found.mean("open.package_3") <= 0.02
    assert found.sums.get("blinded.drug_4", 0) / found.replicates <= 0.05


def test_no_fixed_truth_is_covered_clearly_less_often_than_nine_times_in_ten():
    fixed = [on_file(name) for name, one in cells().items() if one.group not in NOT_FIXED]
    rates = {one.name: one.rate("steady.covers_95") for one in fixed}

    assert {name: rate for name, rate in rates.items() if rate.value + 2 * rate.error < 0.9} == {}


def test_the_model_of_today_answers_as_the_one_that_is_on_file(prior):
    cell = cells()[PRIOR]
    anew = [cell.trial(cell.generator(number)) for number in range(12)]

    for name in ("steady.pit", "steady.p_better", "better"):
        assert [one[name] for one in anew] == pytest.approx(prior[name][:12], abs=SAME)


def test_a_short_course_without_effect_is_rarely_taken_for_one_with_an_effect():
    setting = Setting(lambda _: courses.one_switch(12, 18), Truth(0.6))
    made = [setting.course(np.random.default_rng(number)) for number in range(100)]

    excludes = np.mean([of_model(one)["steady.excludes"] for one in made])

    assert excludes <= 0.12  # .05 and three standard errors


def test_short_courses_drawn_from_the_prior_are_covered():
    chance = np.random.default_rng(7)
    made = [courses.draw(courses.daily_with_gaps(chance), PRIORS, chance) for _ in range(120)]

    covered = np.mean([drawn(one)["steady.covers_95"] for one in made])

    assert covered >= 0.89  # .95 less three standard errors


def test_where_the_model_alone_is_not_sure_the_whole_analysis_claims_no_benefit():
    design = courses.random_pairs(np.random.default_rng(3), 3, 28)
    pain = np.clip(np.round(5 + Truth().draw(design.times, np.random.default_rng(4))), 0, 10)
    course = record(design, pain, blinded=True)

    series = claims.informed(claims.series_of(course), course.diagnosis.name)
    assert claims.compare(series).verdict.p_better < rule("verdict.bar")
    assert not any(levels(course).values())


def test_a_course_with_a_large_effect_reaches_the_claim_that_a_false_one_would_reach():
    design = courses.random_pairs(np.random.default_rng(3), 3, 28)
    noise = Truth(0).draw(design.times, np.random.default_rng(4))
    pain = np.clip(np.round(7 + noise - 4 * design.on), 0, 10)

    assert all(levels(record(design, pain, blinded=True)).values())


def test_a_trial_of_the_claims_counts_open_and_blinded():
    found = claimed(
        lambda rng: courses.random_pairs(rng, 3, 28), DRIFTS["white"], np.random.default_rng(1)
    )

    assert {"open.package_3", "blinded.drug_4"} <= set(found)


def test_slopes_are_one_for_honest_probabilities_and_less_for_boastful_ones():
    chance = np.random.default_rng(1)
    honest = chance.uniform(size=20_000)
    true = (chance.uniform(size=20_000) < honest).astype(float)
    boastful = 1 / (1 + ((1 - honest) / honest) ** 2)

    assert line_slope(honest, true).value == pytest.approx(1, abs=0.02)
    assert logit_slope(honest, true).value == pytest.approx(1, abs=0.05)
    assert line_slope(boastful, true).value < 0.9
    assert logit_slope(boastful, true).value == pytest.approx(0.5, abs=0.05)
