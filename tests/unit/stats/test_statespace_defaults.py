"""The default priors, by hand from what is known."""

from math import inf, nan

import pytest

from caseline.errors import DesignError
from caseline.stats.statespace import HalfNormal, LogNormal, Normal, default_priors


def test_a_known_range_and_threshold_give_level_and_effects():
    priors = default_priors(baseline_sd=1.2, scale_range=(0, 100), mcid=10)

    assert priors.mu == Normal(50, 50, "mu.range")
    assert dict(priors.effects) == {
        "neutral": Normal(0, 15, "effect.mcid"),
        "sceptical": Normal(0, 7.5, "effect.mcid"),
        "hopeful": Normal(10, 10, "effect.mcid"),
    }


def test_the_neutral_prior_leads():
    assert next(iter(default_priors(baseline_sd=1, centre=5).effects)) == "neutral"


def test_without_a_range_the_level_is_around_the_median():
    assert default_priors(baseline_sd=2, centre=6.5).mu == Normal(6.5, 10, "mu.median")


def test_without_a_threshold_the_baseline_spread_stands_in():
    effects = default_priors(baseline_sd=2, centre=0).effects

    assert effects["neutral"] == Normal(0, 3, "effect.baseline_sd")
    assert effects["hopeful"] == Normal(2, 2, "effect.baseline_sd")


def test_a_tiny_threshold_does_not_rule_out_an_effect_of_half_the_spread():
    effects = default_priors(baseline_sd=12, centre=0, mcid=1).effects

    assert effects["neutral"] == Normal(0, 6, "effect.floor")
    assert effects["sceptical"] == Normal(0, 0.75, "effect.mcid")


def test_the_fluctuation_of_the_condition_goes_before_the_own():
    assert default_priors(baseline_sd=2, centre=0).s_f == HalfNormal(2, "s_f.baseline")
    assert default_priors(baseline_sd=2, centre=0, condition_sd=3).s_f == HalfNormal(
        3, "s_f.condition"
    )


def test_the_error_follows_the_instrument_or_the_fluctuation():
    assert default_priors(baseline_sd=2, centre=0, sem=0.8).error == LogNormal(
        0.8, 0.5, "error.sem"
    )
    assert default_priors(baseline_sd=2, centre=0).error == HalfNormal(0.5, "error.unknown")


def test_naltrexone_comes_slower_than_it_goes():
    priors = default_priors(baseline_sd=1, centre=0, treatment="low-dose naltrexone")

    assert (priors.tau_on.median, priors.tau_off.median) == (14, 7)


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ({"baseline_sd": 0, "centre": 0}, "the priors need a baseline sd above 0, or none"),
        ({"baseline_sd": 1, "centre": 0, "sem": -1}, "the priors need a sem above 0, or none"),
        ({"baseline_sd": 1, "centre": 0, "mcid": nan}, "the priors need a mcid above 0, or none"),
        (
            {"baseline_sd": 1},
            "without a range the priors need a centre: the median of the values",
        ),
        (
            {"baseline_sd": 1, "centre": inf},
            "without a range the priors need a centre: the median of the values",
        ),
        (
            {"baseline_sd": 1, "scale_range": (10, 0)},
            "the range of a scale must run from its lower to its upper end",
        ),
        (
            {"baseline_sd": 1, "centre": 0, "treatment": "hope"},
            "the treatment must be one of generic, low-dose naltrexone",
        ),
    ],
)
def test_what_cannot_be_is_refused(known, message):
    with pytest.raises(DesignError) as refusal:
        default_priors(**known)

    assert str(refusal.value) == message
