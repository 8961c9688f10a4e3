"""The effect in one series, and what is assumed for it."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from caseline.effects.compare import compare
from caseline.effects.course_series import series_of
from caseline.effects.priors import baseline_sd, priors_of
from caseline.effects.table import diary_of
from caseline.errors import DesignError
from caseline.stats.statespace import LogNormal
from caseline.synthetic import synthetic_trial

VALUES = [6, 7, 5, 8, 6, 7, 3, 4, 2, 4, 3, 3]
TABLE = {
    "date": [date(2025, 3, 1) + timedelta(days=n) for n in range(12)],
    "pain": VALUES,
    "drug": [0] * 6 + [1] * 6,
}


def read(rows=TABLE, **options):
    names = {"date": "date", "value": "pain", "condition": "drug", "baseline": 0}
    return diary_of(rows, **{**names, "worse": "higher", **options}).series


def test_without_a_threshold_the_baseline_sd_stands_in_and_nothing_can_matter():
    series = read()
    # 6 7 5 8 6 7: mean 6.5, squares .25 .25 2.25 2.25 .25 .25, so variance 5.5 / 5
    assert baseline_sd(series) == pytest.approx(1.1**0.5)
    priors = priors_of(series)
    assert priors.effects["neutral"].sd == pytest.approx(1.5 * 1.1**0.5)
    # median of all twelve is 4.5, and 5 baseline SDs
    assert (priors.mu.mean, priors.mu.sd) == (4.5, pytest.approx(5 * 1.1**0.5))
    assert priors.s_f.sd == pytest.approx(1.1**0.5)
    found = compare(series)
    assert (found.verdict.p_matters, found.verdict.p_negligible) == (None, None)
    assert found.good_days is None


def test_a_constant_baseline_borrows_the_deviation_within_both_conditions():
    rows = {**TABLE, "pain": [6] * 6 + [2, 4, 2, 4, 2, 4]}
    # off 0, on six squares of 1: 6 / (12 - 2)
    assert baseline_sd(read(rows)) == pytest.approx(0.6**0.5)


def test_a_spread_below_one_step_of_the_scale_is_one_step():
    rows = {**TABLE, "pain": [6] * 10 + [4, 4]}
    assert baseline_sd(read(rows, range=(0, 10))) == 2  # that reaches 4, 6 and both ends
    # without a range nobody knows the steps; mean on treatment 5, squares 1 1 1 1 1 9
    rows = {**TABLE, "pain": [6] * 9 + [4, 2, 6]}
    assert baseline_sd(read(rows)) == pytest.approx(1.4**0.5)


@pytest.mark.parametrize(("others", "said"), [(1, True), (2, True), (3, False)])
def test_one_answer_among_many_alike_decides_nothing(others, said):
    pain = [0] * 10 + [1] * others + [0] * (10 - others)
    days = [date(2025, 3, 1) + timedelta(days=n) for n in range(20)]
    rows = {"date": days, "pain": pain, "drug": [0] * 10 + [1] * 10}
    series = read(rows, range=(0, 10))
    if said:
        with pytest.raises(DesignError, match="almost all values are the same"):
            compare(series)
    else:
        assert compare(series).verdict.p_better > 0


def test_speeds_are_as_given_and_within_a_day_where_single_days_were_drawn():
    assert priors_of(read()).tau_on.median == 7
    given = priors_of(read(onset=14, offset=3))
    assert given.tau_on == LogNormal(14, 0.7, "tau.given")
    assert given.tau_off == LogNormal(3, 0.7, "tau.given")
    drawn = priors_of(read(randomised=True, unit="day"))
    assert (drawn.tau_on.median, drawn.tau_off.median) == (0.25, 0.25)
    assert priors_of(read(randomised=True, unit="period")).tau_on.median == 7


def test_a_fall_of_pain_is_benefit_and_its_mirror_image_is_harm():
    found = compare(read(range=(0, 10), mcid=1))
    assert found.verdict.mean > 1
    assert found.verdict.low < found.verdict.mean < found.verdict.high
    assert 0.8 < found.verdict.p_better < 0.95  # twelve days, and no one knows how fast it acts
    # the nodes are placed by all three priors, of which the hopeful one has no mirror image
    error = 0.01 * found.verdict.sd
    mirrored = compare(read({**TABLE, "pain": [10 - v for v in VALUES]}, range=(0, 10), mcid=1))
    assert mirrored.verdict.mean == pytest.approx(-found.verdict.mean, abs=error)
    assert mirrored.verdict.p_matters == pytest.approx(
        1 - found.verdict.p_matters - found.verdict.p_negligible, abs=0.002
    )


def test_three_priors_are_shown_and_the_hopeful_one_hopes_most():
    found = compare(read(range=(0, 10), mcid=1)).by_prior
    assert list(found) == ["neutral", "sceptical", "hopeful"]
    assert found["sceptical"]["steady"].mean < found["neutral"]["steady"].mean
    # the average over the days on treatment holds the onset too
    assert found["neutral"]["period"].mean < found["neutral"]["steady"].mean


def test_the_curve_falls_and_passes_through_zero_and_the_threshold():
    found = compare(read(range=(0, 10), mcid=1))
    curve = dict(found.curve)
    probabilities = list(curve.values())
    assert probabilities == sorted(probabilities, reverse=True)
    assert curve[0.0] == pytest.approx(found.verdict.p_better)
    assert curve[1.0] == pytest.approx(found.verdict.p_matters)


def test_in_a_course_that_never_ends_nothing_is_learnt_of_the_offset():
    assert "offset" in compare(read()).not_learnt


def test_good_days_are_more_on_treatment_where_it_helps():
    found = compare(read(range=(0, 10), mcid=1)).good_days
    assert 0 < found.off < found.on < 1


def test_a_course_and_the_table_of_the_same_data_give_the_same_answer():
    series = series_of(synthetic_trial(2025))
    begin = date(2025, 3, 17)
    rows = {
        "date": [begin + timedelta(days=int(day)) for day in series.days],
        "pain-nrs.average": series.values.tolist(),
        "given": ["drug" if on else "placebo" for on in series.on],
        "pair": [number // 2 for number in series.periods],
    }
    table = diary_of(
        rows, date="date", value="pain-nrs.average", condition="given", baseline="placebo",
        worse="higher", range=(0, 10), mcid=1, onset=14, offset=7, unit="period",
        randomised=True, block="pair",
    ).series  # fmt: skip
    assert table.allocation == series.allocation
    assert table.pairs == series.pairs
    assert compare(table).by_prior == compare(series).by_prior


def test_few_levels_or_many_values_at_a_bound_ask_for_ordered_levels():
    points = compare(read(range=(0, 10)))
    assert points.choice.model == "Gaussian"
    assert points.posterior is points.as_points

    few = compare(read({**TABLE, "pain": [3, 4, 3, 5, 4, 3, 3, 2, 3, 2, 2, 3]}, range=(0, 10)))
    assert few.choice.model == "cumulative probit"
    assert few.choice.reason == "the values span 4 levels, fewer than 6"
    assert few.posterior is not few.as_points

    floor = [6, 7, 5, 8, 6, 7, 3, 0, 2, 0, 1, 0]
    assert compare(read({**TABLE, "pain": floor}, range=(0, 10))).choice.reason == (
        "25 % of the values lie at 0, a bound of the scale"
    )


def test_on_ordered_levels_everything_is_told_in_points_of_the_score():
    rows = {**TABLE, "pain": [3, 4, 3, 5, 4, 3, 1, 0, 1, 2, 0, 1]}
    found = compare(read(rows, range=(0, 10), mcid=1))

    assert found.choice.model == "cumulative probit"
    assert 1 < found.verdict.mean < 3
    assert found.verdict.p_matters + found.verdict.p_negligible <= 1
    assert 0 <= found.good_days.off < found.good_days.on <= 1
    assert set(found.by_prior) == {"neutral", "sceptical", "hopeful"}
    assert found.curve[0][1] > found.curve[-1][1]


def test_yes_and_no_cannot_be_analysed():
    series = replace(read(range=(0, 10)), values=np.array([10, 0, 10] * 4, dtype=float))
    with pytest.raises(DesignError) as refusal:
        compare(series)
    assert str(refusal.value) == (
        "all values lie at the two ends of the scale; yes and no cannot be analysed"
    )


def test_a_value_that_outweighs_all_others_is_refused_where_no_scale_is_known():
    rows = {
        "date": [date(2025, 3, 1) + timedelta(days=n) for n in range(12)],
        "pain": [*VALUES[:5], 1e6, *VALUES[6:]],
        "drug": [0] * 6 + [1] * 6,
    }
    names = {"date": "date", "value": "pain", "condition": "drug", "baseline": 0}
    series = diary_of(rows, **names, worse="higher").series

    with pytest.raises(DesignError, match="lies more than 1000 times as far from the middle"):
        compare(series)
