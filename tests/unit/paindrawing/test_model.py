"""The body maps: their 19 regions, their five groups, their names, left and right."""

import pytest

from caseline.errors import DrawingError
from caseline.paindrawing.model import (
    BODIES,
    REGION_IDS,
    Line,
    Region,
    ViewId,
    body_map,
    other_side,
    words,
)

GROUPS = {
    1: ["jaw_l", "shoulder_l", "upperarm_l", "lowerarm_l"],
    2: ["jaw_r", "shoulder_r", "upperarm_r", "lowerarm_r"],
    3: ["hip_l", "upperleg_l", "lowerleg_l"],
    4: ["hip_r", "upperleg_r", "lowerleg_r"],
    5: ["neck", "upperback", "lowerback", "chest", "abdomen"],
}
LEFT = ["jaw_l", "shoulder_l", "upperarm_l", "lowerarm_l", "hip_l", "upperleg_l", "lowerleg_l"]


@pytest.fixture(params=BODIES)
def body(request) -> str:
    return request.param


def region(name: str, body: str = "neutral") -> Region:
    return next(one for one in body_map(body).regions if one.id == name)


def not_on(view: ViewId, body: str) -> set[str]:
    return {one.id for one in body_map(body).regions if view not in one.shapes}


def mirrored(line: Line, width: int) -> set[tuple[float, float]]:
    return {(round(width - x, 1), y) for x, y in line}


def test_the_19_regions_stand_in_the_order_of_the_index(body):
    assert list(REGION_IDS) == [name for names in GROUPS.values() for name in names]
    assert tuple(one.id for one in body_map(body).regions) == REGION_IDS


@pytest.mark.parametrize(("number", "names"), GROUPS.items())
def test_the_five_regions_of_2016_hold_these_areas(number, names):
    assert [one.id for one in body_map().regions if one.acr2016_region == number] == names


def test_jaw_chest_and_abdomen_do_not_count_for_generalised_pain():
    aside = {one.id for one in body_map().regions if not one.counts_for_generalised_pain}
    assert aside == {"jaw_l", "jaw_r", "chest", "abdomen"}


def test_each_region_is_shown_on_the_views_where_it_can_be_touched(body):
    assert not_on("back", body) == {"jaw_l", "jaw_r", "chest", "abdomen"}
    assert not_on("front", body) == {"upperback", "lowerback"}


@pytest.mark.parametrize("name", LEFT)
def test_left_is_the_exact_mirror_of_right(name, body):
    left, right = region(name, body), region(other_side(name), body)
    assert left.shapes.keys() == right.shapes.keys()
    for view, shape in left.shapes.items():
        assert mirrored(shape, 200) == set(right.shapes[view])


def test_the_outlines_are_their_own_mirrors(body):
    for view in body_map(body).views:
        assert mirrored(view.outline, view.width) == set(view.outline)


@pytest.mark.parametrize("name", LEFT)
def test_the_patients_left_is_the_viewers_right_in_front_and_left_behind(name, body):
    shapes = region(name, body).shapes
    assert min(x for x, _ in shapes["front"]) >= 100
    assert max(x for x, _ in shapes.get("back", ((0.0, 0.0),))) <= 100


def test_the_body_fits_its_sheet(body):
    for view in body_map(body).views:
        assert (view.width, view.height) == (200, 480)
        assert all(0 < x < 200 and 0 < y < 480 for x, y in view.outline)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_region_has_a_name_of_its_own(lang):
    names = words(lang)["regions"]
    assert set(names) == set(REGION_IDS)
    assert len(set(names.values())) == 19


def test_a_region_in_the_middle_is_its_own_other_side():
    assert [other_side(one) for one in ("jaw_l", "jaw_r", "neck")] == ["jaw_r", "jaw_l", "neck"]


def test_an_unknown_body_is_refused():
    with pytest.raises(
        DrawingError, match=r"^there is no body map 'child'; there is neutral, female, male$"
    ):
        body_map("child")


def test_a_language_without_words_is_refused():
    with pytest.raises(DrawingError, match=r"^a pain drawing has no words in 'fr'; it has en, de$"):
        words("fr")
