"""The pain drawings of a course as data for programs."""

import pytest

from caseline.reports.drawing import drawings_over_one_another
from caseline.reports.drawing_json import drawings_json
from caseline.reports.words import words
from tests.courses import BEGIN, TREATMENT, UNDATED, course_from
from tests.unit.reports.test_drawing_tables import FIRST, LATER, penned

LINE = [[90, 150], [110, 150]]
TAPPED = """{"schema": 1, "body": "neutral", "confirmed": ["neck"], "intensities": {"neck": 7},
"views": {"front": {"drawn": false, "strokes": []}, "back": {"drawn": false, "strokes": []}}}"""


def tapped(day):
    return f"[[visits]]\non = {day}\n[visits.drawing]\nstrokes = '''{TAPPED}'''\n"


def course(*visits):
    return course_from(BEGIN + TREATMENT + UNDATED + "".join(visits))


def test_each_drawing_has_its_date_its_places_and_what_came_and_went():
    first, later = drawings_json(course(FIRST, LATER))

    assert first == {
        "date": "2025-01-06",
        "marked": ["neck", "chest", "hip_l"],
        "unanswered": [],
        "count": 3,
    }
    assert later == {
        "date": "2025-03-06",
        "marked": ["neck", "abdomen"],
        "unanswered": [],
        "count": 2,
        "gained": ["abdomen"],
        "lost": ["hip_l", "chest"],
        "jaccard": {"regions": 0.25, "marks": "not on record"},
    }


def test_how_strong_it_is_is_told_where_the_patient_said_it():
    first, later = drawings_json(course(FIRST, tapped("2025-04-06")))

    assert "intensities" not in first
    assert (later["marked"], later["intensities"]) == (["neck"], {"neck": 7})


@pytest.mark.extra
@pytest.mark.parametrize(
    ("lang", "title", "told"),
    [
        ("en", "How often each place was marked", "3 drawings over one another"),
        ("de", "Wie oft jede Stelle markiert wurde", "3 Zeichnungen übereinander"),
    ],
)
def test_three_drawings_on_one_outline_are_laid_over_one_another(lang, title, told):
    days = ("2025-01-06", "2025-03-06", "2025-04-06")
    figure = drawings_over_one_another(course(*(penned(day, LINE) for day in days)), words(lang))

    assert figure.title == title
    assert told in figure.description
    assert "100\N{NO-BREAK SPACE}%" in figure.svg


@pytest.mark.extra
def test_two_drawings_and_drawings_on_two_outlines_are_not():
    two = penned("2025-01-06", LINE), penned("2025-03-06", LINE)

    assert drawings_over_one_another(course(*two), words("en")) is None
    mixed = penned("2025-04-06", LINE, body="male")
    assert drawings_over_one_another(course(*two, mixed), words("en")) is None


@pytest.mark.extra
def test_what_was_only_tapped_is_laid_over_nothing():
    days = ("2025-01-06", "2025-03-06", "2025-04-06")

    assert drawings_over_one_another(course(*map(tapped, days)), words("en")) is None
