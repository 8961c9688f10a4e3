"""What stands last: every prior with its reason, every index without a claim, in both languages."""

import pytest

from caseline.analysis import analyse
from caseline.analysis.appendix import appendix, indices_part, priors_part
from caseline.analysis.as_json import as_json
from caseline.analysis.clinician import clinician
from caseline.analysis.recorded import recorded
from caseline.analysis.words import said
from tests.diaries import diary

LANGUAGES = ("en", "de")
AB = diary([6.1, 7.2, 5.3, 8.1, 6.4, 7.3, 3.2, 4.1, 2.4, 4.2, 3.3, 3.1], [0] * 6 + [1] * 6)
LEVELS = diary([2, 2, 1, 2, 2, 1, 1, 0, 1, 0, 1, 0], [0] * 6 + [1] * 6)


def found(rows=AB, **options):
    names = {"date": "date", "value": "mood", "condition": "melatonin", "baseline": 0}
    return analyse(rows, **{**names, "worse": "higher", "range": (0, 10), **options})


@pytest.fixture(scope="module")
def answer():
    return found()


def row(part, name):
    return next(row[1:] for row in part.rows if row[0] == name)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_prior_and_every_index_of_the_json_has_its_row(answer, lang):
    told = as_json(answer, lang)
    priors, indices = appendix(answer, lang)

    assert [row[0] for row in priors.rows] == [one["name"] for one in told["priors"]]
    assert [row[3] for row in priors.rows] == [one["reason"] for one in told["priors"]]
    assert [row[0] for row in indices.rows] == [said(lang)["index"][one] for one in told["indices"]]
    assert len(indices.rows) == 23


def test_a_prior_has_its_family_its_numbers_and_its_unit(answer):
    part = priors_part(answer, "en")

    assert row(part, "level")[:2] == (
        "level without treatment",
        "normal, mean 5, SD 5 points",
    )
    assert row(part, "tau_on")[1] == "lognormal, median 7 days, SD of the logarithm 0.8"
    assert row(part, "slow")[1] == "half-normal, SD 1"
    assert row(part, "rho")[1] == "beta, 2 and 2.5"
    assert row(priors_part(answer, "de"), "rho")[1] == "beta, 2 und 2,5"


def test_a_prior_that_was_given_says_so_and_an_error_that_is_not_known_is_a_ratio():
    part = priors_part(found(priors={"tau_on": (3, 0.5)}), "en")

    assert row(part, "tau_on")[1:] == (
        "lognormal, median 3 days, SD of the logarithm 0.5",
        "given in the place of the default",
    )
    assert row(part, "error")[:2] == (
        "error of measurement, over the SD of the fast fluctuation",
        "half-normal, SD 0.5",
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_scale_of_steps_has_the_prior_of_their_widths(lang):
    priors = priors_part(found(LEVELS, range=(0, 2)), lang)

    assert row(priors, "widths")[0] == said(lang)["prior"]["widths"]


def test_an_index_has_its_error_and_interval_where_there_are_any(answer):
    part = indices_part(answer, "en")

    assert row(part, "NAP") == ("1", "0.0234", "0.689 to 1")
    assert row(part, "PND") == ("1", "–", "–")
    assert row(part, "Tau-U − trend A (Parker)") == ("1.14", "0.377", "–")
    assert row(part, "percent change") == ("49.8", "5.09", "38.7 to 58.8")
    assert row(indices_part(answer, "de"), "NAP") == ("1", "0,0234", "0,689 bis 1")


@pytest.mark.parametrize(
    ("lang", "mark"),
    [("en", "which carry no claim"), ("de", "auf denen keine Aussage ruht")],
)
def test_the_indices_are_marked_as_without_a_claim_and_stand_in_no_other_text(answer, lang, mark):
    part = indices_part(answer, lang)

    assert part.title.endswith(mark)
    for text in (recorded(answer, lang).text, *clinician(answer, lang)):
        assert "NAP" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_the_indices_fit_into_a_column(answer, lang):
    assert max(len(row[0]) for row in indices_part(answer, lang).rows) <= 40


def test_both_languages_have_the_same_words():
    for section in ("prior", "index"):
        assert set(said("en")[section]) == set(said("de")[section])


@pytest.mark.parametrize(
    ("rows", "baseline"),
    [
        (diary([5] * 12, [0] * 6 + [1] * 6), 0),
        (diary([6, 7, 5, 8, 4, 3], [1] * 6), 1),
        (diary([6, 7, 5, 8], [0, 0, 1, 1]), 0),
    ],
    ids=["constant", "one condition", "too few to be assessed"],
)
def test_without_an_effect_there_is_no_appendix(rows, baseline):
    assert appendix(found(rows, baseline=baseline), "en") == ()
