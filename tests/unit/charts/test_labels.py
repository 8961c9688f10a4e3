from fractions import Fraction

import pytest

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
def test_every_main_outcome_has_a_name_of_its_own_on_its_scale(lang):
    named = labels.words(lang)["outcomes"]
    assert {one.id for one in MAIN} - named.keys() == set()
    assert len(set(named.values())) == len(named) - 4  # the two pain scales share their names


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


def test_an_outcome_without_a_name_bears_its_instruments():
    assert labels.outcome_name(outcome("phq4.anxiety"), "de").endswith(", anxiety")
    assert labels.rank(outcome("phq4.anxiety")) > labels.rank(outcome("phq4.total"))


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
    ],
)
def test_intervals_are_short_in_labels_and_whole_in_sentences(text, short, spoken):
    rule = outcome("fiqr.total").rule
    assert labels.short_interval(read_interval(text, 0, 100), rule, "en") == short
    assert labels.spoken_interval(read_interval(text, 0, 100), rule, "en") == spoken


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
