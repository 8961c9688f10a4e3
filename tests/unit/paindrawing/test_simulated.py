"""Simulated drawings, and the threshold that finds their painful regions best."""

import numpy as np
import pytest

from caseline.paindrawing.prefill import suggest
from caseline.paindrawing.rules import Threshold, rules
from caseline.paindrawing.simulated import STYLES, simulate
from tools.measure_drawings import Agreement, agreement, best, samples

pytestmark = pytest.mark.extra

ANY = Threshold("region", 0)


def chance(seed=1):
    return np.random.default_rng(seed)


@pytest.fixture(scope="module")
def some():
    return samples(240)


def test_the_same_seed_draws_the_same():
    assert simulate(chance()) == simulate(chance())
    assert simulate(chance()) != simulate(chance(2))


@pytest.mark.parametrize("style", STYLES)
def test_every_painful_region_is_touched_if_the_hand_does_not_miss(style):
    one = simulate(chance(), style=style, jitter=0)
    assert one.style == style
    assert one.painful
    assert one.painful <= set(suggest(one.drawing, ANY).suggested)


def test_the_body_may_be_chosen():
    assert simulate(chance(), body="male").drawing.body == "male"


def test_the_default_is_the_threshold_of_the_sweep_that_agrees_best(some):
    assert best(some) == rules().default


def test_a_higher_threshold_finds_fewer_regions_and_takes_fewer_for_painful(some):
    found = [agreement(some, one) for one in rules().sweep if one.of == "region"]
    assert [one.sensitivity for one in found] == sorted(
        (o.sensitivity for o in found), reverse=True
    )
    assert [one.specificity for one in found] == sorted(o.specificity for o in found)


def test_agreement_counts_over_all_regions_of_all_drawings(some):
    everything = Agreement(sensitivity=1, specificity=1, kappa=1)
    perfect = [one for one in some if set(suggest(one.made.drawing).suggested) == one.made.painful]
    assert agreement(perfect, rules().default) == everything
