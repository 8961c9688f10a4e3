"""The picture: what it shows, what it says, and what it refuses."""

from xml.etree import ElementTree

import pytest

from caseline.errors import DrawingError
from caseline.paindrawing.model import REGION_IDS
from caseline.paindrawing.picture import describe, picture
from caseline.paindrawing.sheets import Ink

SVG = "{http://www.w3.org/2000/svg}"
SEVENTEEN = [name for name in REGION_IDS if name not in {"lowerback", "abdomen"}]
INK = Ink(accent="#123456")


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def filled(svg: ElementTree.Element, fill: str) -> int:
    return sum(path.get("fill", "").startswith(fill) for path in svg.iter(f"{SVG}path"))


def test_seventeen_regions_fill_sixteen_shapes_in_front_and_fourteen_behind():
    # in front 2 jaws, 6 of the arms, 6 of the legs, neck, chest; behind 12, neck, upper back
    assert filled(parsed(picture(SEVENTEEN, ink=INK)), "#123456") == 16 + 14


def test_nothing_is_filled_when_nothing_is_marked():
    assert filled(parsed(picture([], ink=INK)), "#123456") == 0


def test_unanswered_regions_are_hatched_on_each_view():
    svg = parsed(picture(["neck"], unanswered=["chest", "hip_l"]))
    assert filled(svg, "url(#hatch-") == 3


def test_left_and_right_are_named_from_the_patients_side_on_both_views():
    groups = parsed(picture([])).iter(f"{SVG}g")
    said = [[t.text for t in group.iter(f"{SVG}text")] for group in groups]
    assert said == [["front", "right", "left"], ["back", "left", "right"]]


def test_the_german_picture_speaks_german():
    svg = parsed(picture(["jaw_l"], lang="de"))
    assert svg.findtext(f"{SVG}title") == "Schmerzzeichnung"
    assert {"vorn", "hinten", "links", "rechts"} == {t.text for t in svg.iter(f"{SVG}text")}


def test_the_description_counts_and_names_what_is_marked_and_what_is_not():
    told = parsed(picture(SEVENTEEN)).findtext(f"{SVG}desc")
    assert told is not None
    assert told.startswith("17 of 19 regions are marked: Jaw, left; Shoulder girdle, left;")
    assert told.endswith("Chest. Not marked: Lower back; Abdomen.")


def test_the_description_says_when_nothing_is_marked():
    assert describe([]).startswith("None of the 19 regions is marked. Not marked: Jaw, left;")


def test_what_was_not_answered_is_neither_marked_nor_unmarked():
    told = describe(SEVENTEEN, lang="de", unanswered=["abdomen"])
    assert told.endswith("Brust. Nicht markiert: Unterer Rücken. Nicht beantwortet: Bauch.")


def test_the_title_and_the_description_name_the_picture():
    svg = parsed(picture(["neck"]))
    ids = [svg.find(f"{SVG}{name}").get("id") for name in ("title", "desc")]
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby", "").split() == ids


def test_two_pictures_on_one_page_share_no_id():
    def ids(text):
        return {part.get("id") for part in parsed(text).iter()} - {None}

    assert ids(picture(["neck"])).isdisjoint(ids(picture(["chest"])))


def test_the_same_drawing_gives_the_same_bytes():
    assert picture(["neck", "chest"]) == picture(("chest", "neck"))


def test_the_picture_refers_to_nothing_outside_itself():
    text = picture(SEVENTEEN, unanswered=["abdomen"])
    assert text.count("http") == 1  # the name of the SVG vocabulary
    assert all(part.get("href", "#").startswith("#") for part in parsed(text).iter())


def test_an_unknown_region_is_refused():
    with pytest.raises(DrawingError, match=r"^there is no region 'knee_l'; the regions are jaw_l,"):
        picture(["knee_l"])


def test_a_region_cannot_be_marked_and_unanswered():
    with pytest.raises(DrawingError, match=r"^marked and unanswered at once: chest; one of them$"):
        picture(["neck", "chest"], unanswered=["chest"])
