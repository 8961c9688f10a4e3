"""Pain drawings as small multiples, in the course chart and alone."""

import json

import pytest

from caseline.charts import course_chart
from caseline.charts.drawings import MOST, ROOM, drawings_figure
from caseline.charts.theme import colour, tokens
from tests.courses import BEGIN, TREATMENT, UNDATED, course_from

pytestmark = pytest.mark.extra

SIDES = ["R", "L", "L", "R"]


def drawn(day, marked, more=""):
    """A visit with a drawing, all other regions of which are unanswered."""
    return f"[[visits]]\non = {day}\n[visits.drawing]\nmarked = {json.dumps(marked)}\n{more}\n"


def course(*visits):
    return course_from(BEGIN + TREATMENT + UNDATED + "".join(visits))


def many(n):
    return course(*(drawn(f"2025-{1 + d // 28:02}-{1 + d % 28:02}", ["neck"]) for d in range(n)))


def bodies(parts, figure):
    return parts(figure).rows("point", stroke=colour("ink"), fill=colour("paper"), strokeWidth=0.8)


ONE = drawn("2025-01-06", ["neck"])
TWO = drawn("2025-03-06", ["neck", "chest"])
STROKES = json.dumps(
    {
        "schema": 1,
        "body": "female",
        "confirmed": ["chest"],
        "views": {
            "front": {"drawn": True, "strokes": [[[90, 150], [110, 160]]]},
            "back": {"drawn": True, "strokes": []},
        },
    }
)
PENNED = f"[[visits]]\non = 2025-04-06\n[visits.drawing]\nstrokes = '{STROKES}'\n"


def test_a_drawing_stands_under_the_panels_with_its_date_and_count(parts):
    figure = course_chart(course(ONE))

    texts = parts(figure).texts
    assert len(bodies(parts, figure)) == 1
    assert {"Pain drawings, front and back", "6 Jan 2025", "1 to 19 of 19"} <= set(texts)
    assert [text for text in texts if text in "RL"] == SIDES
    assert "Pain drawings: 6 January 2025: 1 to 19 of 19." in figure.description


def test_a_course_without_drawings_has_no_room_for_them(parts, example):
    figure = course_chart(example("synthetic-trial"))

    assert "Pain drawings, front and back" not in parts(figure).texts
    assert "drawing" not in figure.description


@pytest.mark.parametrize("width", ["narrow", "wide"])
def test_more_than_fit_are_chosen_evenly_and_none_overlaps(parts, width):
    figure = course_chart(many(40), width=width)

    size, least = tokens().sizes[width], ROOM[width][0]
    n = size.width // least
    assert len(bodies(parts, figure)) == n
    assert f"Pain drawings, front and back ({n} of 40)" in parts(figure).texts
    assert {"1 Jan 2025", "12 Feb 2025"} <= set(parts(figure).texts)
    places = sorted(row["on"] for row in bodies(parts, figure))
    assert len(set(places)) == n


def test_what_the_pen_left_lies_over_the_places_that_hurt(parts):
    held = parts(course_chart(course(ONE, PENNED)))

    accent = held.rows("point", fill=colour("accent"))
    assert sorted(row["fillOpacity"] for row in accent) == [0.35, 0.35, 0.75]
    said = " ".join(held.texts)
    assert "Darker: what the pen left." in said
    assert "Grey: not answered." in said


def test_one_drawing_is_no_figure_of_its_own():
    assert drawings_figure(course(ONE)) is None


def test_the_figure_shows_each_drawing_with_its_count(parts):
    figure = drawings_figure(course(ONE, TWO, PENNED), "de")

    assert len(bodies(parts, figure)) == 3
    assert {"1 bis 19 von 19", "2 bis 19 von 19", "1 von 19"} <= set(parts(figure).texts)
    assert figure.title == "Schmerzzeichnungen im Verlauf: patient-01"


def test_the_figure_of_very_many_shows_some_and_says_so(parts):
    figure = drawings_figure(many(40))

    assert len(bodies(parts, figure)) == MOST
    assert "12 of 40 drawings, evenly chosen; the table has all." in " ".join(parts(figure).texts)
