"""A straight line over the whole page: a streak of a scanner, or a fold.

A hand that draws on a body leaves the page's margins bare; a line that runs on from one edge of
the page to the other is nobody's mark, however little of it lies beside the body.
"""

import numpy as np

from caseline.errors import DrawingError
from caseline.paindrawing.marks import opencv
from caseline.paindrawing.paper.grid import Mask
from caseline.paindrawing.paper.page import WHOLE_MM
from caseline.paindrawing.paper.picture_file import Picture

WIDE_MM = 1.5  # a line is narrower, and brighter paper lies on both its sides
LEAST_DARKER = 10  # of 255, than that paper
WHOLE = 0.85  # of the page's length; the form's own lines for name and date reach 0.73
EDGE_MM = 3.0  # the border of the page itself is no line on it
SLANT = np.tan(np.radians(3.5))  # a page may lie so far aslant in a scanner that tears no line

_TURNS = 73  # slants that are tried: between two of them a line moves by 0.5 mm at its end


def check_no_streak(page: Picture) -> None:
    """Refuse a page, straightened as a whole, over whose length or width a straight line runs.

    Raises
    ------
    DrawingError
        One does.
    """
    if any(_longest(way) >= WHOLE for way in (page, page.T)):
        raise DrawingError(
            "a straight line runs over the whole page: a fold or a streak of the scanner; "
            "a smooth page and a clean glass are needed"
        )


def _longest(page: Picture) -> float:
    """The share of the page's height over which a line is seen that runs down it, nearly."""
    line = _narrow_and_dark(page)
    down, across = np.nonzero(line)
    reach = SLANT * len(line) / WHOLE_MM
    far = down / len(line)
    places = (
        np.rint(across + reach + slant * far).astype(np.int64)
        for slant in np.linspace(-reach, reach, _TURNS)
    )
    return max(int(np.bincount(at, minlength=1).max()) for at in places) / len(line)


def _narrow_and_dark(page: Picture) -> Mask:
    """For each millimetre down the page, the dots that a line may run through."""
    cv2, edge = opencv(), round(EDGE_MM)
    rows = cv2.resize(page, None, fx=1, fy=WHOLE_MM, interpolation=cv2.INTER_AREA)[edge:-edge]
    side = round(WIDE_MM / WHOLE_MM) + 1
    bright = cv2.morphologyEx(rows, cv2.MORPH_CLOSE, np.ones((1, side), np.uint8))
    line = (cv2.subtract(bright, rows) > LEAST_DARKER).astype(np.uint8)
    beside = round(EDGE_MM / WHOLE_MM)
    line[:, :beside] = line[:, -beside:] = 0
    return np.asarray(cv2.dilate(line, np.ones((1, 3), np.uint8)))
