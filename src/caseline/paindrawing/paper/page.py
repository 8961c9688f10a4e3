"""The form's page in a picture: where each of its places lies."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caseline.errors import DrawingError
from caseline.paindrawing.marks import opencv
from caseline.paindrawing.paper.layout import PAGE, PaperForm, Points
from caseline.paindrawing.paper.picture_file import Picture

Light = NDArray[np.float32]

WHOLE_MM = 0.25  # to a dot of a page that is straightened as a whole
DARKEST = 70  # of 255: paper below it is in the dark


@dataclass(frozen=True, slots=True)
class Found:
    """A page in a picture: which form, and where each of its places lies.

    Parameters
    ----------
    form
        Which one.
    flat
        The homography from millimetres on the page to dots, shape (3, 3).
    bend
        How far a place lies beside its own, in mm, shape (6, 2): terms 1, x, y, x², xy, y².
    """

    form: PaperForm
    flat: Points
    bend: Points

    def dots(self, places: Points) -> Points:
        """Where places of the page, in mm, shape (n, 2), lie in the picture."""
        bent = places + bend_terms(places) @ self.bend
        ends = np.column_stack([bent, np.ones(len(bent))]) @ self.flat.T
        return np.asarray(ends[:, :2] / ends[:, 2:])


def straightened(
    picture: Picture, found: Found, left_top: Points, shape: tuple[int, int], mm: float
) -> Picture:
    """Cut a piece out of a page, as if it lay flat: from its upper left corner, `mm` to a dot."""
    height, width = shape
    coarse = 16  # dots: between them the places are spread evenly
    down, across = np.mgrid[0 : height + coarse : coarse, 0 : width + coarse : coarse]
    grid = np.column_stack([across.ravel(), down.ravel()]) * mm + mm / 2 + left_top
    rows, columns = down.shape
    places = found.dots(grid).reshape(rows, columns, 2).astype(np.float32)
    at = np.mgrid[0:height, 0:width].astype(np.float32) / coarse
    cv2 = opencv()
    x, y = (cv2.remap(places[..., one], at[1], at[0], cv2.INTER_LINEAR) for one in (0, 1))
    return np.asarray(cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def whole_page(grey: Picture, found: Found) -> Picture:
    """Straighten all of a page: `WHOLE_MM` to a dot."""
    width, height = (round(side / WHOLE_MM) for side in PAGE)
    return straightened(grey, found, np.zeros(2), (height, width), WHOLE_MM)


def light(grey: Picture, dots: Points) -> Light:
    """How bright a picture is at dots of it, shape (n, m, 2), as shape (n, m)."""
    cv2, at = opencv(), dots.astype(np.float32)
    seen = cv2.remap(grey, at, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen, np.float32)


def bend_terms(places: Points) -> Points:
    """What a gentle bend is made of, at places of the page, in mm: shape (n, 6)."""
    x, y = (places / PAGE - 0.5).T
    return np.column_stack([np.ones_like(x), x, y, x * x, x * y, y * y])


def too_dark() -> DrawingError:
    """Say that a picture was taken in the dark."""
    return DrawingError("is too dark to be read, a brighter one is needed")
