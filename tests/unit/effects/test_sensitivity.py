"""The guards: what each of them does to a series, and when it does not apply."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from math import inf, nan

import numpy as np
import pytest

from caseline.effects.compare import LEADING, compare, fit, summary
from caseline.effects.guards import paired, randomisation, randomised, regression
from caseline.effects.missing import _tipping, leverage, missing_worse
from caseline.effects.priors import priors_of
from caseline.effects.reruns import (
    _priors,
    after_washout,
    other_model,
    with_trend,
    without_a_block,
    without_events,
    without_slow_term,
)
from caseline.effects.sensitivity import sensitivity
from caseline.effects.table import diary_of
from caseline.stats.randomisation import Complete, StartPoint
from caseline.stats.statespace import fit_course

NAMES = [
    "gls", "no slow term", "baseline trend", "paired means", "randomisation test",
    "analytic washout", "leave one block out", "missing on treatment worse",
    "missing off treatment worse", "other observation model", "without event days",
]  # fmt: skip


def read(values, on, **options):
    rows = {
        "date": [date(2025, 3, 1) + timedelta(days=n) for n in range(len(values))],
        "pain": values,
        "drug": on,
    }
    if "block" in options:
        rows["block"] = options.pop("block")
        options["block"] = "block"
    names = {"date": "date", "value": "pain", "condition": "drug", "baseline": 0}
    return diary_of(rows, **{**names, "worse": "higher", "range": (0, 10), **options}).series


# three pairs of periods of four days: off 6 7, on 3 4; the second halves alone are pure
ON = list(chain.from_iterable([one] * 4 for one in (0, 1, 1, 0, 0, 1)))
PAIRS = [5, 6, 6, 7, 5, 4, 3, 4, 3, 4, 4, 3, 4, 5, 7, 6, 6, 6, 7, 8, 6, 5, 3, 3]
TRIAL = read(PAIRS, ON, block=[n // 8 for n in range(24)], randomised=True, unit="period", mcid=1)
AB = read([6, 7, 5, 8, 6, 7, 3, 4, nan, 4, 3, 3], [0] * 6 + [1] * 6, mcid=1)


def test_paired_means_take_the_second_halves_by_hand():
    # off 6.5, 6.5, 7.5; on 3.5, 3.5, 3: differences 3, 3, 4.5
    found = paired(TRIAL).summary
    assert found.mean == pytest.approx(3.5)
    # t with 2 degrees of freedom: 4.302653; SD of 3, 3, 4.5 is .8660, over sqrt(3) .5
    assert (found.low, found.high) == pytest.approx((3.5 - 2.151327, 3.5 + 2.151327), abs=1e-5)


def test_the_randomisation_test_of_three_pairs_cannot_go_below_a_quarter():
    found = randomisation(TRIAL)
    assert (found.test.p, found.test.allowed, found.test.smallest_p) == (0.25, 8, 0.25)
    assert found.interval == (-inf, inf)
    run = randomised(TRIAL, found).summary
    assert (run.mean, run.p_better, run.low, run.high) == (pytest.approx(3.5), 0.875, -inf, inf)


def test_single_days_are_drawn_as_values():
    series = read([7, 3, 6, 4, 7, 4], [0, 1, 0, 1, 0, 1], randomised=True, scheme=Complete())
    found = randomisation(series)
    # 20 orders; this one and its mirror image are the most extreme
    assert (found.test.allowed, found.test.p) == (20, 0.1)
    assert (
        after_washout(series, compare(series)).reason == "no period has a first half to leave out"
    )


def test_a_drawn_start_is_tested_among_the_starts_that_could_have_been():
    values = [7, 7, 6, 7, 3, 3, 4, 3]
    series = read(
        values, [0] * 4 + [1] * 4, randomised=True, unit="period", scheme=StartPoint(3, 7)
    )
    found = randomisation(series)
    assert (found.test.allowed, found.test.p) == (5, 0.2)


def test_a_scheme_that_could_not_have_made_the_order_is_a_reason():
    allocation = replace(TRIAL.allocation, scheme=StartPoint(3, 7))
    series = replace(TRIAL, allocation=allocation)
    found = randomisation(series)
    assert found.test is None
    assert found.reason == "the scheme on record cannot have drawn this order"


def test_what_does_not_apply_says_why():
    effect = compare(AB)
    runs = {one.name: one for one in sensitivity(AB, effect, randomisation(AB)).runs}
    assert list(runs) == NAMES
    assert {name: one.reason for name, one in runs.items() if one.summary is None} == {
        "paired means": "paired means need two whole pairs or more, there are 1",
        "randomisation test": "it is not on record whether the order was randomised",
        "leave one block out": "it needs two pairs of periods or more",
        "missing off treatment worse": "no value off treatment is on record as missing",
        "without event days": "no other event on record has a day",
    }


def test_without_the_slow_term_one_switch_looks_surer_than_it_is():
    full = compare(AB).verdict
    assert without_slow_term(AB, compare(AB)).summary.sd < full.sd


def test_a_baseline_that_was_falling_already_takes_most_of_the_effect_away():
    falling = read([9, 8.4, 8.1, 7.5, 7, 6.4, 6, 5.6, 5, 4.5, 4, 3.4], [0] * 6 + [1] * 6, mcid=1)
    effect = compare(falling)
    assert with_trend(falling, effect).summary.mean < 0.6 * effect.verdict.mean


def test_a_level_baseline_keeps_the_effect_with_a_trend_in_the_model():
    effect = compare(TRIAL)
    assert with_trend(TRIAL, effect).summary.mean == pytest.approx(effect.verdict.mean, abs=0.2)


def test_washout_leaves_half_of_each_later_period_out_and_the_untreated_beginning_in():
    kept = TRIAL.values.copy()
    for begin in range(4, 24, 4):
        kept[begin : begin + 2] = nan
    effect = compare(TRIAL)
    alone = fit(TRIAL, _priors(TRIAL), kept, near=effect.posterior).effects[LEADING].steady
    assert after_washout(TRIAL, effect).summary == summary(alone, 1)


def test_leaving_a_block_out_shows_the_least_favourable_run():
    one_pair_helps = [6, 7, 6, 7, 2, 1, 2, 1, 6, 7, 6, 7, 6, 7, 6, 7]
    on = [0] * 4 + [1] * 4 + [0] * 4 + [1] * 4
    series = read(one_pair_helps, on, mcid=1)
    found = without_a_block(series, compare(series)).summary
    assert found.p_better < compare(series).verdict.p_better
    assert abs(found.mean) < 0.7  # without the one pair that helped there is nothing left


def test_of_a_harm_it_is_the_run_with_the_least_harm():
    one_pair_harms = [2, 1, 2, 1, 6, 7, 6, 7, 2, 1, 2, 1, 2, 1, 2, 1]
    on = [0] * 4 + [1] * 4 + [0] * 4 + [1] * 4
    series = read(one_pair_harms, on, mcid=1)
    found = without_a_block(series, compare(series)).summary
    assert found.p_better > compare(series).verdict.p_better
    assert abs(found.mean) < 0.7


def gap_in(series, *places):
    values = series.values.copy()
    values[list(places)] = nan
    return replace(series, values=values)


def test_missing_values_on_treatment_that_were_worse_take_from_the_effect_and_those_off_it_add():
    both = gap_in(TRIAL, 5, 6, 13)
    effect = compare(both)
    found = missing_worse(both, effect)

    assert found.on.summary.mean < effect.verdict.mean < found.off.summary.mean
    # the values are as unknown as before, so nothing is surer or less sure for that
    assert found.on.summary.sd == pytest.approx(effect.verdict.sd)


def test_a_shift_of_missing_values_moves_the_effect_as_a_fit_to_such_values_would():
    there = TRIAL.values.copy()
    worse = there.copy()
    worse[[5, 6, 21]] += 1  # on treatment, and higher is worse
    refits = [fit(TRIAL, _priors(TRIAL), one).effects[LEADING].steady for one in (there, worse)]
    lost = leverage(TRIAL, compare(TRIAL), np.isin(range(24), [5, 6, 21]))

    # a fit also takes the odd values for more fluctuation; that is the difference
    assert lost == pytest.approx(refits[0].mean - refits[1].mean, rel=0.15)


def test_where_nothing_is_missing_in_a_condition_the_run_says_so():
    found = missing_worse(AB, compare(AB))

    assert found.on.summary is not None
    assert found.off.reason == "no value off treatment is on record as missing"


def test_the_tipping_point_of_a_harm_is_that_of_the_values_off_treatment():
    harmed = gap_in(replace(AB, values=10 - AB.values), 1, 2)
    effect = compare(harmed)
    found = missing_worse(harmed, effect)

    assert effect.verdict.p_better < 0.5
    assert found.tipping == inf
    assert effect.verdict.mean < found.off.summary.mean < 0


def test_a_tipping_point_is_where_the_lost_gain_is_all_that_there_was():
    # half a point is lost for each unit: a gain of .4 is gone at .8
    assert _tipping(0.4, 0.5) == pytest.approx(0.8)
    assert _tipping(-0.4, -0.5) == pytest.approx(0.8)
    assert _tipping(1.0, 0.5) == inf  # at 2, beyond what is looked at
    assert _tipping(0.4, -0.5) == inf  # worse values would add to it
    assert _tipping(0.4, None) is None


def test_days_of_events_are_left_out():
    hit = replace(AB, events=((6.25, 7.25),))  # the seventh day
    assert without_events(hit, compare(hit)).summary.mean != compare(AB).verdict.mean
    past = replace(AB, events=((40.25, 47.25),))
    assert without_events(past, compare(past)).reason == "no value lies on a day of an event"


# pain at the floor of its scale: 11 of 18 values at 0
FLOOR = read(
    [2, 1, 0, 2, 1, 3, 0, 1, 0, 0, nan, 1, 0, 0, 0, 0, 0, nan, 0, 0],
    [0] * 8 + [1] * 12,
    mcid=1,
)


def test_beside_points_the_scale_is_taken_as_steps():
    effect = compare(TRIAL)
    run = other_model(TRIAL, effect)
    found = run.summary

    assert (run.name, run.told) == ("other observation model", "scale as steps")
    assert effect.choice.model == "Gaussian"
    assert found.mean == pytest.approx(effect.verdict.mean, abs=0.4)
    assert found.mean != effect.verdict.mean


def test_beside_steps_the_scale_is_taken_as_points():
    effect = compare(FLOOR)
    run = other_model(FLOOR, effect)
    points = fit_course(
        FLOOR.days,
        FLOOR.values,
        (FLOOR.dose_days, FLOOR.dose_amounts),
        worse="higher",
        priors=priors_of(FLOOR),
    )

    assert effect.choice.model == "cumulative probit"
    assert (run.name, run.told) == ("other observation model", "scale as points")
    assert run.summary == summary(points.effect.steady, 1)


def test_values_on_too_many_levels_have_no_other_model():
    uneven = replace(TRIAL, values=TRIAL.values + 0.01 * TRIAL.days**0.5)
    run = other_model(uneven, compare(uneven))

    assert run.summary is None
    assert run.reason == "the values lie on too many levels to be ordered"


def test_at_the_floor_every_run_of_the_model_reads_levels():
    effect = compare(FLOOR)
    names = ["no slow term", "baseline trend", "analytic washout"]
    found = {one.name: one.summary for one in sensitivity(FLOOR, effect, randomisation(FLOOR)).runs}

    for name in names:
        # nobody can lose more pain than there is off treatment, about 1.3 points
        assert 0 < found[name].mean < 1.5
        assert found[name].mean != effect.verdict.mean


def test_regression_is_signed_so_that_less_pain_is_benefit():
    found = regression(AB).summary
    assert 2 < found.mean < 4.5
    assert found.p_better > 0.95
    assert found.p_matters + found.p_negligible <= found.p_better + 1


def test_regression_on_three_values_is_a_reason():
    series = read([6, nan, 5, 3, nan, nan], [0, 0, 0, 1, 1, 1])
    assert regression(series).reason == (
        "a regression on 2 columns needs 4 values or more, there are 3"
    )


def test_where_no_run_without_a_block_has_enough_values_it_says_so():
    series = read([7, 3, 6, 4], [0, 1, 0, 1])
    assert (
        without_a_block(series, compare(series)).reason
        == "the model needs at least 4 values, there are 2"
    )


def test_periods_that_do_not_pair_up_have_no_paired_means():
    series = read([7, 6, 3, 4, 3, 7], [0, 0, 1, 1, 1, 0], block=[1, 1, 2, 2, 3, 3], randomised=True)
    assert paired(series).reason == "the periods are no pairs of one off and one on"


def test_a_test_of_too_many_orders_has_no_interval():
    order = [0, 1, 1, 0, 1, 0, 0, 1, 1, 0] * 2
    values = [6 - 2 * one + place % 3 for place, one in enumerate(order)]
    found = randomisation(read(values, order, randomised=True, scheme=Complete()))
    # 20 over 10
    assert (found.test.allowed, found.interval) == (184756, None)
