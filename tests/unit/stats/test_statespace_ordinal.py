"""The fit on ordered levels: what it gives in points, and what it refuses."""

from dataclasses import replace

import numpy as np
import pytest

from caseline.errors import DesignError
from caseline.stats.levels import levels_of
from caseline.stats.statespace import (
    HalfNormal,
    LogNormal,
    default_priors,
    fit_course,
    fit_ordinal,
    ordinal,
    ordinal_fit,
    sites,
)
from caseline.stats.statespace.filter import Texture

PRIORS = default_priors(baseline_sd=0.8, scale_range=(0, 10), mcid=1)
DAYS = np.arange(48.0)
ABAB = ([12, 24, 36], [4.5, 0, 4.5])
ON = (DAYS > 12) & (DAYS <= 24) | (DAYS > 36)
NOISE = np.random.default_rng(7).normal(size=48)
FLOORED = np.clip(np.rint(0.4 + NOISE), 0, 10)
WORSE_AFTER = np.clip(np.rint(0.4 + NOISE + 1.5 * ON), 0, 10)


def fit(values, doses=ABAB, *, worse="higher", priors=PRIORS, days=DAYS, **options):
    options = {"levels": levels_of(values, (0, 10)), **options}
    return fit_ordinal(days, values, doses, worse=worse, priors=priors, **options)


@pytest.fixture(scope="module")
def nothing():
    return fit(FLOORED)


@pytest.fixture(scope="module")
def worse_after():
    return fit(WORSE_AFTER)


def test_a_rise_where_higher_is_worse_is_harm(worse_after):
    steady = worse_after.effect.steady

    assert steady.mean < -0.8
    assert float(steady.above(0)) < 0.05


def test_noise_gives_an_interval_on_both_sides_of_0(nothing):
    low, high = nothing.effect.interval

    assert low < 0 < high


def test_at_the_floor_more_can_be_lost_than_won(nothing):
    """No effect can take away more than the level off treatment."""
    low, high = (nothing.effect.steady.quantile(share) for share in (0.001, 0.999))

    assert nothing.level.mean == pytest.approx(FLOORED[~ON].mean(), abs=0.3)
    assert high < nothing.level.quantile(0.999)
    assert -low > 1.3 * high


def test_the_contrast_of_the_days_as_assigned_is_smaller_and_surer(nothing):
    effect = nothing.effect

    assert effect.period.sd < effect.steady.sd
    assert float(effect.period.above(0)) == pytest.approx(float(effect.steady.above(0)), abs=0.02)


def test_the_contrast_of_an_instant_treatment_is_the_steady_effect():
    instant = replace(PRIORS, tau_on=LogNormal(1e-3, 0.1, ""), tau_off=LogNormal(1e-3, 0.1, ""))
    effect = fit(FLOORED, priors=instant, days=DAYS + 0.5).effect

    assert effect.period.mean == pytest.approx(effect.steady.mean, abs=1e-6)
    assert effect.period.sd == pytest.approx(effect.steady.sd, rel=1e-6)


def test_in_the_middle_of_a_long_scale_it_says_what_the_gaussian_model_says():
    values = np.rint(50 + 6 * NOISE - 8 * ON)
    priors = default_priors(baseline_sd=6, scale_range=(0, 100), mcid=6)
    points = fit_course(DAYS, values, ABAB, worse="higher", priors=priors)
    found = fit(values, priors=priors, levels=levels_of(values, (0, 100)))

    assert found.effect.steady.mean == pytest.approx(points.effect.steady.mean, rel=0.05)
    assert found.effect.steady.sd == pytest.approx(points.effect.steady.sd, rel=0.05)
    # the shape of the thresholds is free, and costs a little
    assert found.level.mean == pytest.approx(points.level.mean, abs=1)
    assert found.good_days(45).on == pytest.approx(points.good_days(45.5).on, abs=0.02)


def test_priors_stand_side_by_side_and_the_first_leads(worse_after):
    assert list(worse_after.effects) == ["neutral", "sceptical", "hopeful"]
    assert worse_after.effect is worse_after.effects["neutral"]
    neutral, sceptical, hopeful = (one.steady.mean for one in worse_after.effects.values())
    assert neutral < min(sceptical, hopeful)


def test_another_prior_says_the_same_beside_the_first_as_it_does_alone(worse_after):
    alone = replace(PRIORS, effects={"sceptical": PRIORS.effects["sceptical"]})
    beside, own = worse_after.effects["sceptical"], fit(WORSE_AFTER, priors=alone).effect

    assert beside.steady.mean == pytest.approx(own.steady.mean, abs=0.05 * own.steady.sd)
    assert float(beside.steady.above(0)) == pytest.approx(float(own.steady.above(0)), abs=0.01)
    assert beside.log_evidence == pytest.approx(own.log_evidence, abs=0.05)


def test_good_days_are_shares_of_the_levels(nothing):
    for line, share in ((0, np.mean(FLOORED == 0)), (1, np.mean(FLOORED <= 1))):
        days = nothing.good_days(line)
        assert days.on == pytest.approx(share, abs=0.15)
        assert days.off == pytest.approx(share, abs=0.15)
    assert nothing.good_days(1.5) == nothing.good_days(1)
    assert (nothing.good_days(10).on, nothing.good_days(-1).on) == (1, 0)


def test_the_other_quantities_have_their_names_and_s_f_is_in_points(nothing):
    assert 0.4 < nothing.nuisance["s_f"].median < 1.8
    assert not nothing.onset.learnt
    assert 0.8 < nothing.offset.width < 1.2


def test_a_known_error_of_measurement_is_found_around_its_median():
    known = default_priors(baseline_sd=0.8, scale_range=(0, 10), mcid=1, sem=0.5)
    found = fit(FLOORED, priors=known).nuisance["s_e"]

    assert 0.1 < found.low < found.median < found.high < 1.5


def test_two_levels_are_enough():
    values = (FLOORED > 0) * 1.0
    found = fit(values)

    assert found.model.levels.used == 2
    assert found.effect.steady.interval()[0] < 0 < found.effect.steady.interval()[1]


def test_a_line_through_the_latent_course_takes_the_effect_of_a_trend_away():
    days = np.arange(40.0)
    rising = np.clip(np.rint(days / 12 + 0.6 * NOISE[:40]), 0, 10)
    across = 2 * (days - days.mean()) / 40
    alone, with_line = (
        fit(rising, ([20], [1]), worse="lower", days=days, line=line).effect.steady
        for line in (None, across)
    )

    assert with_line.mean < 0.8 * alone.mean


def test_where_it_begins_changes_no_more_than_the_error_of_integration(nothing):
    gaussian = fit_course(DAYS, FLOORED, ABAB, worse="higher", priors=PRIORS)
    begun = fit(FLOORED, near=gaussian).effect.steady
    again = fit(FLOORED, near=nothing).effect.steady

    assert begun.means.tobytes() == nothing.effect.steady.means.tobytes()
    for found in (begun, again):
        assert found.mean == pytest.approx(nothing.effect.steady.mean, abs=0.02)
        assert found.sd == pytest.approx(nothing.effect.steady.sd, rel=0.03)


def test_a_course_like_another_is_read_at_its_nodes(nothing):
    fewer = np.where(DAYS % 5 == 0, np.nan, FLOORED)
    levels = nothing.model.levels.mirrored()
    near, own = (fit(fewer, levels=levels, near=known) for known in (nothing, None))

    assert near.cloud.z.tobytes() == nothing.cloud.z[-len(near.cloud.z) :].tobytes()
    assert near.effect.steady.mean == pytest.approx(own.effect.steady.mean, abs=0.03)
    assert near.effect.steady.sd == pytest.approx(own.effect.steady.sd, rel=0.05)


def test_a_model_without_the_slow_component_is_read_at_the_nodes_that_are_left(nothing):
    flat = replace(PRIORS, slow=HalfNormal(0.0, ""))
    near, own = (fit(FLOORED, priors=flat, near=known) for known in (nothing, None))

    assert near.cloud.z.shape[1] == nothing.cloud.z.shape[1] - 2
    assert near.nuisance["s_s"].high == 0
    assert near.effect.steady.mean == pytest.approx(own.effect.steady.mean, abs=0.03)
    assert near.effect.steady.sd == pytest.approx(own.effect.steady.sd, rel=0.05)


def test_where_too_few_nodes_serve_again_there_are_new_ones(nothing, monkeypatch):
    monkeypatch.setattr(ordinal_fit, "ENOUGH_AGAIN", 1e9)
    found = fit(FLOORED, near=nothing)

    assert found.effect.steady.mean == pytest.approx(nothing.effect.steady.mean, abs=0.02)
    assert found.cloud.z.tobytes() != nothing.cloud.z[-len(found.cloud.z) :].tobytes()


def test_the_stages_come_to_an_end(monkeypatch):
    monkeypatch.setattr(ordinal_fit, "ENOUGH", 1e9)
    monkeypatch.setattr(ordinal_fit, "MOST_STAGES", 3)

    assert len(fit(FLOORED).cloud.z) == 3 * 512


def test_nodes_worked_on_in_parts_give_the_same(nothing, monkeypatch):
    monkeypatch.setattr(ordinal, "TOGETHER", 48 * 100)
    found = fit(FLOORED).effect.steady

    assert found.mean == pytest.approx(nothing.effect.steady.mean, abs=1e-3)


def test_the_sweeps_come_to_an_end(nothing, monkeypatch):
    monkeypatch.setattr(sites, "MOST_SWEEPS", 2)
    found = fit(FLOORED).effect.steady

    assert found.mean != nothing.effect.steady.mean
    assert found.mean == pytest.approx(nothing.effect.steady.mean, abs=0.05)


def test_values_between_levels_or_off_the_scale_are_refused():
    levels = levels_of(FLOORED, (0, 10))
    for value in (0.5, 11, -1):
        values = np.where(DAYS == 3, value, FLOORED)
        with pytest.raises(DesignError) as refusal:
            fit(values, levels=levels)
        assert str(refusal.value) == "the values do not lie on the levels of the scale"


def test_what_the_gaussian_model_refuses_is_refused():
    with pytest.raises(DesignError) as refusal:
        fit(np.where(DAYS > 2, np.nan, FLOORED), levels=levels_of(FLOORED, (0, 10)))
    assert str(refusal.value) == "the model needs at least 4 values, there are 3"


def test_sites_settle_where_there_is_little_noise_wherever_they_begin():
    """Undamped they swing to and fro, and where they stop is chance: 26 units of evidence apart."""
    times = np.arange(60.0)
    on = times >= 30
    answers = np.where(on & (times % 2 == 0), 1.0, 0.0)
    between = sites.Between(
        np.where(answers == 1, 0.5, -np.inf)[:, None], np.where(answers == 1, 1.5, 0.5)[:, None]
    )
    texture = Texture(*np.array([[6.0], [60.0], [1.0], [0.01]]))
    linear = sites.Linear(
        np.stack([np.ones((60, 1)), on[:, None]], axis=1), np.array([5, 0]), np.array([25, 2.25])
    )

    one, other = (
        sites.approximate(times, between, linear, np.array([0.2]), texture, start).log_evidence[0]
        for start in (
            sites.Sites(answers[:, None], np.full((60, 1), 0.25)),
            sites.Sites(answers[:, None] + 0.2, np.full((60, 1), 0.1)),
        )
    )

    assert one == pytest.approx(other, abs=sites.SETTLED)


def test_one_answer_that_differs_among_a_hundred_is_no_stumbling_block():
    """All else at the bound, nodes that hardly move at all leave nothing but rounding."""
    values = np.full(100, 10.0)
    values[63] = 9
    priors = default_priors(baseline_sd=1, scale_range=(0, 10), mcid=1)

    effect = fit(values, ([40], [1]), worse="lower", priors=priors, days=np.arange(100.0)).effect

    low, high = effect.interval
    assert low < 0 < high
    assert abs(effect.steady.mean) < 0.2
