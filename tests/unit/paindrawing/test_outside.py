"""Marks that touch no region: counted and told, so that none is lost silently."""

import pytest

from caseline.paindrawing.drawing import PainDrawing, Stroke
from caseline.paindrawing.outside import Outside
from caseline.paindrawing.prefill import suggest
from caseline.paindrawing.telling import suggestion_data, suggestion_lines
from caseline.record import NOT_ON_RECORD

pytestmark = pytest.mark.extra

CHEST = Stroke(((90, 150), (110, 150)))
FOREHEAD = Stroke(((100, 20), (102, 20)))
BESIDE = Stroke(((10, 30), (20, 30)))


def outside(drawing):
    return suggest(drawing).outside


def front(*strokes):
    return PainDrawing("neutral", {"front": strokes, "back": NOT_ON_RECORD})


def test_a_mark_in_a_region_is_not_outside_however_far_it_reaches_beyond():
    through = Stroke(((5, 150), (195, 150)))

    assert outside(front(CHEST)) == outside(front(through)) == ()


def test_marks_on_the_body_and_beside_it_are_counted_by_view():
    drawing = PainDrawing("neutral", {"front": (CHEST, FOREHEAD, BESIDE), "back": (BESIDE,)})

    assert outside(drawing) == (Outside("front", 1, 1), Outside("back", 0, 1))


@pytest.mark.parametrize("x", [-15, 215])
def test_a_mark_wholly_beside_the_sheet_is_counted_and_one_that_reaches_it_once(x):
    assert outside(front(Stroke(((x, 200), (x, 210))))) == (Outside("front", 0, 1),)
    edge = -2 if x < 0 else 202
    assert outside(front(Stroke(((edge, 30), (edge, 40))))) == (Outside("front", 0, 1),)


def test_what_was_erased_is_no_mark():
    rubbed = Stroke(((100, 20), (102, 20)), width=30, eraser=True)

    assert outside(front(FOREHEAD, rubbed)) == ()


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "Marks that touch no region and count for nothing: front, on the body: 1."),
        ("de", "Markierungen, die keine Region berühren und für nichts zählen: vorn, auf dem Körp"),
    ],
)
def test_they_are_told_in_words_and_as_data(lang, told):
    found = suggest(front(CHEST, FOREHEAD))

    assert any(line.startswith(told) for line in suggestion_lines(found, lang))
    assert suggestion_data(found)["outside"] == [{"view": "front", "on_body": 1, "beside": 0}]
    assert suggestion_data(suggest(front(CHEST)))["outside"] == []
    assert not any(told[:20] in line for line in suggestion_lines(suggest(front(CHEST)), lang))
