"""The shapes of the neutral body map, and that they are what its sketch gives."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from shapely import MultiPolygon, Polygon, union_all

from caseline.paindrawing.model import View, body_map
from tools.draw_body import DATA, TOOLS, written

pytestmark = pytest.mark.extra
NONE = pytest.approx(0, abs=1e-9)


@pytest.fixture(params=["front", "back"])
def view(request) -> View:
    return next(view for view in body_map().views if view.id == request.param)


@pytest.fixture
def shapes(view) -> dict[str, Polygon]:
    shown = (region for region in body_map().regions if view.id in region.shapes)
    return {region.id: Polygon(region.shapes[view.id]) for region in shown}


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


def test_the_shipped_map_is_what_the_sketch_gives():
    sketch: Path = TOOLS / "body_neutral.toml"
    drawn = written(tomllib.loads(sketch.read_text(encoding="utf-8")), sketch.name)
    assert (DATA / "neutral.toml").read_text(encoding="utf-8") == drawn
