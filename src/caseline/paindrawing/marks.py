"""The marks of a drawing: its strokes painted on a fine grid over the sheet.

OpenCV paints. It takes any scribble in the same short time; an exact union of outlines may take
minutes for a line that crosses itself often. A border is right to one cell, a third of a unit.
"""

from collections.abc import Mapping
from functools import cache
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
LINE = 1  # painted by a line, or a loop that somebody called filled; intensity 0 to 10: 2 to 12
LOOP = LINE + MOST_INTENSITY + 2  # painted only because a line encloses it; and so on, to 24
PAINTS = 2 * LOOP - LINE
BODY = len(REGION_IDS) + 2  # beside the body, the 19 regions, and the rest of the body
CLOSES = 0.1  # a line whose ends are nearer than this share of its length runs round something

_SHIFT = 4  # OpenCV's fixed point: places in sixteenths of a cell
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
        Cells: 0 is bare; from `LINE` marked by a line; from `LOOP` marked only because a line of
        which nobody said so encloses it. Above these two stands the stroke's intensity.
        Strokes are painted in order and an eraser takes away.

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
        corners = _fixed(np.array(shape) * _FINE)
        opencv().fillPoly(fine, [corners], number, opencv().LINE_8, _SHIFT)
    cells = fine[_FINE // 2 :: _FINE, _FINE // 2 :: _FINE].copy()
    cells.flags.writeable = False
    return cells


def _bare(body: str, view: ViewId, finer: int = 1) -> Cells:
    sheet = body_map(body).view(view)
    return np.zeros((sheet.height * SCALE * finer, sheet.width * SCALE * finer), np.uint8)


def _paint(cells: Cells, stroke: Stroke) -> None:
    """Paint one stroke over those before it; what a loop encloses goes where no line is."""
    line, at = _stamp(stroke)
    top, left = np.maximum(at, 0)
    below = cells[top : max(at[0] + line.shape[0], 0), left : max(at[1] + line.shape[1], 0)]
    line = line[top - at[0] :, left - at[1] :][: below.shape[0], : below.shape[1]]
    if stroke.eraser:
        below[line > 0] = 0
        return
    paint = LINE if stroke.intensity is NOT_ON_RECORD else LINE + 1 + stroke.intensity
    below[(line == LOOP) & ((below == 0) | (below >= LOOP))] = paint + LOOP - LINE
    below[line == LINE] = paint


def _stamp(stroke: Stroke) -> tuple[Cells, NDArray[np.int64]]:
    """Paint a stroke alone, as `LINE` and `LOOP`, on as many cells as it needs.

    Its holes are what it encloses. Where somebody said that it is filled, they are line too.
    """
    cv2, points, edge = opencv(), np.array(stroke.points), int(stroke.width * SCALE)
    corner = np.floor(points.min(axis=0) * SCALE).astype(int) - edge
    size = np.ceil(points.max(axis=0) * SCALE).astype(int) + edge - corner
    cells = np.zeros(size[::-1], np.uint8)
    _line(cells, points - corner / SCALE, stroke)
    if not stroke.eraser and stroke.filled is not False:
        rings, _ = cv2.findContours(cells, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        whole = cv2.drawContours(np.zeros_like(cells), rings, -1, LOOP, cv2.FILLED)
        cells = np.where(cells > 0, cells, LINE * (whole > 0) if stroke.filled is True else whole)
    return cells, corner[::-1]


def _line(cells: Cells, points: NDArray[np.float64], stroke: Stroke) -> None:
    cv2 = opencv()
    thickness = max(2 * round(stroke.width * SCALE / 2 - 0.5), 1)  # OpenCV paints one cell more
    closed = len(points) > 2 and not stroke.eraser and _closed(stroke)
    ends = points if len(points) > 1 else points.repeat(2, axis=0)  # it draws no line of one point
    cv2.polylines(cells, [_fixed(ends)], closed, LINE, thickness, cv2.LINE_8, _SHIFT)


def _closed(stroke: Stroke) -> bool:
    """Whether the ends belong together: said to be filled, or nearly met and not denied."""
    if stroke.filled is not NOT_ON_RECORD:
        return stroke.filled
    length = sum(map(dist, stroke.points, stroke.points[1:]))
    return dist(stroke.points[0], stroke.points[-1]) <= CLOSES * length


def _fixed(points: NDArray[np.float64]) -> NDArray[np.int32]:
    """Places on the grid, where whole numbers are the middles of cells."""
    return np.asarray(np.round((points * SCALE - 0.5) * 2**_SHIFT), np.int32)
