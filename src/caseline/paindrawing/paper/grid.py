"""The fine grid on which a view of a straightened form is read."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import ViewId, body_map
from caseline.paindrawing.paper.layout import UNIT

Mask = NDArray[np.uint8]

FINE = 4  # dots to a unit, 240 to an inch
MARGIN = (6, 4)  # units beside and above a sheet that are read too; beyond stand words


def grid_shape(body: str, view: ViewId) -> tuple[int, int]:
    """How many dots a view has, down and across."""
    sheet, (beside, above) = body_map(body).view(view), MARGIN
    return (sheet.height + 2 * above) * FINE, (sheet.width + 2 * beside) * FINE


def opened(marks: Mask, mm: float) -> Mask:
    """Leave of marks what a disc of this radius fits into.

    A large disc is slow. What the square within it does not fit into, the disc does not either;
    so the disc is only tried where the square fits.
    """
    cv2, round_ = opencv(), disc(mm)
    fits = cv2.erode(marks, _square_in(mm))
    left, top, wide, high = cv2.boundingRect(fits)
    found = np.zeros_like(marks)
    if wide:
        more = len(round_) // 2
        there = np.s_[
            max(top - more, 0) : top + high + more, max(left - more, 0) : left + wide + more
        ]
        found[there] = cv2.dilate(cv2.erode(marks[there], round_) & fits[there], round_)
    return found


@cache
def disc(mm: float) -> Mask:
    """Make a disc of this radius, to widen or narrow marks with."""
    cv2, radius = opencv(), round(mm / UNIT * FINE)
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2))


@cache
def _square_in(mm: float) -> Mask:
    """The largest square in a disc of this radius."""
    round_ = disc(mm)
    edge = next(at for at in range(len(round_)) if round_[at, at])
    return round_[edge : len(round_) - edge, edge : len(round_) - edge].copy()
