"""What lies beside the body: a word, a punched hole, a tick, a fold, the edge of a shadow.

No mark that lies wholly beside the body says where it hurts. A straight line that runs on beside
it was drawn by no hand: a page is folded, a scanner is dirty, or the edge of a shadow lies there.
"""

from functools import cache
from math import cos, sin

import numpy as np

from caseline.errors import DrawingError
from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import ViewId, body_map
from caseline.paindrawing.paper.grid import FINE, MARGIN, Mask, disc, grid_shape
from caseline.paindrawing.paper.layout import UNIT

SLIP_MM = 4.0  # from the outline on: a mark of the body may reach so far
NEAR_MM = 1.5  # what stays further away than this is no mark of the body
LINE_MM, LINE_SHARE = 8.0, 0.7  # of a line, and of all of it that lies beside the body
MOST_LINES = 40  # the strongest ones are looked at

_STEP, _TURN = 2, np.pi / 360  # between two lines that are tried: dots, and half a degree


@cache
def beside(body: str, view: ViewId, mm: float = SLIP_MM) -> Mask:
    """What lies so far beside the body, or further: 255 there."""
    cv2, cells = opencv(), np.zeros(grid_shape(body, view), np.uint8)
    outline = np.array(body_map(body).view(view).outline) + MARGIN
    cv2.fillPoly(cells, [np.rint(outline * FINE).astype(np.int32)], 255)
    return np.asarray(255 - cv2.dilate(cells, disc(mm)))


def on_body(marks: Mask, body: str, view: ViewId) -> Mask:
    """Leave the marks that lie on the body or enclose some of it, with what they have beside it."""
    cv2 = opencv()
    outer, _ = cv2.findContours(marks, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = cv2.drawContours(np.zeros_like(marks), outer, -1, 255, cv2.FILLED)
    n, of = cv2.connectedComponents(whole)
    kept = np.zeros(n, bool)
    kept[np.unique(of[beside(body, view, NEAR_MM) == 0])] = True
    kept[0] = False
    return np.asarray(marks * kept[of].astype(np.uint8))


def check_no_line(marks: Mask, body: str, view: ViewId) -> None:
    """Refuse a page over which a straight line runs on beside the body.

    Raises
    ------
    DrawingError
        One does.
    """
    room = beside(body, view)
    outside = np.asarray(marks & room)
    least = round(LINE_MM / UNIT * FINE)
    lines = opencv().HoughLines(outside, _STEP, _TURN, least)
    for (far, turn), *_ in [] if lines is None else lines[:MOST_LINES]:
        marked, free = _along(outside, room, float(far), float(turn))
        if marked >= max(least, LINE_SHARE * free):
            raise DrawingError(
                f"{view}: a straight line runs over the page: a fold, a streak, the edge of a "
                "shadow; a smooth page in even light is needed"
            )


def _along(marks: Mask, room: Mask, far: float, turn: float) -> tuple[int, int]:
    """How many dots of a line are marked, or nearly, and how many of it lie in the room."""
    height, width = marks.shape
    reach = int(np.hypot(height, width))
    along = np.arange(-reach, reach + 1)
    near = np.zeros((2, *along.shape), bool)
    for aside in range(-2, 3):
        x = np.rint((far + aside) * cos(turn) - along * sin(turn)).astype(int)
        y = np.rint((far + aside) * sin(turn) + along * cos(turn)).astype(int)
        there = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        near[0, there] |= marks[y[there], x[there]] > 0
        near[1, there] |= room[y[there], x[there]] > 0
    marked, free = near.sum(axis=1)
    return int(marked), int(free)
