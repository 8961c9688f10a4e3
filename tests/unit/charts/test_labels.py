from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseline.calendar import Span, read_day
from caseline.charts import labels
from caseline.course.model import Outcome
from caseline.instruments import instrument, instruments
from caseline.interval import exactly, read_interval

MAIN = [Outcome(one, rule) for one in instruments() for rule in one.scores if rule.main]
CAUSE = ("works", "effective", "due to", "significant", "wirkt", "wirksam", "signifikant", "dank")


def outcome(name):
    instrument_id, score = name.split(".")
    one = instrument(instrument_id)
    return Outcome(one, one.rule(score))


def span(first, last):
    return Span(read_day(first), read_day(last))


@pytest.mark.parametrize("lang", ["en", "de"])
def test_no_two_outcomes_that_a_picture_shows_share_a_name_but_those_of_the_two_pain_scales(lang):
    named = [labels.outcome_name(one, lang) for one in MAIN]
    assert len(set(named)) == len(named) - 4


def test_every_outcome_that_a_picture_shows_has_its_place():
    assert sorted(labels.rank(one) for one in MAIN) == list(range(len(MAIN)))


def test_every_band_has_a_german_word():
    used = {cut.label for one in MAIN for bands in one.rule.bands for cut in bands.cuts}
    assert used - labels.words("de")["bands"].keys() == set()
    assert labels.band_label("severe", "de") == "schwer"
    assert labels.band_label("severe", "en") == "severe"


def test_both_languages_say_the_same_things():
    def keys(table, path=""):
        for key, value in table.items():
            yield from keys(value, f"{path}{key}.") if isinstance(value, dict) else [path + key]

    english, german = (set(keys(labels.words(lang))) for lang in ("en", "de"))
    assert {key for key in english ^ german if not key.startswith("bands.")} == set()


@pytest.mark.parametrize("lang", ["en", "de"])
def test_no_word_of_a_picture_claims_a_cause(lang):
    said = repr(labels.words(lang)).lower()
    assert [word for word in CAUSE if word in said] == []


def test_an_outcome_that_a_picture_does_not_show_comes_last():
    assert labels.rank(outcome("phq4.anxiety")) == len(MAIN)


def test_a_name_is_shortened_to_its_abbreviation():
    assert labels.short_name(outcome("fiqr.total"), "de") == "FIQR"
    assert labels.short_name(outcome("pain-nrs.worst"), "en") == "Worst pain"


def test_the_finest_bands_are_shown_and_of_equals_the_last():
    assert labels.chosen_bands(outcome("fiqr.total").rule).id == "salaffi2021"
    assert labels.chosen_bands(outcome("fsq.severity").rule).id == "salaffi2021"
    assert labels.chosen_bands(outcome("phq4.total").rule).id == "kroenke2009"
    assert labels.chosen_bands(outcome("fsq.sss").rule) is None


def test_bands_bear_their_author_and_year():
    one = outcome("fiqr.total")
    assert labels.author(one.rule.bands[0], one.instrument) == "Salaffi 2018"
    one = outcome("fss.mean")
    assert labels.author(one.rule.bands[0], one.instrument) == "BMC Neurology 2021"


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (Fraction(70), "70", "70"),
        (Fraction(9, 2), "4.5", "4,5"),
        (Fraction(-7, 2), "−3.5", "−3,5"),
        (Fraction(-1, 1000), "0", "0"),
        (Fraction(379, 6), "63.17", "63,17"),
        (Fraction(100), "100", "100"),
    ],
)
def test_numbers_are_in_the_readers_form(value, english, german):
    assert labels.number(value, "en") == english
    assert labels.number(value, "de") == german


def test_a_mean_always_has_one_digit_after_the_point():
    assert labels.fixed(Fraction(7), "en") == "7.0"
    assert labels.fixed(6.26, "de") == "6,3"


@pytest.mark.parametrize(
    ("text", "short", "spoken"),
    [
        (">70", ">70", "above 70"),
        (">=70", "≥70", "at least 70"),
        ("<30", "<30", "below 30"),
        ("<=30", "≤30", "at most 30"),
        ("35 to 65", "35–65", "35 to 65"),
        (">0", ">0", "above 0"),
        ("<100", "<100", "below 100"),
        (">=0", "0–100", "anything from 0 to 100"),
    ],
)
def test_intervals_are_short_in_labels_and_whole_in_sentences(text, short, spoken):
    rule = outcome("fiqr.total").rule
    assert labels.short_interval(read_interval(text, 0, 100), rule, "en") == short
    assert labels.spoken_interval(read_interval(text, 0, 100), rule, "en") == spoken


@pytest.mark.parametrize(
    ("score", "value", "said"),
    [
        ("fiqr.total", Fraction("63.96"), "63.96"),  # severe from 64 on
        ("fiqr.total", Fraction("62.96"), "63"),
        ("fiqr.total", Fraction("30.04"), "30.04"),  # mild above 30
    ],
)
def test_a_value_is_not_rounded_into_another_band(score, value, said):
    rule = outcome(score).rule
    assert labels.short_interval(exactly(value), rule, "en") == said
    assert labels.spoken_interval(exactly(value), rule, "en") == said


@given(
    st.lists(st.fractions(-100, 100, max_denominator=900), min_size=1, max_size=3),
    st.lists(st.integers(-50, 50), min_size=1, max_size=3),
    st.integers(0, 2),
)
def test_numbers_keep_their_side_of_a_bound_when_they_are_printed(values, bounds, least):
    digits = labels.digits_apart(values, bounds, least)
    assert digits >= least
    for value in values:
        printed = Fraction(labels.number(value, "en", digits).replace("−", "-"))
        assert abs(printed - value) <= Fraction(1, 2 * 10**digits)
        for bound in bounds:
            assert (printed > bound, printed < bound) == (value > bound, value < bound)


def test_a_half_is_rounded_away_from_zero():
    assert labels.number(Fraction(5, 2), "en", 0) == "3"
    assert labels.number(Fraction(-5, 2), "en", 0) == "−3"
    assert labels.fixed(Fraction("6.25"), "en") == "6.3"


def test_an_exact_value_is_a_number():
    rule = outcome("fiqr.total").rule
    assert labels.short_interval(exactly(100), rule, "en") == "100"
    assert labels.spoken_interval(exactly(0), rule, "de") == "0"


@pytest.mark.parametrize(
    ("first", "last", "english", "german"),
    [
        ("2023-02-14", "2023-02-14", "14 Feb 2023", "14. Feb. 2023"),
        ("2023-02", "2023-02", "Feb 2023", "Feb. 2023"),
        ("2023", "2023", "2023", "2023"),
        ("2023-02", "2023-08", "Feb to Aug 2023", "Feb. bis Aug. 2023"),
        ("2023-12", "2024-01", "Dec 2023 to Jan 2024", "Dez. 2023 bis Jan. 2024"),
        ("2023", "2024-05-01", "2023 to 1 May 2024", "2023 bis 1. Mai 2024"),
        ("2024", "2024-05-01", "2024 to 1 May 2024", "2024 bis 1. Mai 2024"),
    ],
)
def test_dates_are_as_exact_as_they_are_known(first, last, english, german):
    assert labels.span_text(span(first, last), "en") == english
    assert labels.span_text(span(first, last), "de") == german


def test_dates_are_long_in_sentences():
    assert labels.day_text(read_day("2025-04"), "de", "long") == "April 2025"
    assert labels.day_text(read_day("2025-03-09"), "en", "long") == "9 March 2025"
