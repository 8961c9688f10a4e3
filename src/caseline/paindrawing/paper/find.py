"""The form looked for in a picture, and what a picture must be for it to be read."""

import numpy as np

from caseline.errors import DrawingError
from caseline.paindrawing.paper.bend import settled
from caseline.paindrawing.paper.corner_marks import flat_page
from caseline.paindrawing.paper.layout import CORNERS, PAGE, mark_corners
from caseline.paindrawing.paper.page import DARKEST, Found, light, too_dark
from caseline.paindrawing.paper.picture_file import Picture

LEAST_DENSE = 3.9  # dots to a millimetre, 100 to an inch


def find_page(grey: Picture) -> Found:
    """Find the form's page in a picture without colours.

    Raises
    ------
    DrawingError
        There is no form, or not the whole of one; it is another form; it is too small, too dark,
        bent, blurred or covered.
    """
    form, flat = flat_page(grey)
    found = Found(form, flat, np.zeros((6, 2)))
    _check_dense(found)
    _check_light(found, grey)
    return settled(found, grey)


def _check_dense(found: Found) -> None:
    corners = np.concatenate([mark_corners(one)[one : one + 1] for one in range(CORNERS)])
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    at = found.dots(corners)
    dense = (np.linalg.norm(np.roll(at, -1, axis=0) - at, axis=1) / sides).min()
    if dense < LEAST_DENSE:
        raise DrawingError(
            f"shows the page at {dense * 25.4:.0f} dots to the inch and too small to be read, "
            f"{LEAST_DENSE * 25.4:.0f} are the least"
        )


def _check_light(found: Found, grey: Picture) -> None:
    across, down = np.meshgrid(np.linspace(8, PAGE[0] - 8, 40), np.linspace(8, PAGE[1] - 8, 56))
    dots = found.dots(np.column_stack([across.ravel(), down.ravel()]))
    seen = light(grey, dots.reshape(*across.shape, 2))
    if np.percentile(seen, 30) < DARKEST:
        raise too_dark()
