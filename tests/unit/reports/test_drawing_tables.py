"""The table of a course's pain drawings, each beside the one before it."""

import json
from types import SimpleNamespace

import pytest

from caseline.paindrawing.model import REGION_IDS
from caseline.reports.drawing_tables import drawing_table
from caseline.reports.words import words
from tests.courses import BEGIN, TREATMENT, UNDATED, course_from


def listed(day, marked):
    rest = [region for region in REGION_IDS if region not in marked]
    lists = f"marked = {json.dumps(marked)}\nunmarked = {json.dumps(rest)}"
    return f"[[visits]]\non = {day}\n[visits.drawing]\n{lists}\n"


def penned(day, points, body="female"):
    front = {"drawn": True, "strokes": [points]}
    views = {"front": front, "back": {"drawn": True, "strokes": []}}
    found = {"schema": 1, "body": body, "confirmed": ["chest"], "views": views}
    return f"[[visits]]\non = {day}\n[visits.drawing]\nstrokes = '{json.dumps(found)}'\n"


def table(*visits, lang="en"):
    course = course_from(BEGIN + TREATMENT + UNDATED + "".join(visits))
    return drawing_table(SimpleNamespace(course=course, words=words(lang)))


FIRST = listed("2025-01-06", ["neck", "chest", "hip_l"])
LATER = listed("2025-03-06", ["neck", "abdomen"])


def test_each_drawing_says_what_came_and_went_since_the_one_before():
    # In both: neck. In either: neck, chest, left hip, abdomen. 1 of 4 is 25 %.
    assert table(FIRST, LATER).rows == (
        ("6 January 2025", "3 of 19", "–", "–", "–"),
        (
            "6 March 2025",
            "2 of 19",
            "Abdomen",
            "Hip (buttock, trochanter), left; Chest",
            "25\u00a0%",
        ),
    )


def test_the_table_warns_how_far_drawings_move_by_themselves():
    note = table(FIRST, LATER).note

    assert "31 people" in note
    assert "42 ± 19\u00a0%" in note
    assert "no change by itself" in note


def test_it_is_told_in_german():
    later = table(FIRST, LATER, lang="de")

    assert later.rows[1][1:3] == ("2 von 19", "Bauch")
    assert "42 ± 19\u00a0%" in later.note


def test_a_region_that_one_drawing_leaves_open_is_neither_gained_nor_lost():
    opened = "[[visits]]\non = 2025-03-06\n[visits.drawing]\nmarked = ['neck', 'abdomen']\n"

    # Of the later one only these two are answered, and both lists have the neck.
    assert table(FIRST, opened).rows[1][1:] == ("2 to 19 of 19", "Abdomen", "none", "50\u00a0%")


def test_one_drawing_makes_no_table():
    assert table(FIRST).rows == ()


@pytest.mark.extra
def test_marks_are_compared_where_both_were_drawn_on_the_same_outline():
    line = [[90, 150], [110, 150]]
    again, other = penned("2025-03-06", line), penned("2025-04-06", line, body="male")

    made = table(penned("2025-01-06", line), again, other)

    assert len(made.head) == 6
    assert [row[5] for row in made.rows] == ["–", "100\u00a0%", "–"]
