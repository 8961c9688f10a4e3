"""The plain answer is plain: school grade 8 in English and in German, by published formulas.

Flesch-Kincaid grade and the first Wiener Sachtextformel, as textstat computes them.
"""

import re
from pathlib import Path

import pytest
import textstat

from caseline.analysis import analyse
from caseline.analysis.recorded import recorded
from caseline.claims import Posterior, features_of, judge, patient_text
from caseline.claims.words import words
from caseline.course.read import read_course
from tests.unit.claims.made import cases
from tests.unit.claims.made import features as made

pytestmark = pytest.mark.extra

MOST = 8
PUBLISHED = Path(__file__).parents[3] / "examples" / "moser-2025.toml"
CASES = cases()
# Names that a reader knows and a formula punishes. These are names in a record, not our words.
NAMES = {"antidepressant": "new pill"}


def grade(text, lang):
    for name, plain in NAMES.items():
        text = text.replace(name, plain)
    text = re.sub(r"(\d)[.,]\d", r"\1", text)  # a point in a number ends no sentence
    textstat.set_lang(lang)
    if lang == "de":
        return textstat.wiener_sachtextformel(text, 1)
    return textstat.flesch_kincaid_grade(text)


def answers(lang):
    """The plain answer to every case, as the record gives it and as each verdict would."""
    course = read_course(PUBLISHED)
    found = features_of(course, "fiqr.total")
    yield patient_text(judge(found), found, None, lang).text
    for case in CASES:
        posterior = Posterior(1.5, 0.2, 2.8, **case.entries["posterior"], good_days=(0.62, 0.2))
        features = case.features
        yield patient_text(judge(features, posterior), features, posterior, lang).text
    for base, changed in (("trial", {}), ("trial", {"blinding.patient": "not on record"})):
        posterior, features = Posterior(-2, -3, -1, 0.001), made(base, changed)
        yield patient_text(judge(features, posterior), features, posterior, lang).text


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_twelve_year_old_can_read_the_answer(lang):
    grades = {text: grade(text, lang) for text in answers(lang)}

    assert {text: one for text, one in grades.items() if one > MOST} == {}
    assert len(grades) > 15


@pytest.mark.parametrize("lang", ["en", "de"])
def test_what_fooled_us_is_plain_as_a_whole(lang):
    sentences = [
        text.format(n=31, months=26, percent=30, what="a new pill", runs="no trend", low=2, high=14)
        for text in words(lang).sections["threat"].values()
    ]

    assert grade(" ".join(sentences), lang) <= MOST


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", ["moser-2025", "synthetic-diary", "synthetic-trial"])
def test_what_is_said_of_a_record_is_plain_too_by_itself_and_as_a_whole(name, lang):
    told = recorded(analyse(read_course(PUBLISHED.with_stem(name))), lang)

    assert grade(f"{told.values} {told.outcomes} {told.side_effects}", lang) <= MOST
    assert grade(told.text, lang) <= MOST


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("section", ["holds", "refused"])
def test_why_no_more_is_said_is_plain(section, lang):
    sentences = words(lang).sections[section].values()

    assert {one: grade(one, lang) for one in sentences if grade(one, lang) > MOST} == {}


def test_hard_words_are_noticed():
    hard = "Pharmacological interventions demonstrated considerable heterogeneity."

    assert grade(hard, "en") > MOST
    assert grade("Pharmakologische Interventionen demonstrierten Heterogenität.", "de") > MOST
