"""A drawing takes only what somebody can have drawn."""

from math import inf, nan

import pytest

from caseline.errors import DrawingError
from caseline.paindrawing.drawing import MOST_POINTS, MOST_STROKES, PainDrawing, Stroke, mirrored
from caseline.record import NOT_ON_RECORD
from tests.unit.paindrawing.drawings import drawn

DOT = ((100.0, 100.0),)


def refusal(*strokes, **more) -> str:
    with pytest.raises(DrawingError) as caught:
        drawn(*strokes, **more)
    return str(caught.value)


@pytest.mark.parametrize(
    ("stroke", "sentence"),
    [
        (Stroke(()), "has no points, one or more are needed"),
        (
            Stroke(((nan, 1.0),)),
            "holds a number that is not finite, numbers in units of the sheet are needed",
        ),
        (
            Stroke(((1.0, inf),)),
            "holds a number that is not finite, numbers in units of the sheet are needed",
        ),
        (
            Stroke(((221.0, 5.0),)),
            "leaves the sheet, which is 200 wide and 480 high with a margin of 20",
        ),
        (
            Stroke(((5.0, -20.5),)),
            "leaves the sheet, which is 200 wide and 480 high with a margin of 20",
        ),
        (Stroke(DOT, width=0), "has a width out of range, 0.5 to 60 units are right"),
        (Stroke(DOT, width=nan), "has a width out of range, 0.5 to 60 units are right"),
        (Stroke(DOT, intensity=11), "has an intensity off its scale, which runs from 0 to 10"),
        (
            Stroke(DOT, pressure=(0.5, 0.5)),
            "has not one pressure for each point, as many as points or none are needed",
        ),
        (Stroke(DOT, pressure=(nan,)), "has a pressure out of range, 0 to 1 is right"),
        (
            Stroke(DOT, eraser=True, filled=False),
            "erases and is filled or has an intensity, an eraser is neither",
        ),
    ],
)
def test_a_stroke_that_cannot_be_is_refused_by_its_number(stroke, sentence):
    assert refusal(DOT, stroke) == f"front: stroke 2 {sentence}"


def test_a_pen_may_slip_beside_the_sheet():
    assert drawn([(-20.0, -20.0), (220.0, 500.0)]).drawn == ("front", "back")


def test_too_many_points_are_refused():
    line = [(1.0, 1.0)] * MOST_POINTS
    assert refusal(line, DOT) == "holds 50001 points, at most 50000 are a drawing"


def test_too_many_strokes_are_refused():
    assert refusal(*[DOT] * MOST_STROKES, DOT) == "holds 2001 strokes, at most 2000 are a drawing"


def test_a_drawing_needs_both_views():
    with pytest.raises(DrawingError, match=r"^a drawing has the views front and back, no more"):
        PainDrawing("neutral", {"front": ()})


def test_a_drawing_needs_a_body_map():
    assert refusal(body="cat").startswith("there is no body map 'cat'")


def test_only_the_19_regions_can_be_confirmed():
    assert refusal(confirmed=("knee",)).startswith("there is no region 'knee'")


def test_a_view_that_was_not_drawn_is_not_one_without_pain():
    one = drawn(DOT, back=NOT_ON_RECORD)
    assert (one.drawn, one.strokes("back")) == (("front",), ())


def test_only_confirmed_regions_have_an_intensity_and_it_is_on_its_scale():
    nobody = "intensities: hold a region that nobody confirmed, only confirmed ones have one"
    assert refusal(intensities={"neck": 3}) == nobody
    assert refusal(confirmed=("chest",), intensities={"neck": 3}) == nobody
    off = "intensities: hold one off their scale, 0 to 10"
    assert refusal(confirmed=("neck",), intensities={"neck": 11}) == off
    assert refusal(confirmed=("neck",), intensities={"neck": -1}) == off


def test_the_mirror_swaps_places_and_what_was_confirmed():
    said = {"confirmed": ("jaw_l", "neck"), "intensities": {"jaw_l": 3}}
    one = mirrored(drawn([(30.0, 7.0)], back=NOT_ON_RECORD, **said))
    assert one.strokes("front") == (Stroke(((170.0, 7.0),)),)
    assert one.views["back"] is NOT_ON_RECORD
    assert (one.confirmed, one.intensities) == (("jaw_r", "neck"), {"jaw_r": 3})
