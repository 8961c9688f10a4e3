"""Laws of pain drawings: order, thresholds, erasers, mirrors, and the way to a file and back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseline.paindrawing.compare import compare, mark_jaccard
from caseline.paindrawing.coverage import cover
from caseline.paindrawing.drawing import PainDrawing, Stroke, mirrored
from caseline.paindrawing.file import drawing_data, drawing_in
from caseline.paindrawing.model import BODIES, REGION_IDS, other_side
from caseline.paindrawing.prefill import suggest
from caseline.paindrawing.rules import Threshold
from caseline.record import NOT_ON_RECORD

pytestmark = pytest.mark.extra

SOME = settings(max_examples=40)
PLACES = st.tuples(*(st.integers(-20, far).map(float) for far in (220, 500)))
LINES = st.lists(PLACES, min_size=1, max_size=8).map(tuple)
PENS = st.builds(
    Stroke,
    points=LINES,
    width=st.sampled_from([2.0, 6.0, 12.0]),
    filled=st.sampled_from([True, False, NOT_ON_RECORD]),
)
ERASERS = st.builds(Stroke, points=LINES, width=st.sampled_from([6.0, 30.0]), eraser=st.just(True))


def sheets(strokes=PENS):
    return st.lists(strokes, max_size=5).map(tuple)


def drawings(strokes=PENS):
    views = st.fixed_dictionaries({"front": sheets(strokes), "back": sheets(strokes)})
    return st.builds(PainDrawing, body=st.sampled_from(BODIES), views=views)


def shares(drawing):
    return {region: one.share for region, one in cover(drawing).regions.items()}


@SOME
@given(drawings(), st.randoms())
def test_the_order_of_strokes_does_not_matter_without_an_eraser(drawing, chance):
    views = {v: tuple(chance.sample(s, len(s))) for v, s in drawing.views.items()}
    shuffled = PainDrawing(drawing.body, views)
    assert shares(shuffled) == shares(drawing)


@SOME
@given(drawings(PENS | ERASERS), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_threshold_never_suggests_more(drawing, one, other):
    low, high = sorted((one, other))
    for of in ("region", "body"):
        few = suggest(drawing, Threshold(of, high)).suggested
        assert set(few) <= set(suggest(drawing, Threshold(of, low)).suggested)


@SOME
@given(drawings(), PENS)
def test_one_more_stroke_never_covers_less(drawing, stroke):
    more = PainDrawing(drawing.body, {**drawing.views, "front": (*drawing.views["front"], stroke)})
    before, after = shares(drawing), shares(more)
    assert all(before[region] <= after[region] for region in REGION_IDS)


@SOME
@given(drawings(), LINES)
def test_erasing_a_line_that_was_just_drawn_leaves_what_no_line_crossed(drawing, line):
    mark, rub = Stroke(line, filled=False), Stroke(line, eraser=True)
    front = drawing.views["front"]
    undone = PainDrawing(drawing.body, {**drawing.views, "front": (*front, mark, rub)})
    rubbed = PainDrawing(drawing.body, {**drawing.views, "front": (*front, rub)})
    assert shares(undone) == shares(rubbed)


@SOME
@given(drawings(PENS | ERASERS))
def test_erasing_the_whole_sheet_leaves_nothing(drawing):
    lines = (((0.0, y), (200.0, y)) for y in range(0, 500, 50))
    rubs = tuple(Stroke(line, width=60, eraser=True) for line in lines)
    views = {view: (*sheet, *rubs) for view, sheet in drawing.views.items()}
    assert cover(PainDrawing(drawing.body, views)).extent == (0, 0)


@SOME
@given(drawings(PENS | ERASERS))
def test_the_mirrored_drawing_swaps_left_and_right(drawing):
    here, there = cover(drawing), cover(mirrored(drawing))
    for region in REGION_IDS:
        swapped = there.regions[other_side(region)]
        # the cells along a border may fall to either side
        assert swapped.share == pytest.approx(here.regions[region].share, abs=0.05)
    assert there.extent[0] == pytest.approx(here.extent[0], abs=0.01)


@SOME
@given(drawings(), drawings())
def test_the_overlap_is_the_same_both_ways_and_whole_with_itself(one, other):
    other = PainDrawing(one.body, other.views)
    assert mark_jaccard(one, other) == mark_jaccard(other, one)
    assert mark_jaccard(one, one) in {None, 1}
    there, back = (compare(suggest(a), suggest(b)) for a, b in ((one, other), (other, one)))
    assert (there.gained, there.lost) == (back.lost, back.gained)


@SOME
@given(drawings(PENS | ERASERS))
def test_a_drawing_comes_back_from_its_file(drawing):
    assert drawing_in(json.dumps(drawing_data(drawing))) == drawing
