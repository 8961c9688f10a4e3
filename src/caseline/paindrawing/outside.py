"""Marks that touch no region: beside the body, or on a part of it that is in no region.

They count for nothing, so somebody has to be told of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from caseline.paindrawing.drawing import PainDrawing, Stroke
from caseline.paindrawing.marks import BODY, SCALE, Cells, opencv, regions, where_marked
from caseline.paindrawing.model import ViewId


@dataclass(frozen=True, slots=True)
class Outside:
    """How many marks of a view touch no region: on the body, and wholly beside it."""

    view: ViewId
    on_body: int
    beside: int


def outside(drawing: PainDrawing, painted: Mapping[ViewId, Cells]) -> tuple[Outside, ...]:
    """Count the marks that touch no region, on the views that have any.

    Parameters
    ----------
    drawing
        What was drawn.
    painted
        The same as `marks.painted` paints it. What hangs together there is one mark.
    """
    every = (_outside(drawing, view, cells) for view, cells in painted.items())
    return tuple(one for one in every if one.on_body or one.beside)


def _outside(drawing: PainDrawing, view: ViewId, cells: Cells) -> Outside:
    off_sheet = sum(_off_sheet(one, *cells.shape[::-1]) for one in drawing.strokes(view))
    there = where_marked(cells)
    if not cells[there].size:
        return Outside(view, 0, off_sheet)
    n, of = opencv().connectedComponents(cells[there])
    marked = np.flatnonzero(of)
    touched = np.zeros((n, BODY), bool)
    touched[of.ravel()[marked], regions(drawing.body, view)[there].ravel()[marked]] = True
    lost = ~touched[1:, 1 : BODY - 1].any(axis=1)  # 0 is what is bare
    on_body = lost & touched[1:, BODY - 1]
    return Outside(view, int(on_body.sum()), off_sheet + int((lost & ~on_body).sum()))


def _off_sheet(stroke: Stroke, width: int, height: int) -> bool:
    """Whether a mark lies wholly beside the sheet, where nothing is painted."""
    across, down = np.array(stroke.points).T
    half = stroke.width / 2
    return not stroke.eraser and bool(
        (across < -half).all()
        or (across > width / SCALE + half).all()
        or (down < -half).all()
        or (down > height / SCALE + half).all()
    )
