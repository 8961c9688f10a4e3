"""The fit of one course: what it gives, what it says it cannot know, what it refuses."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from caseline.errors import DesignError
from caseline.stats.statespace import (
    HalfNormal,
    LogNormal,
    Normal,
    default_priors,
    fit_course,
    nodes,
)
from caseline.stats.statespace.fit import ENOUGH, SHARP, SURE
from caseline.stats.statespace.nodes import MOST_STAGES, STAGE
from tools.calibrate.courses import assorted

PRIORS = default_priors(baseline_sd=1, scale_range=(0, 10), mcid=1)
DAYS = np.arange(48.0)
NOISE = np.random.default_rng(7).normal(size=48)
ABAB = ([12, 24, 36], [4.5, 0, 4.5])
ON = (DAYS > 12) & (DAYS <= 24) | (DAYS > 36)


@pytest.fixture(scope="module")
def worse_after():
    """The score rises by 3 within a day of each start and falls back: higher is worse."""
    return fit_course(DAYS, 4 + 3 * ON + 0.5 * NOISE, ABAB, worse="higher", priors=PRIORS)


@pytest.fixture(scope="module")
def nothing():
    return fit_course(DAYS, 5 + NOISE, ABAB, worse="higher", priors=PRIORS)


def test_a_rise_where_higher_is_worse_is_harm(worse_after):
    steady = worse_after.effect.steady

    assert steady.mean < -2
    assert float(steady.above(0)) < 0.001


def test_noise_gives_an_interval_on_both_sides_of_0(nothing):
    low, high = nothing.effect.steady.interval()

    assert low < 0 < high


def test_the_contrast_of_the_days_as_assigned_is_smaller_and_surer(nothing):
    steady, period = nothing.effect.steady, nothing.effect.period

    assert period.sd < steady.sd
    assert float(period.above(0)) == pytest.approx(float(steady.above(0)), abs=1e-9)


def test_the_contrast_of_an_instant_treatment_is_the_steady_effect():
    instant = replace(PRIORS, tau_on=LogNormal(1e-3, 0.1, ""), tau_off=LogNormal(1e-3, 0.1, ""))
    fit = fit_course(DAYS + 0.5, 5 + NOISE, ABAB, worse="lower", priors=instant)

    assert fit.effect.period.mean == pytest.approx(fit.effect.steady.mean, rel=1e-9)


def test_priors_stand_side_by_side_and_the_first_leads(worse_after):
    assert list(worse_after.effects) == ["neutral", "sceptical", "hopeful"]
    assert worse_after.effect is worse_after.effects["neutral"]
    neutral, sceptical, hopeful = (one.steady.mean for one in worse_after.effects.values())
    assert neutral < min(sceptical, hopeful)  # harm, which neither of the two expects


def test_evidence_favours_the_prior_that_said_what_came(worse_after):
    evidence = {name: one.log_evidence for name, one in worse_after.effects.items()}

    assert evidence["neutral"] > evidence["sceptical"]
    assert evidence["neutral"] > evidence["hopeful"]


def test_good_days_are_fewer_where_the_treatment_harms(worse_after):
    days = worse_after.good_days(5)

    assert days.on < 0.1
    assert days.off > 0.9


def test_good_days_are_counted_on_the_side_that_is_better():
    higher = fit_course(DAYS, 5 + NOISE, ABAB, worse="lower", priors=PRIORS).good_days(0)
    lower = fit_course(DAYS, 5 + NOISE, ABAB, worse="higher", priors=PRIORS).good_days(0)

    assert min(higher.on, higher.off) > 0.99
    assert max(lower.on, lower.off) < 0.01


def test_a_clear_course_teaches_the_speed_of_onset(worse_after):
    assert worse_after.onset.learnt
    assert worse_after.onset.width < 0.5


def test_a_course_without_an_effect_does_not_teach_it(nothing):
    assert not nothing.onset.learnt
    assert not nothing.offset.learnt


def test_without_an_end_of_treatment_the_speed_of_offset_is_the_prior():
    fit = fit_course(DAYS, 5 + NOISE, ([24], [1]), worse="lower", priors=PRIORS)

    assert fit.offset.width == 1
    assert not fit.offset.learnt
    assert fit.offset.days.median == 7


def test_the_fluctuation_is_found_again(nothing):
    spread = nothing.nuisance

    assert 0.3 < spread["s_f"].median < 1.3
    assert spread["s_f"].low < spread["s_f"].median < spread["s_f"].high
    assert set(spread) == {
        "rho", "l_f", "l_s", "tau_on", "tau_off", "ed50", "s_f", "s_s", "s_e",
    }  # fmt: skip


def test_the_level_is_given_as_it_was_recorded(worse_after):
    assert worse_after.level.mean == pytest.approx(4, abs=0.5)
    assert 0.05 < worse_after.level.sd < 1


def test_enough_nodes_stand_behind_every_prior(worse_after):
    assert min(one.effective_nodes for one in worse_after.effects.values()) >= ENOUGH
    assert len(worse_after.cloud.z) % STAGE == 0
    assert worse_after.effect.integration_error < 0.03
    assert worse_after.effect.end_error < SHARP
    assert worse_after.effect.better_error < SURE


def test_a_few_nodes_beyond_an_end_make_it_sharp_where_the_speed_of_onset_has_two_answers():
    """A slow onset with a large effect is hardly likely, but an end of the interval hangs on it."""
    course = assorted(213)
    fit = fit_course(course.times, course.values, course.doses, worse="lower", priors=course.priors)

    assert fit.effect.end_error < SHARP
    assert len(fit.cloud.z) <= 6 * STAGE


def test_a_course_almost_without_noise_still_gets_enough_nodes():
    """A posterior a thousandth as wide as the prior: the leading nodes must find it."""
    onset = 1 - np.exp(-np.maximum(DAYS - 12, 0) / 7)
    fit = fit_course(DAYS, 5 + onset + 0.01 * NOISE, ([12], [1]), worse="lower", priors=PRIORS)

    assert fit.effect.effective_nodes >= ENOUGH
    assert fit.effect.steady.mean == pytest.approx(1, abs=4 * fit.effect.steady.sd)
    assert fit.effect.steady.sd < 0.05
    assert len(fit.cloud.z) < MOST_STAGES * STAGE


def test_the_stages_come_to_an_end_and_the_result_says_that_its_nodes_are_few(monkeypatch):
    monkeypatch.setattr(nodes, "MOST_STAGES", 2)
    fit = fit_course(DAYS, 4 + 3 * ON + 0.1 * NOISE, ABAB, worse="higher", priors=PRIORS)

    assert len(fit.cloud.z) == 2 * STAGE
    assert fit.effect.effective_nodes < 60


def test_without_a_slow_component_there_are_two_dimensions_fewer(nothing):
    stiff = replace(PRIORS, slow=HalfNormal(0, "none"))
    fit = fit_course(DAYS, 5 + NOISE, ABAB, worse="higher", priors=stiff)

    assert fit.cloud.z.shape[1] == nothing.cloud.z.shape[1] - 2
    assert fit.nuisance["s_s"].high == 0


def test_titration_has_a_dimension_for_the_dose_curve(nothing):
    fit = fit_course(DAYS, 5 + NOISE, ([10, 20], [1.5, 4.5]), worse="higher", priors=PRIORS)

    assert fit.model.active == [0, 1, 2, 3, 4, 6]
    assert nothing.model.active == [0, 1, 2, 3, 4, 5]


def test_another_process_gives_the_same_bytes():
    script = (
        "import numpy as np; from caseline.stats.statespace import *; "
        "values = 5 + np.random.default_rng(7).normal(size=24); "
        "priors = default_priors(baseline_sd=1, scale_range=(0, 10), mcid=1, sem=0.5); "
        "fit = fit_course(np.arange(24), values, ([12], [1]), worse='lower', priors=priors); "
        "print(fit.effect.steady.mean.hex(), fit.effect.steady.quantile(0.9).hex())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
        for _ in range(2)
    ]

    assert runs[0] == runs[1]


GOOD = {"times_days": DAYS[:6], "values": [5, 6, 5, 4, 5, 4], "doses": ([3], [1])}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"values": [5, 6]}, "there are 6 times for 2 values"),
        (
            {"times_days": [0, 1, 2, 2, 4, 5]},
            "the times hold the same time twice; each time may occur once",
        ),
        ({"times_days": [0, 1, 3, 2, 4, 5]}, "the times are not in order; they must rise"),
        (
            {"times_days": [0, 1, 2, 3, 4, np.nan]},
            "the times hold a day that is not a finite number",
        ),
        ({"times_days": "yesterday"}, "the times must be numbers"),
        (
            {"times_days": [DAYS[:6]]},
            "the times must be a plain list, not a table or a single number",
        ),
        ({"values": [5, 6, np.inf, 4, 5, 4]}, "the values hold infinity; a missing value is NaN"),
        (
            {"values": [5, 6, np.nan, np.nan, np.nan, 4]},
            "the model needs at least 4 values, there are 3",
        ),
        ({"values": [5] * 6}, "all values are the same, so nothing tells how much they move"),
        (
            {"values": [5, 5, 5, 3, 3, 3]},
            "the values never change within a dose, so nothing tells how much they move "
            "by themselves",
        ),
        ({"doses": ([], [])}, "dose amounts must be 0 or more, and one of them above 0"),
        ({"doses": ([3], [0])}, "dose amounts must be 0 or more, and one of them above 0"),
        ({"doses": ([3, 4], [1, -1])}, "dose amounts must be 0 or more, and one of them above 0"),
        ({"doses": ([3, 4], [1])}, "there are 2 days for 1 doses"),
        ({"doses": ([4, 3], [1, 0])}, "the dose days are not in order; they must rise"),
        ({"doses": ([-3], [1])}, "all values were recorded under one dose; an effect needs two"),
        ({"worse": "hgiher"}, "the direction must be 'higher' or 'lower' (which way is worse)"),
    ],
)  # fmt: skip
def test_what_cannot_be_analysed_is_refused(wrong, message):
    with pytest.raises(DesignError) as refusal:
        fit_course(**{"worse": "higher", "priors": PRIORS} | GOOD | wrong)

    assert str(refusal.value) == message


def test_values_in_another_unit_than_their_priors_are_refused():
    values = np.array(GOOD["values"])

    with pytest.raises(DesignError) as refusal:
        fit_course(**GOOD | {"values": values * 1000}, worse="higher", priors=PRIORS)
    assert str(refusal.value) == (
        "the values move more than 20 times as much as their prior allows; both must be in one "
        "unit, and no value off its scale"
    )
    with pytest.raises(DesignError) as refusal:
        fit_course(**GOOD | {"values": values + 1000}, worse="higher", priors=PRIORS)
    assert str(refusal.value) == (
        "the values lie more than 20 standard deviations from the prior of their level; both "
        "must be in one unit"
    )


def test_more_values_than_the_memory_holds_are_refused():
    with pytest.raises(DesignError, match="takes at most 5000 values, there are 5001"):
        fit_course(range(5001), range(5001), ([9], [1]), worse="higher", priors=PRIORS)


def test_a_prior_may_be_named_and_used_alone():
    alone = replace(PRIORS, effects={"own": Normal(0, 2, "own")})
    fit = fit_course(**GOOD, worse="higher", priors=alone)

    assert list(fit.effects) == ["own"]
