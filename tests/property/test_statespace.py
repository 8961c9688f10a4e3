"""Laws of the one-course model that hold for every course."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseline.stats.levels import levels_of
from caseline.stats.statespace import Normal, default_priors, fit_course, fit_ordinal

PRIORS = default_priors(baseline_sd=2, scale_range=(0, 10), mcid=1, sem=0.8)
FEW = settings(max_examples=8)  # each fits two courses


@st.composite
def courses(draw):
    """Irregular days, a switch among them, and values that change within each phase."""
    n = draw(st.integers(8, 20))
    gaps = draw(st.lists(st.sampled_from([0.5, 1.0, 2.0, 7.0]), min_size=n, max_size=n))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    days = np.cumsum(gaps)
    switch = days[n // 2] - 0.25
    return days, rng.normal(5, draw(st.sampled_from([0.5, 2.0])), n), ([switch], [1.0])


def fit(days, values, doses, worse="higher", priors=PRIORS):
    return fit_course(days, values, doses, worse=worse, priors=priors)


@FEW
@given(courses())
def test_the_same_course_gives_the_same_bytes(course):
    one, other = fit(*course), fit(*course)

    assert one.cloud.z.tobytes() == other.cloud.z.tobytes()
    assert one.effect.steady.means.tobytes() == other.effect.steady.means.tobytes()


@FEW
@given(courses())
def test_a_mirrored_scale_with_the_other_way_worse_changes_nothing(course):
    days, values, doses = course
    mirrored = fit(days, 10 - values, doses, worse="lower")

    assert mirrored.effect.steady.mean == pytest.approx(
        fit(days, values, doses).effect.steady.mean, rel=1e-6, abs=1e-9
    )


@FEW
@given(courses(), st.sampled_from([10.0, 0.1]))
def test_another_unit_changes_the_numbers_by_its_factor_alone(course, factor):
    days, values, doses = course
    scaled = default_priors(
        baseline_sd=2 * factor, scale_range=(0, 10 * factor), mcid=factor, sem=0.8 * factor
    )
    one, other = (
        fit(days, values, doses).effect,
        fit(days, values * factor, doses, priors=scaled).effect,
    )

    assert other.steady.mean == pytest.approx(factor * one.steady.mean, rel=1e-6, abs=1e-9)
    assert other.steady.sd == pytest.approx(factor * one.steady.sd, rel=1e-6)


@FEW
@given(courses(), st.floats(-1000, 1000))
def test_another_origin_of_time_changes_nothing(course, shift):
    days, values, (begins, amounts) = course
    moved = fit(days + shift, values, (np.add(begins, shift), amounts)).effect

    assert moved.steady.mean == pytest.approx(fit(*course).effect.steady.mean, rel=1e-5, abs=1e-6)


@FEW
@given(courses(), st.integers(1, 3))
def test_a_missing_value_is_as_if_the_day_were_not_there(course, lost):
    days, values, doses = course
    holed = values.copy()
    holed[lost] = np.nan
    kept = np.isfinite(holed)

    assert (
        fit(days, holed, doses).effect.steady.mean
        == fit(days[kept], values[kept], doses).effect.steady.mean
    )


@FEW
@given(courses())
def test_wider_intervals_hold_narrower_ones_and_the_curve_falls(course):
    for mixture in (fit(*course).effect.steady, fit(*course).effect.period):
        ends = [mixture.interval(level) for level in (0.5, 0.8, 0.95, 0.99)]
        assert all(b[0] < a[0] < a[1] < b[1] for a, b in pairwise(ends))
        curve = mixture.above(np.linspace(-5, 5, 21))
        assert (np.diff(curve) <= 0).all()


@FEW
@given(courses(), st.floats(0.2, 3))
def test_a_more_hopeful_prior_never_gives_less_hope(course, more):
    effects = {"as it is": Normal(0, 1, ""), "hopeful": Normal(more, 1, "")}
    found = fit(*course, priors=replace(PRIORS, effects=effects)).effects

    assert found["hopeful"].steady.mean > found["as it is"].steady.mean


@st.composite
def ordered(draw):
    """Irregular days, a switch among them, and few levels that change within each phase."""
    days, values, doses = draw(courses())
    levels = np.clip(np.rint(values - 4), 0, 4)
    levels[:2] = 0, 1
    return days, levels, doses


def read(days, values, doses, worse="higher", span=(0, 4)):
    levels = levels_of(np.asarray(values, dtype=float), span)
    priors = default_priors(baseline_sd=2, scale_range=span, mcid=1)
    return fit_ordinal(days, values, doses, worse=worse, priors=priors, levels=levels)


@FEW
@given(ordered())
def test_the_same_answers_give_the_same_bytes(course):
    one, other = read(*course).effect.steady, read(*course).effect.steady

    assert one.means.tobytes() == other.means.tobytes()


@FEW
@given(ordered())
def test_mirrored_levels_with_the_other_way_worse_change_nothing(course):
    days, values, doses = course
    one, mirrored = read(*course).effect, read(days, 4 - values, doses, worse="lower").effect

    assert mirrored.steady.mean == pytest.approx(one.steady.mean, rel=1e-6, abs=1e-6)


@FEW
@given(ordered())
def test_no_effect_on_levels_is_larger_than_the_scale(course):
    found = read(*course).effect

    for mixture in (found.steady, found.period):
        assert -4 < mixture.quantile(1e-4) < mixture.quantile(1 - 1e-4) < 4
        curve = mixture.above(np.linspace(-5, 5, 21))
        assert (np.diff(curve) <= 0).all()
