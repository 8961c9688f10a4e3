"""One drawing of seventeen scribbles: suggested regions, against an exact union by shapely."""

import json
import sys
import time

import numpy as np
from shapely import Polygon, area, buffer, intersection, linestrings, prepare, union_all

from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.file import drawing_data, drawing_in
from caseline.paindrawing.model import VIEWS, body_map
from caseline.paindrawing.prefill import suggest
from caseline.paindrawing.simulated import simulate

ROUNDS = 15
MOST_TIMES = 1


def drawing():
    """Seventeen scribbles of 120 points, the same in each run."""
    chance, strokes = np.random.default_rng(2016), {view: [] for view in VIEWS}
    while sum(map(len, strokes.values())) < 17:
        found = simulate(chance, style="scribble").drawing
        for view in VIEWS:
            strokes[view] += found.strokes(view)
    taken = {"front": tuple(strokes["front"][:9]), "back": tuple(strokes["back"][:8])}
    return PainDrawing("neutral", taken)


def shapes():
    found = {}
    for view in VIEWS:
        shown = [one.shapes[view] for one in body_map().regions if view in one.shapes]
        found[view] = np.array([Polygon(shape) for shape in shown])
        prepare(found[view])
    return found


def exact(one, regions):
    """The yardstick: the same shares without loops, erasers, thresholds and questions."""
    for view in VIEWS:
        lines = [linestrings(np.array(stroke.points)) for stroke in one.strokes(view)]
        marks = union_all(buffer(lines, [stroke.width / 2 for stroke in one.strokes(view)]))
        area(intersection(regions[view], marks)) / area(regions[view])


def milliseconds(program, *given):
    begun = time.perf_counter()
    program(*given)
    return (time.perf_counter() - begun) * 1000


def whole(text):
    """From the text of a drawing to what it suggests and what to ask."""
    found = suggest(drawing_in(text))
    return found.suggested, found.sweep, found.unsure, found.questions


def test_a_drawing_is_scored_at_least_as_fast_as_its_marks_are_united_exactly():
    one, regions = drawing(), shapes()
    text = json.dumps(drawing_data(one))
    assert sum(len(one.strokes(view)) for view in VIEWS) == 17

    runs = [
        (milliseconds(whole, text), milliseconds(exact, one, regions)) for _ in range(ROUNDS + 1)
    ]
    ours, theirs = (min(column[1:]) for column in zip(*runs, strict=True))  # after a warm one

    points = sum(len(stroke.points) for view in VIEWS for stroke in one.strokes(view))
    lines = (
        f"A drawing of 17 scribbles, {points} points\n",
        "| process | shortest time |\n|---|---|",
        f"| caseline, read and scored | {ours:.1f} ms |",
        f"| shapely, exact shares | {theirs:.1f} ms |",
        f"| ratio | {ours / theirs:.2f} |\n",
    )
    sys.stdout.write("\n\n" + "\n".join(lines))
    assert ours <= MOST_TIMES * theirs
