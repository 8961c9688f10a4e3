"""Simulated drawings, and the threshold that finds their painful regions best."""

from itertools import takewhile

import numpy as np
import pytest

from caseline.paindrawing.prefill import suggest
from caseline.paindrawing.rules import Threshold, rules
from caseline.paindrawing.simulated import STYLES, simulate
from tools.measure_drawings import PAGE, Agreement, agreement, best, resampled, samples

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


def test_a_scribble_over_a_border_leaves_the_region_that_hurts(some):
    """Of what hurts in one region, much lies in its neighbours or beside the body."""
    within, over = (
        agreement([one for one in some if one.made.style == style], rules().default)
        for style in ("scribble", "scribble over a border")
    )

    assert over.kappa < within.kappa - 0.05
    assert over.specificity < within.specificity


def test_the_body_may_be_chosen():
    assert simulate(chance(), body="male").drawing.body == "male"


def test_the_default_is_the_threshold_of_the_sweep_that_agrees_best(some):
    assert best(some) == rules().default


def test_it_is_so_in_the_page_and_in_nine_of_ten_resamplings(some):
    sweep = rules().sweep
    first = resampled(some, sweep).argmax(axis=1) == sweep.index(rules().default)

    assert first.mean() >= 0.9
    assert "**from 5 % of the region**" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("measure", ["Sensitivity", "Specificity", "Kappa"])
def test_the_page_has_each_measure_by_kind_and_by_threshold(measure):
    page = PAGE.read_text(encoding="utf-8")
    table = page.partition(f"{measure} by how a drawing was made")[2].splitlines()[4:]
    rows = [line.split(" | ") for line in takewhile(lambda line: line.startswith("|"), table)]

    assert {*STYLES, "all", "left and right swapped"} <= {row[0].strip("| ") for row in rows}
    assert {len(row) for row in rows} == {1 + len(rules().sweep)}


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
