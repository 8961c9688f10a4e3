"""Shade apart from ink: a pen leaves a sharp edge, a shadow has one that is soft, at least in part.

Shading with a soft pencil may have one too, so what is soft in part is refused, and not left out.
"""

import numpy as np
from numpy.typing import NDArray

from caseline.errors import DrawingError
from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import ViewId
from caseline.paindrawing.paper.grid import Mask, disc, opened
from caseline.paindrawing.paper.patches import PATCH_MM
from caseline.paindrawing.paper.printed import printed

SHARP = 0.6  # of its usual darkness a mark gains within a millimetre, at its edge
SHARP_SHARE = 0.75  # of an edge: of simulated pens it was 0.91 or more, of shadows mostly below 0.6

_ROUND_IT_MM = 1.5  # from a patch on: its ragged edge lies there

Labels = NDArray[np.int32]


def sharp_and_all(
    marks: Mask, of: Labels, darkness: Mask, at_print: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many dots of the edge of each labelled mark are sharp, and how many there are.

    An edge at a printed line says nothing, for the line is what is sharp there.
    """
    cv2, at, n = opencv(), (marks > 0) & (of > 0), int(of.max()) + 1
    usual = np.bincount(of[at], darkness[at], n) / np.maximum(np.bincount(of[at], minlength=n), 1)
    edge = at & (cv2.erode(marks, np.ones((3, 3), np.uint8)) == 0) & ~at_print
    gain = cv2.morphologyEx(darkness, cv2.MORPH_GRADIENT, disc(0.5))[edge]
    edges = of[edge]
    steep = edges[gain > SHARP * usual[edges]]
    return np.bincount(steep, minlength=n), np.bincount(edges, minlength=n)


def check_sharp(marks: Mask, darkness: Mask, body: str, view: ViewId) -> None:
    """Refuse a view with a mark, or a patch of one, that has a soft edge: it may be shadow.

    Raises
    ------
    DrawingError
        One has.
    """
    cv2 = opencv()
    at_print = cv2.dilate(printed(body, view).near, disc(0.5)) > 0
    places, patch = [marks], opened(marks, PATCH_MM)
    if patch.any():
        places.append(cv2.dilate(patch, disc(_ROUND_IT_MM)))
    for place in places:
        _, of = cv2.connectedComponents(place)
        steep, every = sharp_and_all(marks, of, darkness, at_print)
        if (steep < SHARP_SHARE * every).any():
            raise DrawingError(
                f"{view}: a dark place has a soft edge, as a shadow has; even light is needed, "
                "and shading with a clear edge"
            )
