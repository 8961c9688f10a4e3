"""What a report may not say, in both languages, for every example."""

import json
import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from caseline.reports.as_json import as_json
from caseline.reports.content import content
from caseline.reports.facts import facts
from caseline.reports.words import words
from tests.unit.reports.conftest import NAMES

pytestmark = pytest.mark.extra

# Words that claim a cause about one person. The names of rules ("FM30 responder") are exempt.
FORBIDDEN = {
    "en": r"works?|worked|effective|responders?|caused?|due to|thanks to|prov(?:e|es|ed|en)"
    r"|significant(?:ly)?|confirm(?:s|ed)?",
    "de": r"wirkte?|wirksam|responder|verursach\w*|aufgrund|dank|bewei\w+|signifikant\w*"
    r"|bestätig\w*",
}
RULE = re.compile(r"FM30[ -]responder", re.IGNORECASE)
WORDS = Path(__file__).parents[3] / "src" / "caseline" / "reports" / "words"


def own_sentences(report):
    texts = content(report)
    told = report.answer
    found = [
        told.patient,
        *told.clinician,
        told.others,
        *report.fooled,
        *report.firmer,
        *texts.notes,
    ]
    found += [figure.title + " " + figure.description for figure in (report.chart, *report.figures)]
    found += [cell for table in texts.tables for row in (table.head, *table.rows) for cell in row]
    return RULE.sub("", "\n".join(found))


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_claims_a_cause(report, name, lang):
    said = own_sentences(report(name, lang))

    assert re.findall(rf"\b(?:{FORBIDDEN[lang]})\b", said, re.IGNORECASE) == []


def test_the_search_finds_what_it_looks_for():
    assert re.search(rf"\b(?:{FORBIDDEN['en']})\b", "The drug works.")
    assert re.search(rf"\b(?:{FORBIDDEN['de']})\b", "Das Mittel wirkt.")


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", NAMES)
def test_the_headline_has_at_most_25_words(report, name, lang):
    assert len(report(name, lang).answer.headline.split()) <= 25


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", NAMES)
def test_the_advice_closes_the_answer(report, name, lang):
    told = report(name, lang).answer

    assert told.patient.endswith(told.advice)


def test_side_effects_not_on_record_are_not_none(report):
    said = report("moser-2025").answer.side_effects

    assert said == "Side effects: not on record. That is not the same as none."


def test_a_randomised_trial_is_not_told_as_before_and_after_only(report):
    told = report("synthetic-trial").answer

    assert "better on treatment than off it" in told.headline
    assert told.treatment.startswith("The treatment as a whole")


def test_a_synthetic_course_says_so_in_data_page_and_chart(report):
    from caseline.reports.html import html

    made = report("synthetic-diary")

    assert as_json(made)["synthetic"] is True
    assert "Synthetic data: made by a program, no person." in html(made)
    assert "ynthetic" in made.chart.svg


def test_german_says_everything_that_english_says():
    english, german = (
        tomllib.loads((WORDS / f"{lang}.toml").read_text(encoding="utf-8")) for lang in ("en", "de")
    )

    assert {s: set(texts) for s, texts in english.items()} == {s: set(t) for s, t in german.items()}
    for section, texts in english.items():
        for name, text in texts.items():
            assert placeholders(text) == placeholders(german[section][name]), (section, name)


def placeholders(text):
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def test_german_numbers_have_a_comma(report):
    assert "18,1 bis 31,4 Punkte" in report("moser-2025", "de").answer.patient


def test_the_data_is_json_without_nan(report):
    for name in NAMES:
        json.dumps(as_json(report(name)), allow_nan=False)


def test_what_the_clinic_writes_into_a_record_is_read_in_the_readers_language(report):
    found = {one.value for one in facts(report("synthetic-diary", "de"))}
    assert "Fibromyalgie" in found
    for ours in ("as planned", "changed by the patient", "by mouth"):
        assert words("de").value(ours) != words("en").value(ours) == ours
