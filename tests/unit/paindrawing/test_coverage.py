"""Marks on the grid: lines, loops, erasers and intensities, counted by region."""

from math import dist, pi

import numpy as np
import pytest
from shapely import Polygon

from caseline.paindrawing.coverage import Covered, cover
from caseline.paindrawing.drawing import PainDrawing, Stroke
from caseline.paindrawing.marks import LINE, LOOP, SCALE, painted, regions
from caseline.paindrawing.model import BODIES, REGION_IDS, VIEWS, body_map
from caseline.record import NOT_ON_RECORD
from tests.unit.paindrawing.drawings import drawn, square

pytestmark = pytest.mark.extra

ON_CHEST = (85.0, 115.0)  # the corner of a square of 30 units that lies within the chest


def region(name: str, *strokes, **more) -> Covered:
    return cover(drawn(*strokes, **more)).regions[name]


def area(*strokes) -> float:
    """What is marked in front, in square units."""
    return np.count_nonzero(painted(drawn(*strokes))["front"]) / SCALE**2


def loop(**more) -> Stroke:
    return Stroke(tuple(square(*ON_CHEST, 30)), width=2, **more)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("view", VIEWS)
def test_the_cells_of_a_region_are_those_of_its_shape(body, view):
    for number, one in enumerate(body_map(body).regions, 1):
        if view in one.shapes:
            cells = np.count_nonzero(regions(body, view) == number) / SCALE**2
            assert cells == pytest.approx(Polygon(one.shapes[view]).area, rel=0.01), one.id


def test_a_line_is_as_wide_as_its_pen():
    assert area(Stroke(((50.0, 240.0), (150.0, 240.0)))) == pytest.approx(600 + 9 * pi, rel=0.07)


def test_a_point_is_a_dot():
    assert area(Stroke(((100.0, 240.0),), width=20.0)) == pytest.approx(100 * pi, rel=0.07)


def test_a_loop_is_its_line_and_what_it_encloses():
    assert area(loop(filled=True)) == pytest.approx(32 * 32, rel=0.03)
    assert area(loop(filled=False)) == pytest.approx(32 * 32 - 28 * 28, rel=0.2)
    assert area(loop()) == area(loop(filled=True))


def test_what_nobody_called_filled_can_be_told_from_what_is():
    said, unsaid = region("chest", loop(filled=True)), region("chest", loop())
    assert said.share == said.lines_share == unsaid.share
    assert unsaid.lines_share == region("chest", loop(filled=False)).share < 0.1 < unsaid.share


def test_ends_that_nearly_meet_close_a_loop_and_others_do_not():
    *points, _ = square(85.0, 115.0, 30)
    near = Stroke((*points, (85.0, 124.0)), width=2)  # 9 units left open, of a line 111 long
    far = Stroke(tuple(points), width=2)  # 30 of 90
    assert area(near) == pytest.approx(32 * 32, rel=0.03)
    assert area(far) == pytest.approx(90 * 2, rel=0.2)
    assert area(Stroke(far.points, width=2, filled=True)) == area(loop())


def test_a_loop_that_runs_beside_the_sheet_is_filled_as_far_as_the_sheet_goes():
    beside = Stroke(tuple(square(-15.0, 100.0, 30)), width=2)
    assert area(beside) == pytest.approx(16 * 32, rel=0.05)


def test_a_stroke_beside_the_sheet_marks_nothing():
    assert area(Stroke(((-15.0, 100.0), (-15.0, 120.0)))) == 0


def test_an_eraser_takes_away_what_was_drawn_before_and_not_after():
    line = ((90.0, 130.0), (110.0, 130.0))
    rub = Stroke(line, width=8, eraser=True)
    assert area(Stroke(line), rub) == 0
    assert area(rub, Stroke(line)) == area(Stroke(line))


def test_an_eraser_that_runs_round_takes_away_only_its_line():
    rub = Stroke(tuple(square(90.0, 120.0, 20)), width=2, eraser=True)
    assert area(loop(), rub) == pytest.approx(area(loop()) - area(Stroke(rub.points, 2.0, False)))


def test_the_same_stroke_twice_is_marked_once():
    assert area(loop(), loop()) == area(loop())


def test_a_region_has_the_share_of_the_view_where_it_is_most_covered():
    neck = tuple(square(60.0, 62.0, 80))
    both = region("neck", Stroke(((100.0, 85.0),)), back=[Stroke(neck, filled=True)])
    behind = region("neck", back=[Stroke(neck, filled=True)])
    assert both.share == behind.share > 0.5
    assert both.share_of_body > behind.share_of_body


@pytest.mark.parametrize("width", [1.0, 1.3, 1.7, 2.0, 2.6, 4.0, 6.0, 12.0])
def test_a_line_is_painted_as_wide_as_its_pen_to_a_tenth(width):
    begin, middle, end = (40.0, 100.0), (70.3, 117.1), (130.9, 151.3)
    longer = area(Stroke((begin, end), width=width)) - area(Stroke((begin, middle), width=width))

    assert longer / dist(middle, end) == pytest.approx(width, rel=0.1)


def test_a_region_has_the_intensity_of_most_of_its_mark():
    small = Stroke(((100.0, 130.0),), intensity=9)
    assert region("chest", loop(intensity=4), small).intensity == 4
    assert region("chest", loop()).intensity is None
    assert region("chest", loop(), small).intensity == 9


def test_of_two_intensities_with_as_much_the_higher_counts():
    two = [Stroke(((x, 130.0),), intensity=one) for x, one in ((90.0, 8), (110.0, 3))]
    assert region("chest", *two).intensity == 8


def test_paints_tell_lines_loops_and_intensities():
    cells = painted(drawn(loop(intensity=10), Stroke(((100.0, 300.0),))))["front"]
    assert set(np.unique(cells)) == {0, LINE, LINE + 11, LOOP + 11}


def test_the_extent_is_of_both_views():
    front = [Stroke(((0.0, 0.0), (200.0, 0.0), (200.0, 480.0), (0.0, 480.0)), filled=True)]
    low, high = cover(drawn(*front)).extent
    assert low == high == pytest.approx(0.5, abs=0.02)


def test_the_extent_is_open_upwards_where_a_view_was_not_drawn():
    low, high = cover(drawn(loop(), back=NOT_ON_RECORD)).extent
    assert low == pytest.approx(cover(drawn(loop())).extent[0])
    assert high - low == pytest.approx(0.5, abs=0.02)


def test_hands_count_for_the_extent_and_for_no_region():
    hand = cover(drawn([(186.0, 280.0)]))
    assert hand.extent[0] > 0
    assert {hand.regions[one].share for one in REGION_IDS} == {0.0}


def test_an_empty_drawing_covers_nothing():
    nothing = PainDrawing("male", {"front": (), "back": ()})
    assert cover(nothing).extent == (0.0, 0.0)
