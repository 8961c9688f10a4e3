"""Glare: a lamp that the paper mirrors, in which neither ink nor print is seen.

Where the paper itself is as white as a picture can be, nothing of it is told here: glare adds
nothing to such paper. What it hides of the print is told by that (`hidden`).
"""

import numpy as np

from caseline.errors import DrawingError
from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import VIEWS, body_map
from caseline.paindrawing.paper.layout import UNIT, sheet_at
from caseline.paindrawing.paper.page import WHOLE_MM
from caseline.paindrawing.paper.picture_file import Picture

CLIPPED = 250  # of 255: a camera tells no brighter places apart
BRIGHTER = 1.04  # than the paper around it usually is: a lamp beside the page changes less
LEAST_SPOT = 12  # square mm, 4 mm across
AROUND = 81  # mm, a square

_INK = 5  # mm: what is darker than paper and narrower is left out


def check_no_glare(body: str, page: Picture) -> None:
    """Refuse a page, straightened as a whole, that mirrors a lamp on one of its views.

    Raises
    ------
    DrawingError
        It does.
    """
    cv2 = opencv()
    grey = cv2.resize(page, None, fx=WHOLE_MM, fy=WHOLE_MM, interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((_INK, _INK), np.uint8))
    usual = cv2.medianBlur(paper, AROUND)
    spot = (paper >= CLIPPED) & (paper > BRIGHTER * usual)
    for view in VIEWS:
        sheet = body_map(body).view(view)
        left, top = np.rint(sheet_at(view)).astype(int)
        right, bottom = np.rint((left + sheet.width * UNIT, top + sheet.height * UNIT)).astype(int)
        if spot[top:bottom, left:right].sum() >= LEAST_SPOT:
            raise DrawingError(
                f"{view}: the paper mirrors a lamp, a picture without glare is needed"
            )
