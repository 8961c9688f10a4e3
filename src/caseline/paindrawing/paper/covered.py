"""Things that lie on the page: a finger, a telephone, a coin.

What is darker than paper is ink, so a thing could be read as pain. It is told by what no pen does:
it is wide and dark beside the body, or the printed outline is not seen there, and no ink either.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from caseline.errors import DrawingError
from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import VIEWS, ViewId
from caseline.paindrawing.paper.bend import (
    LEAST_CONTRAST,
    MOST_UNSEEN,
    contrasts,
    outline_points,
)
from caseline.paindrawing.paper.beside import beside
from caseline.paindrawing.paper.grid import FINE, MARGIN, Mask, disc, opened
from caseline.paindrawing.paper.layout import UNIT, Points, sheet_at
from caseline.paindrawing.paper.page import Found
from caseline.paindrawing.paper.picture_file import Picture

THING_MM = 4.0  # radius of what fits into a thing: nobody inks so wide a patch beside the body


def check_uncovered(found: Found, grey: Picture, inks: Mapping[ViewId, Mask]) -> None:
    """Refuse a page on which something lies.

    Raises
    ------
    DrawingError
        Something does.
    """
    body = found.form.body
    for view, marks in inks.items():
        if (opened(marks, THING_MM) & beside(body, view)).any():
            raise _covered(view)
    bare = contrasts(found, grey) < LEAST_CONTRAST
    for view, marks in inks.items():
        here = _on_view(outline_points(body)[0], view)
        hidden = bare[here] & ~_inked(outline_points(body)[0][here], view, marks)
        if hidden.mean() > MOST_UNSEEN:
            raise _covered(view)


def _covered(view: ViewId) -> DrawingError:
    return DrawingError(f"{view}: something lies on the page or hides it, a bare page is needed")


def _on_view(places: Points, view: ViewId) -> slice:
    """The points of the outline of a view: those of the front come first."""
    front = int((places[:, 0] < sheet_at(VIEWS[1])[0]).sum())
    return slice(0, front) if view == VIEWS[0] else slice(front, None)


def _inked(places: Points, view: ViewId, marks: Mask) -> NDArray[np.bool_]:
    """Whether there is ink within a millimetre of each place."""
    at = ((places - sheet_at(view)) / UNIT + MARGIN) * FINE
    x, y = np.rint(at).astype(int).T
    return np.asarray(opencv().dilate(marks, disc(1.0))[y, x] > 0)
