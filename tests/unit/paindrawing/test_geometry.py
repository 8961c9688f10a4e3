"""The shapes of the body maps, and that they are what their sketches give."""

from itertools import combinations

import pytest
import shapely
from shapely import MultiPolygon, Polygon, union_all

from caseline.paindrawing.model import BODIES, VIEWS, BodyMap, View, ViewId, body_map
from tools.draw_body import DATA, TOOLS, sketch_in, written

pytestmark = pytest.mark.extra
NONE = pytest.approx(0, abs=1e-9)


@pytest.fixture(params=BODIES)
def body(request) -> BodyMap:
    return body_map(request.param)


@pytest.fixture(params=VIEWS)
def view(request, body) -> View:
    return body.view(request.param)


@pytest.fixture
def shapes(view, body) -> dict[str, Polygon]:
    return polygons(body, view.id)


def polygons(body: BodyMap, view: ViewId) -> dict[str, Polygon]:
    shown = (region for region in body.regions if view in region.shapes)
    return {region.id: Polygon(region.shapes[view]) for region in shown}


def neighbours(shapes: dict[str, Polygon]) -> set[tuple[str, str]]:
    """The pairs that share a border, and not only a corner."""
    pairs = combinations(shapes.items(), 2)
    return {(a, b) for (a, one), (b, two) in pairs if one.intersection(two).length > 1}


def test_every_shape_is_simple_and_lies_inside_the_outline(view, shapes):
    outline = Polygon(view.outline)
    assert outline.is_valid
    for name, shape in shapes.items():
        assert shape.is_valid, name
        assert shape.difference(outline).area == NONE, name


def test_regions_of_one_view_never_overlap(shapes):
    for (a, one), (b, other) in combinations(shapes.items(), 2):
        assert one.intersection(other).area == NONE, (a, b)


def test_the_smallest_region_is_large_enough_for_a_finger(shapes):
    assert min(shape.area for shape in shapes.values()) > 200


def test_head_hands_and_feet_belong_to_no_region_and_all_else_does(view, shapes):
    rest = Polygon(view.outline).difference(union_all(list(shapes.values())))
    assert isinstance(rest, MultiPolygon)
    head, *others = sorted(rest.geoms, key=lambda part: part.bounds[1])
    assert head.bounds[3] < 65
    assert [round(part.bounds[1], -1) for part in others] == [250, 250, 440, 440]


def test_every_body_has_the_neighbours_of_the_neutral_one(view, shapes):
    assert neighbours(shapes) == neighbours(polygons(body_map("neutral"), view.id))
    assert ("upperarm_l", "lowerarm_l") in neighbours(shapes)


@pytest.mark.parametrize("name", BODIES)
def test_the_shipped_map_is_what_the_sketch_gives(name):
    sketch = TOOLS / f"body_{name}.toml"
    drawn = written(sketch_in(sketch), sketch.name)
    assert (DATA / f"{name}.toml").read_text(encoding="utf-8") == drawn


def test_the_woman_has_the_wider_hip_and_the_man_the_wider_shoulders():
    def width(name, y):
        outline = Polygon(body_map(name).view("front").outline)
        return outline.intersection(shapely.box(0, y, 200, y + 1)).area

    assert width("female", 120) < width("neutral", 120) < width("male", 120)
    assert width("female", 241) > width("male", 241)
