"""The sentences of claims: as many in German as in English, and none that claims a cause."""

import re
from string import Formatter

import pytest

from caseline.claims.level import Level
from caseline.claims.rules import document
from caseline.claims.threats import THREATS
from caseline.claims.words import forbidden, words
from caseline.evidence import base_rates

LANGUAGES = ("en", "de")
ABOUT_OTHERS = "base_rate"  # numbers on other people, and lists that are no sentences
LISTS = "forbidden"


def texts(lang):
    """Every sentence of a language by its place."""
    return {
        (section, name): text
        for section, entries in words(lang).sections.items()
        if section != LISTS
        for name, text in entries.items()
    }


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_german_says_what_english_says():
    assert set(texts("en")) == set(texts("de"))


@pytest.mark.parametrize("place", sorted(texts("en")), ids=".".join)
def test_both_languages_fill_in_the_same(place):
    assert placeholders(texts("en")[place]) == placeholders(texts("de")[place])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_holds_a_forbidden_word(lang):
    found = {place: forbidden(text, Level.C0, lang) for place, text in texts(lang).items()}

    assert {place: said for place, said in found.items() if said} == {}


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "The drug works.", ("works",)),
        ("en", "A gain due to the drug", ("due to",)),
        ("en", "The effect of homework", ()),
        ("de", "Das Mittel wirkt, und zwar dank der Dosis.", ("wirkt", "dank")),
        ("de", "Er hat dunkle Gedanken.", ()),
    ],
)
def test_forbidden_words_are_found_as_whole_words(lang, text, found):
    assert forbidden(text, Level.C3, lang) == found


def test_some_words_are_free_from_c4_on_and_some_never():
    assert forbidden("It works.", Level.C4, "en") == ()
    assert forbidden("It proves it.", Level.C5, "en") == ("proves",)


def test_every_threat_has_its_sentence_and_what_would_help():
    told = set(words("en").sections["threat"])
    helps = document()["firmer"]

    assert {name.split("_")[0] for name in told} == set(THREATS)
    assert set(words("en").sections["threat_clinician"]) == told
    assert {name.split("_")[0] for name in helps} == set(THREATS)
    assert set(helps) <= {*told, *THREATS}
    assert {*helps.values(), "blind", "lot", "looks", "why_and_when"} == set(
        words("en").sections["firmer"]
    )


def test_every_threat_has_its_place_in_what_a_patient_reads():
    assert sorted(document()["order"]["patient"]) == sorted(THREATS)


def test_every_base_rate_has_its_sentence():
    ids = {rate.id for rate in base_rates("fibromyalgia")}

    assert ids == set(words("en").sections[ABOUT_OTHERS]) - {"context"}


@pytest.mark.parametrize(
    ("lang", "value", "shown"),
    [("en", -0.04, "0"), ("en", -1.25, "−1.2"), ("de", 2.5, "2,5"), ("de", 3.0, "3")],
)
def test_numbers_are_written_as_the_language_writes_them(lang, value, shown):
    assert words(lang).number(value) == shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_ends_without_a_stop(lang):
    sentences = {
        place: text
        for place, text in texts(lang).items()
        if place[0] in ("threat", "firmer", "patient", "refused", "base_rate")
    }

    assert [place for place, text in sentences.items() if not re.search(r"[.}]$", text)] == []
