"""The effect chart says what the analysis found, and nothing that it did not."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import caseline
from caseline.analysis import analyse
from caseline.charts.effect_chart import effect_chart
from caseline.charts.effect_panels import in_hundred, ticks_of
from caseline.charts.forest import rows_of
from caseline.charts.frame import Ruler
from caseline.charts.theme import tokens

pytestmark = pytest.mark.extra

EXAMPLES = Path(__file__).parents[3] / "examples"


@cache
def analysed(name):
    return analyse(caseline.read_course(EXAMPLES / f"{name}.toml")).analysis


@cache
def drawn(name, lang="en", width="wide"):
    return effect_chart(analysed(name), "Pain", synthetic=True, lang=lang, width=width)


def texts(figure):
    return re.findall(r">([^<]+)</text>", figure.svg)


def ruler(low, high, width=400):
    return Ruler(low, high, 0, tokens().sizes["wide"].width - width, tokens().sizes["wide"])


def test_a_published_summary_has_no_effect_and_so_no_picture():
    assert effect_chart(analysed("moser-2025"), "Pain") is None


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_the_mean_and_both_ends_of_the_interval_stand_in_figures(width):
    found = analysed("synthetic-trial").effect.verdict
    shown = texts(drawn("synthetic-trial", width=width))
    for value in (found.low, found.mean, found.high):
        assert f"{value:.1f}" in shown


def test_every_run_has_a_row_and_one_that_does_not_apply_says_so():
    shown = texts(drawn("synthetic-diary"))
    runs = list(rows_of(analysed("synthetic-diary"), analysed("synthetic-diary").effect))
    refused = [one for one in runs if one.summary is None]
    assert refused
    assert shown.count("does not apply here") == 2 * len(refused)  # each with its rim
    assert "main model" in shown
    assert "by the drawn order alone" in shown


def test_other_priors_stand_beside_the_main_one():
    names = [
        one.name for one in rows_of(analysed("synthetic-trial"), analysed("synthetic-trial").effect)
    ]
    assert names[:3] == ["main", "sceptical", "hopeful"]


def test_an_interval_without_ends_leaves_the_picture_and_the_note_says_so():
    assert "goes on beyond" in " ".join(texts(drawn("synthetic-trial")))


def test_it_is_told_in_words_with_each_run():
    told = drawn("synthetic-trial").description
    assert "between 1.6 and 3.9" in told
    assert "Probability of a gain of 1 point or more" in told
    assert "means of pairs of periods: 2.8 points" in told


def test_german_pictures_are_german():
    shown = " ".join(texts(drawn("synthetic-trial", lang="de")))
    assert "Hauptmodell" in shown
    assert "1,6" in shown
    assert "main model" not in shown


def test_synthetic_data_are_called_so():
    assert "Synthetic data – not a real person" in texts(drawn("synthetic-trial"))


@pytest.mark.parametrize(
    ("probability", "text"),
    [(0.9997, ">99"), (0.995, ">99"), (0.994, "99"), (0.5, "50"), (0.0001, "<1"), (1.0, ">99")],
)
def test_a_probability_is_never_printed_as_certain(probability, text):
    assert in_hundred(probability) == text


@pytest.mark.parametrize(("low", "high"), [(-3, 7), (-0.02, 0.05), (-80, 100), (0.3, 0.31)])
def test_ticks_are_round_and_far_enough_apart_for_their_figures(low, high):
    axis = ruler(low, high)
    ticks = ticks_of(axis)
    assert len(ticks) >= 2
    apart = {round(axis.px(b) - axis.px(a), 3) for a, b in pairwise(ticks)}
    assert min(apart) >= 44
    assert all(low <= tick <= high for tick in ticks)


def test_a_value_stands_where_its_place_says():
    axis = ruler(-2, 6)
    assert axis.at(axis.px(3.25)) == pytest.approx(3.25)


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("lang", ["en", "de"])
def test_it_is_as_wide_as_its_kind_small_and_the_same_each_time(width, lang):
    figure = drawn("synthetic-diary", lang, width)
    assert f'width="{tokens().sizes[width].width}' in figure.svg
    assert len(figure.svg) < 40_000
    again = effect_chart(
        analysed("synthetic-diary"), "Pain", synthetic=True, lang=lang, width=width
    )
    assert again.svg == figure.svg
