import pytest

from caseline.charts.course_chart import followed
from caseline.charts.describe import describe, describe_course
from tests.courses import SHORT, course_from, dosed, total

CAUSE = ("works", "effective", "due to", "significant", "wirkt", "wirksam", "signifikant")


@pytest.fixture
def told(example):
    """Gives the description of an example course."""

    def give(name, lang="en"):
        course = example(name)
        return describe_course(course, followed(course), lang)

    return give


@pytest.mark.parametrize(
    "sentence",
    [
        "naltrexone, low dose: 4.5 mg a day, start not on record.",
        "Before treatment, February to August 2023: above 70.",
        "On treatment, April 2025: fell by 35 or to 35.",
        "Before treatment, February to August 2023: mean 90.",
        "Measurement error: 18.1 to 31.4 points.",
        "Bands after Salaffi 2021: remission from 0; mild from 24; moderate from 41;",
        "Earlier treatment: conventional therapy, dates not on record",
        "Side effects: not on record.",
        "Missed visits: not on record.",
    ],
)
def test_the_published_case_is_told_with_its_values_and_dates(told, sentence):
    assert sentence in told("moser-2025")


def test_it_is_told_in_german(told):
    text = told("moser-2025", "de")
    assert "Vor der Behandlung, Februar bis August 2023: über 70." in text
    assert "Unter der Behandlung, April 2025: um 35 gesunken oder auf 35." in text
    assert "4,5 mg am Tag, Beginn nicht dokumentiert" in text


def test_long_diaries_are_summed_up_phase_by_phase(told):
    text = told("synthetic-diary")
    assert text.startswith("Synthetic data – not a real person.")
    assert "6 January to 2 February 2025: 26 readings from 4 to 9, mean 6.3" in text
    assert "from 14 April 2025 none; from 21 April 2025 4.5 mg a day" in text
    assert "Missed visits: 25 Jan 2025; " in text


def test_a_trial_names_its_placebo(told):
    assert "from 31 March 2025 placebo" in told("synthetic-trial")
    assert "On placebo, " in told("synthetic-trial")


def test_of_a_trial_the_two_means_are_told_that_it_compares(told):
    both = "off treatment mean 6.6 (n = 48), on treatment mean 4.6 (n = 55)"
    assert both in told("synthetic-trial")
    assert "All readings that the trial compares" not in told("synthetic-diary")


def test_none_is_not_the_same_as_not_on_record(told):
    assert "Earlier treatment: none." in told("synthetic-trial")


def test_a_time_without_a_known_condition_says_so():
    course = course_from(SHORT)
    text = describe(course, followed(course), "en")
    assert "Treatment at that time not on record, 6 January 2025: 7." in text


def test_readings_are_told_as_values_and_an_unknown_one_as_anything():
    readings = "[{ text = 'a', value = 60 }, { text = 'b', value = 80 }]"
    visit = total("2025-01-06", "fiqr.total", readings).replace("value = [", "readings = [", 1)
    later = total("2025-03-10", "fiqr.total", '">=0"')
    course = course_from(dosed(("2025-02-01", 4.5)) + visit + later)
    english, german = (describe(course, followed(course), lang) for lang in ("en", "de"))
    assert "Before treatment, 6 January 2025: 60 or 80." in english
    assert "On treatment, 10 March 2025: anything from 0 to 100." in english
    assert "10. März 2025: irgendetwas zwischen 0 und 100." in german


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", ["moser-2025", "synthetic-diary", "synthetic-trial"])
def test_no_description_claims_a_cause(told, name, lang):
    assert [word for word in CAUSE if word in told(name, lang).lower()] == []
