"""Pictures of drawings, of many over one another, and of the outline alone."""

from xml.etree import ElementTree

import pytest

from caseline.paindrawing.drawing import Stroke
from caseline.paindrawing.drawn import (
    describe_drawing,
    describe_heat,
    drawing_picture,
    heat_picture,
)
from caseline.paindrawing.heat import heat_map
from caseline.paindrawing.model import BODIES, REGION_IDS
from caseline.paindrawing.outline import outline_data, outline_picture
from caseline.paindrawing.sheets import Ink
from caseline.record import NOT_ON_RECORD
from tests.unit.paindrawing.drawings import drawn, square

pytestmark = pytest.mark.extra

SVG = "{http://www.w3.org/2000/svg}"
INK = Ink(accent="#123456")
CHEST = square(85.0, 110.0, 30)


def filled(text: str, fill: str) -> int:
    shapes = ElementTree.fromstring(text).iter()
    return sum(one.get("fill", "").startswith(fill) for one in shapes)


def test_marks_are_one_shape_on_each_view_that_has_any():
    assert filled(drawing_picture(drawn(CHEST, [(100.0, 85.0)]), ink=INK), "#123456") == 1
    assert filled(drawing_picture(drawn(CHEST, back=[CHEST]), ink=INK), "#123456") == 2


def test_an_erased_mark_is_not_drawn():
    rub = Stroke(tuple(CHEST), width=60, eraser=True)
    assert filled(drawing_picture(drawn(CHEST, rub), ink=INK), "#123456") == 0


def test_a_view_that_was_not_drawn_is_hatched():
    assert filled(drawing_picture(drawn(CHEST, back=NOT_ON_RECORD)), "url(#hatch-") == 1


def test_the_description_tells_extent_and_what_was_not_drawn():
    assert describe_drawing(drawn()) == "Drawn: nothing is marked on the body."
    told = describe_drawing(drawn(CHEST, back=NOT_ON_RECORD), lang="de")
    assert told.startswith("Gezeichnet: 1,8 bis 51,")
    assert told.endswith("\N{NO-BREAK SPACE}% des Körpers sind markiert. Nicht gezeichnet: hinten.")


def test_a_heat_map_is_darker_where_more_drawings_mark_a_place():
    once, twice = [drawn(CHEST), drawn()], [drawn(CHEST), drawn(CHEST)]
    scale = 1 + 2 + 3 + 4 + 5  # its swatches, of as many layers each
    assert filled(heat_picture(heat_map(once), ink=INK), "#123456") == 3 + scale  # 0, 20, 40 %
    assert filled(heat_picture(heat_map(twice), ink=INK), "#123456") == 5 + scale


def test_a_heat_map_is_told_in_words():
    heat = heat_map([drawn(CHEST), drawn(CHEST, [(100.0, 82.0), (100.0, 92.0)])])
    assert describe_heat(heat) == (
        "2 drawings over one another. Most often marked: Chest 2 of 2; Neck 1 of 2."
    )
    assert describe_heat(heat_map([drawn()]), lang="de") == (
        "1 Zeichnungen übereinander. Nichts ist markiert."
    )


def test_the_outline_alone_has_labels_and_no_marks():
    svg = ElementTree.fromstring(outline_picture("male", lang="de"))
    assert {t.text for t in svg.iter(f"{SVG}text")} == {"vorn", "hinten", "links", "rechts"}
    assert svg.findtext(f"{SVG}desc") == "Der Umriss eines Mannes, von vorn und von hinten."


@pytest.mark.parametrize("body", BODIES)
def test_the_data_of_an_outline_holds_every_region_on_its_sheets(body):
    data = outline_data(body)
    assert tuple(one["id"] for one in data["regions"]) == REGION_IDS
    assert data["views"]["front"]["view_box"] == [0, 0, 200, 480]
    assert data["views"]["front"]["patients_left"] == "viewer's right"
    assert data["views"]["back"]["patients_left"] == "viewer's left"
    assert all(
        len(shape["points"]) > 4 and shape["path"].endswith("Z")
        for one in data["regions"]
        for shape in one["shapes"].values()
    )
