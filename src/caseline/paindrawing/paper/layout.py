"""The paper form: where everything stands on the page, and the marks in its corners.

One mark is in each corner. Its number says which form this is, of which body, and which corner;
so the marks are the form's code too, and each of the four repeats it. Lengths are in millimetres
from the upper left corner of an A4 page, unless they are called units (of a body's sheet).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import BODIES, VIEWS, ViewId, body_map
from caseline.paindrawing.sheets import GAP, HEADING, SIDES, Ink

Points = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, top, width, height."""

VERSION = 1  # of the form: any change of what stands below, or of a body's outline, is a new one
PAGE = (210.0, 297.0)
UNIT = 0.43  # one unit of a sheet
PICTURE_TOP = 51.0
MARK = 12.0  # side of a corner mark
EDGE = 10.0  # from a mark to the edges of the page: printers leave 4 to 5 mm bare
TICK = 5.0  # side of the box "nothing hurts here"
TICK_TOP = 270.0
GREY = Ink(ink="#68727e", grey="#aab2ba")
"""Lines are paler than a pen, so that one can be told from the other where they cross."""

CORNERS = 4
_WIDE = body_map().views[0].width
PICTURE: Box = (
    (PAGE[0] - (2 * _WIDE + GAP) * UNIT) / 2,
    PICTURE_TOP,
    (2 * _WIDE + GAP) * UNIT,
    (HEADING + body_map().views[0].height) * UNIT,
)


@dataclass(frozen=True, slots=True)
class PaperForm:
    """Which form a page is."""

    version: int
    body: str

    @property
    def name(self) -> str:
        """What stands in its footer, for people."""
        return f"caseline form {self.version} {self.body}"


def sheet_at(view: ViewId) -> tuple[float, float]:
    """The upper left corner of a view's sheet."""
    left, top, _, _ = PICTURE
    return left + VIEWS.index(view) * (_WIDE + GAP) * UNIT, top + HEADING * UNIT


def tick_box(view: ViewId) -> Box:
    """The box that says that nothing hurts on a view, under its sheet."""
    return sheet_at(view)[0] + 0.24 * _WIDE * UNIT, TICK_TOP, TICK, TICK


def side_labels(view: ViewId) -> Mapping[str, tuple[float, float]]:
    """The words for left and right on a view: the middle of each, in units."""
    near, far = SIDES[view]
    return {near: (_WIDE / 2 - 58, 59.0), far: (_WIDE / 2 + 58, 59.0)}


def mark_at(corner: int) -> tuple[float, float]:
    """The upper left corner of a mark: 0 is the page's upper left, then clockwise."""
    right, bottom = PAGE[0] - EDGE - MARK, PAGE[1] - EDGE - MARK
    return ((EDGE, EDGE), (right, EDGE), (right, bottom), (EDGE, bottom))[corner]


def mark_corners(corner: int) -> Points:
    """The four corners of a mark, clockwise from its upper left, shape (4, 2)."""
    square = np.array([[0, 0], [MARK, 0], [MARK, MARK], [0, MARK]])
    return np.asarray(square + np.array(mark_at(corner)))


def mark_number(form: PaperForm, corner: int) -> int:
    """The number of a mark."""
    return ((form.version - 1) * len(BODIES) + BODIES.index(form.body)) * CORNERS + corner


def form_of(number: int) -> tuple[PaperForm, int]:
    """The form and the corner of a mark with this number."""
    kind, corner = divmod(number, CORNERS)
    version, body = divmod(kind, len(BODIES))
    return PaperForm(version + 1, BODIES[body]), corner


def mark_cells(form: PaperForm, corner: int) -> NDArray[np.bool_]:
    """The black cells of a mark, shape (8, 8).

    Raises
    ------
    MissingExtraError
        OpenCV is not installed.
    """
    cv2, family = opencv(), marks()
    side = family.markerSize + 2
    return np.asarray(cv2.aruco.generateImageMarker(family, mark_number(form, corner), side) == 0)


def marks() -> Any:  # noqa: ANN401 - OpenCV's own kind
    """The family of marks: AprilTag 36h11, in which any two differ in at least 11 of 36 cells."""
    return opencv().aruco.getPredefinedDictionary(opencv().aruco.DICT_APRILTAG_36h11)
