"""Things that lie on the page and are darker than paper: a finger, a telephone, a coin.

What is darker than paper is ink, so a thing could be read as pain. It is told by what no pen does:
it is wide and dark beside the body, or round as nobody inks. What hides the print is told by that.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from caseline.errors import DrawingError
from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import ViewId
from caseline.paindrawing.paper.beside import beside
from caseline.paindrawing.paper.grid import FINE, Mask, opened
from caseline.paindrawing.paper.layout import UNIT, Points

THING_MM = 4.0  # radius of what fits into a thing: nobody inks so wide a patch beside the body
COIN_MM = 6.5  # a coin's radius, at least: a cent of a euro has 8.1, of a dollar 9.5
ROUND_MM = 0.2  # a hand that inks a patch strays further from a circle
ROUND = 0.68  # of the circle: a pen may have gone over the rest of a coin's edge

_NEARER_MM = (1.0, 0.7, 0.5, 0.4, 0.4)  # from the last circle to what the next is fitted to
_DEGREES = 2  # of a circle, in which its edge is looked for


def check_uncovered(body: str, inks: Mapping[ViewId, Mask]) -> None:
    """Refuse a page on which something dark lies.

    Raises
    ------
    DrawingError
        Something does.
    """
    for view, marks in inks.items():
        wide = opened(marks, THING_MM)
        if (wide & beside(body, view)).any():
            raise DrawingError(
                f"{view}: something lies on the page or hides it, a bare page is needed"
            )
        if wide.any() and _holds_coin(marks):
            raise DrawingError(
                f"{view}: something round lies on the page, such as a coin; a bare page is needed"
            )


def _holds_coin(marks: Mask) -> bool:
    """Whether a wide patch of ink has an edge that is a circle."""
    cv2 = opencv()
    within = cv2.distanceTransform(marks, cv2.DIST_L2, cv2.DIST_MASK_5)
    n, of = cv2.connectedComponents((within > COIN_MM / UNIT * FINE).astype(np.uint8))
    edge = np.argwhere((within > 0) & (within < 2))[:, ::-1]
    for one in range(1, n):
        _, radius, _, middle = cv2.minMaxLoc(within, (of == one).astype(np.uint8))
        if _share_of_circle(edge, np.array(middle, float), radius) >= ROUND:
            return True
    return False


def _share_of_circle(edge: NDArray[np.int64], middle: Points, radius: float) -> float:
    """How much of the circle that fits best near another lies on an edge of ink."""
    for mm in _NEARER_MM:
        from_middle = edge - middle
        far = np.linalg.norm(from_middle, axis=1)
        some = from_middle[abs(far - radius) < mm / UNIT * FINE]
        if len(some) < 3:
            return 0.0
        # x² + y² = 2ax + 2by + c is a circle round (a, b), and linear in what is sought.
        terms = np.column_stack([2 * some, np.ones(len(some))])
        (*by, rest), *_ = np.linalg.lstsq(terms, (some**2).sum(axis=1), rcond=None)
        middle, radius = middle + by, float(np.sqrt(rest + np.dot(by, by)))
    x, y = (edge - middle).T
    on_it = abs(np.hypot(x, y) - radius) < ROUND_MM / UNIT * FINE
    seen = np.unique(np.degrees(np.arctan2(y, x))[on_it] // _DEGREES)
    return len(seen) / (360 / _DEGREES)
