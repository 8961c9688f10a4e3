"""Whether all that the form prints on a view is seen: its outline and the thin lines within it.

What is printed is known, so what hides it is found whatever it is: glare, a fold, a scrap of
paper, a finger. Nothing that a pen was put to there could be seen either. Ink hides print too, so
only what is bare of ink is looked at.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caseline.errors import DrawingError
from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import ViewId
from caseline.paindrawing.paper.bend import at_its_place, bright_across, points_along, printed_lines
from caseline.paindrawing.paper.grid import FINE, MARGIN, Mask, disc
from caseline.paindrawing.paper.layout import UNIT, Points, sheet_at
from caseline.paindrawing.paper.page import Found, Light
from caseline.paindrawing.paper.picture_file import Picture

HIDDEN_MM = 4.0  # of a line, over which it has to be seen
SEEN = 0.5  # of the contrast that lines of its kind have on this page

_STEP = 0.5  # mm between two points of a line that are looked at
_POINTS = round(HIDDEN_MM / _STEP)


def check_print_seen(found: Found, grey: Picture, inks: Mapping[ViewId, Mask]) -> None:
    """Refuse a page on which a printed line is not seen, and no ink covers it.

    Raises
    ------
    DrawingError
        One is not.
    """
    body = found.form.body
    inked = {view: opencv().dilate(marks, disc(1.0)) for view, marks in inks.items()}
    for outline_or_thin in (slice(1), slice(1, None)):
        lines = [
            (view, *_along(found, grey, line, view, inked[view]))
            for view in inks
            for line in printed_lines(body, view)[outline_or_thin]
        ]
        usual = np.median(np.concatenate([contrast for _, contrast, _ in lines]))
        for view, contrast, bare in lines:
            if (contrast[bare] < SEEN * usual).any():
                raise DrawingError(
                    f"{view}: a printed line is hidden, by glare or by something that lies there; "
                    "a bare page without glare is needed"
                )


def _along(
    found: Found, grey: Picture, line: Points, view: ViewId, inked: Mask
) -> tuple[Light, NDArray[np.bool_]]:
    """For each window of a line, its contrast to the paper, and whether it is bare of ink."""
    places, normals = points_along(line, _STEP)
    across = _windows(bright_across(found, grey, places, normals))
    contrast = 1 - at_its_place(across).min(axis=1) / np.maximum(across.max(axis=1), 1)
    at = ((places - sheet_at(view)) / UNIT + MARGIN) * FINE
    x, y = np.rint(at).astype(int).T
    return contrast, _windows(inked[y, x, None] > 0)[:, 0] == 0


def _windows(values: NDArray[Any]) -> Light:
    """Means of so many points that follow each other."""
    sums = np.cumsum(values, axis=0, dtype=np.float64)
    sums = np.concatenate([np.zeros_like(sums[:1]), sums])
    return np.asarray((sums[_POINTS:] - sums[:-_POINTS]) / _POINTS, np.float32)
