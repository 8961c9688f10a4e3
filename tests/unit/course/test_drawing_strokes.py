"""A drawing in a course: its strokes stand beside the two lists, and never change them."""

import json

import pytest

from caseline.course.write import write_course
from caseline.paindrawing.model import REGION_IDS
from tests.courses import BEGIN, TREATMENT, UNDATED, course_from, refusal

CHEST = [[85, 110], [115, 110], [115, 140], [85, 140]]


def course(*lines):
    visit = ["[[visits]]", "on = 2025-01-06", "[visits.drawing]", *lines]
    return BEGIN + TREATMENT + UNDATED + "\n".join(visit) + "\n"


def strokes(**more):
    view = {"drawn": True, "strokes": [CHEST]}
    data = {"schema": 1, "body": "neutral", "views": {"front": view, "back": view}} | more
    return f"strokes = '''{json.dumps(data)}'''"


def drawing(*lines):
    return course_from(course(*lines)).visits[0].drawing


def test_strokes_alone_answer_no_region():
    found = drawing(strokes())
    assert (found.marked, found.unmarked) == ((), ())
    assert len(found.strokes.strokes("front")[0].points) == 4


def test_what_the_strokes_suggest_does_not_change_the_lists():
    found = drawing('marked = ["neck"]', 'unmarked = ["chest"]', strokes())
    assert (found.marked, found.unmarked) == (("neck",), ("chest",))


def test_what_the_patient_confirmed_stands_for_both_lists():
    found = drawing(strokes(confirmed=["neck"]))
    assert found.marked == ("neck",)
    assert found.unmarked == tuple(one for one in REGION_IDS if one != "neck")


def test_no_region_may_be_confirmed_too():
    assert drawing(strokes(confirmed=[])).unmarked == REGION_IDS


def test_lists_that_differ_from_what_was_confirmed_are_refused():
    assert refusal(course('marked = ["neck"]', strokes(confirmed=["chest"]))) == (
        "course.toml: visits 1 > drawing > marked: "
        "differs from what the strokes say was confirmed, one is right"
    )


def test_strokes_that_are_no_drawing_are_refused():
    assert refusal(course("strokes = '{}'")) == (
        "course.toml: visits 1 > drawing > strokes: drawing: schema: "
        "is missing, a drawing has schema 1"
    )


@pytest.mark.parametrize("line", [strokes(), strokes(confirmed=[]), strokes(confirmed=["neck"])])
def test_strokes_are_written_and_read_again(line):
    one = course_from(course(line))
    assert course_from(write_course(one)) == one
