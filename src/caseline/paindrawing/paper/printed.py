"""Where the form itself is printed, on a view."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import Line, ViewId, body_map
from caseline.paindrawing.paper.grid import FINE, MARGIN, Mask, grid_shape
from caseline.paindrawing.paper.layout import UNIT, side_labels

_NEAR_MM = (0.55, 0.35)  # half the width of the outline and of thin lines, with their blur
_WORD = (26, 9)  # half the size of the words for left and right, units


@dataclass(frozen=True, slots=True)
class Printed:
    """Where the form is printed: the middles of its lines, what lies near them, and its words."""

    outline: Mask
    near_outline: Mask
    thin: Mask
    near_thin: Mask
    words: Mask

    @property
    def near(self) -> Mask:
        """What lies near a line of either kind."""
        return np.asarray(self.near_outline | self.near_thin)


@cache
def printed(body: str, view: ViewId) -> Printed:
    """Find where the form is printed on a view."""
    sheet, shape = body_map(body).view(view), grid_shape(body, view)
    ring = [(*sheet.outline, sheet.outline[0])]
    outline, thin = (
        (_lines(lines, shape, 2), _lines(lines, shape, round(2 * mm / UNIT * FINE)))
        for lines, mm in zip((ring, sheet.lines), _NEAR_MM, strict=True)
    )
    return Printed(*outline, *thin, _words(view, shape))


def _lines(lines: Iterable[Line], shape: tuple[int, int], thick: int) -> Mask:
    cells = np.zeros(shape, np.uint8)
    at = [np.rint(((np.array(line) + MARGIN) * FINE - 0.5) * 16).astype(np.int32) for line in lines]
    opencv().polylines(cells, at, False, 255, thick, opencv().LINE_8, 4)
    return cells


def _words(view: ViewId, shape: tuple[int, int]) -> Mask:
    cells = np.zeros(shape, np.uint8)
    for middle in side_labels(view).values():
        left, top = ((np.array(middle) + MARGIN - _WORD) * FINE).round().astype(int).clip(0)
        right, bottom = ((np.array(middle) + MARGIN + _WORD) * FINE).round().astype(int)
        cells[top:bottom, left:right] = 255
    return cells
