"""The marks of a drawing: its strokes painted on a fine grid over the sheet.

OpenCV paints. It takes any scribble in the same short time; an exact union of outlines may take
minutes for a line that crosses itself often. A border is right to one cell, a third of a unit.
"""

from collections.abc import Mapping
from functools import cache
from itertools import chain
from math import dist
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from caseline.errors import MissingExtraError
from caseline.paindrawing.drawing import MOST_INTENSITY, PainDrawing, Stroke
from caseline.paindrawing.model import REGION_IDS, ViewId, body_map
from caseline.record import NOT_ON_RECORD

if TYPE_CHECKING:
    from types import ModuleType

Cells = NDArray[np.uint8]

SCALE = 3  # cells along one unit
LOOP = 1  # painted only because a line encloses it; with an intensity of 0 to 10: 2 to 12
LINE = LOOP + MOST_INTENSITY + 2  # by a line, or within one that somebody called filled; and so on
PAINTS = LINE + MOST_INTENSITY + 2
BODY = len(REGION_IDS) + 2  # beside the body, the 19 regions, and the rest of the body
CLOSES = 0.1  # a line whose ends are nearer than this share of its length runs round something

_OUTSIDE = 255  # no paint: what a stroke does not enclose, while that is found out
_SHIFT = 4  # OpenCV's fixed point: places in sixteenths of a cell
_THIN, _THINNER = 3.0, 3  # a line of less units is painted so much finer
_FINE = 5  # OpenCV paints borders too: shapes are painted finer, and a cell is what its middle is


def opencv() -> "ModuleType":
    """Import OpenCV, or say that it is not installed.

    Raises
    ------
    MissingExtraError
        It is not.
    """
    try:
        import cv2
    except ImportError:
        raise MissingExtraError("a pain drawing", "drawing") from None
    return cv2


def painted(drawing: PainDrawing) -> Mapping[ViewId, Cells]:
    """Paint each view that was drawn.

    Returns
    -------
    mapping of shape (height, width)
        Cells: 0 is bare; from `LOOP` marked only because a line encloses it, of which nobody said
        that it is filled; from `LINE` marked by a line. Above these two stands the stroke's
        intensity. Where strokes cross, the highest stays; an eraser takes away what was before.

    Raises
    ------
    MissingExtraError
        OpenCV is not installed.
    """
    cells = {view: _bare(drawing.body, view) for view in drawing.drawn}
    for view, sheet in cells.items():
        for stroke in drawing.strokes(view):
            _paint(sheet, stroke)
    return cells


def where_marked(cells: Cells) -> tuple[slice, slice]:
    """The smallest part of the cells that holds every mark; an empty one where there is none."""
    left, top, width, height = opencv().boundingRect(cells)
    return np.s_[top : top + height, left : left + width]


@cache
def regions(body: str, view: ViewId) -> Cells:
    """Say of each cell of a view where it lies.

    Returns
    -------
    shape (height, width)
        0 beside the body; 1 to 19 in a region, in the order of `REGION_IDS`; 20 elsewhere on it.
    """
    drawn = body_map(body)
    fine = _bare(body, view, _FINE)
    shapes = [(BODY - 1, drawn.view(view).outline)]
    shapes += [
        (number, region.shapes[view])
        for number, region in enumerate(drawn.regions, 1)
        if view in region.shapes
    ]
    for number, shape in shapes:
        corners = _fixed(np.array(shape) * (SCALE * _FINE))
        opencv().fillPoly(fine, [corners], number, opencv().LINE_8, _SHIFT)
    cells = fine[_FINE // 2 :: _FINE, _FINE // 2 :: _FINE].copy()
    cells.flags.writeable = False
    return cells


def _bare(body: str, view: ViewId, finer: int = 1) -> Cells:
    sheet = body_map(body).view(view)
    return np.zeros((sheet.height * SCALE * finer, sheet.width * SCALE * finer), np.uint8)


def _paint(cells: Cells, stroke: Stroke) -> None:
    """Paint one stroke over those before it, as far as it lies on the sheet."""
    stamp, (left, top) = _stamp(stroke)
    height, width = stamp.shape
    below = cells[max(top, 0) : max(top + height, 0), max(left, 0) : max(left + width, 0)]
    stamp = stamp[max(-top, 0) :, max(-left, 0) :][: below.shape[0], : below.shape[1]]
    if stroke.eraser:
        below[stamp > 0] = 0
    else:
        np.maximum(below, stamp, out=below)


def _stamp(stroke: Stroke) -> tuple[Cells, tuple[int, int]]:
    """Paint a stroke alone, on as many cells as it needs; what lies in its holes it encloses."""
    cv2, points = opencv(), _fixed(_places(stroke) * SCALE)
    x, y, wide, high = cv2.boundingRect(points)
    edge = int(stroke.width * SCALE / 2) + 3  # half a pen, and bare cells beside it
    left, top = (x >> _SHIFT) - edge, (y >> _SHIFT) - edge
    shape = (high >> _SHIFT) + 2 * edge + 2, (wide >> _SHIFT) + 2 * edge + 2
    more = 0 if stroke.intensity is NOT_ON_RECORD else 1 + stroke.intensity
    places = points - np.array([left << _SHIFT, top << _SHIFT], np.int32)
    cells = _line(shape, places, stroke, LINE + more)
    if len(points) > 2 and not stroke.eraser and stroke.filled is not False:
        cv2.floodFill(cells, None, (0, 0), _OUTSIDE)  # from a corner, where no line comes
        inside = LINE if stroke.filled is True else LOOP
        cells = cv2.LUT(cells, _with_inside(inside + more))
    return cells, (left, top)


@cache
def _with_inside(paint: int) -> Cells:
    """What each cell becomes once the outside is known: what is bare still is inside."""
    becomes = np.arange(256, dtype=np.uint8)
    becomes[[0, _OUTSIDE]] = paint, 0
    return becomes


def _line(shape: tuple[int, int], places: NDArray[np.int32], stroke: Stroke, paint: int) -> Cells:
    """Paint the line itself. OpenCV paints odd widths only, so a thin line is painted finer."""
    cv2 = opencv()
    finer = _THINNER if stroke.width < _THIN else 1
    cells = np.zeros((shape[0] * finer, shape[1] * finer), np.uint8)
    thickness = max(2 * round(stroke.width * SCALE * finer / 2 - 0.5), 1)  # it paints one cell more
    closed = len(places) > 2 and not stroke.eraser and _closed(stroke)
    ends = places if len(places) > 1 else places.repeat(2, axis=0)  # it draws no line of one point
    cv2.polylines(cells, [ends * finer], closed, paint, thickness, cv2.LINE_8, _SHIFT)
    return np.ascontiguousarray(cells[::finer, ::finer])


def _closed(stroke: Stroke) -> bool:
    """Whether the ends belong together: said to be filled, or nearly met and not denied."""
    if stroke.filled is not NOT_ON_RECORD:
        return stroke.filled
    length = sum(map(dist, stroke.points, stroke.points[1:]))
    return dist(stroke.points[0], stroke.points[-1]) <= CLOSES * length


def _places(stroke: Stroke) -> NDArray[np.float64]:
    """The points of a stroke, shape (n, 2); NumPy takes pairs one after another most quickly."""
    flat = chain.from_iterable(stroke.points)
    return np.fromiter(flat, np.float64, 2 * len(stroke.points)).reshape(-1, 2)


def _fixed(points: NDArray[np.float64]) -> NDArray[np.int32]:
    """Places in cells as OpenCV takes them: whole numbers are the middles of cells."""
    return np.asarray(np.rint((points - 0.5) * 2**_SHIFT), np.int32)
