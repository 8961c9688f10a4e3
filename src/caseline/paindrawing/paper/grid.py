"""The fine grid on which a view of a straightened form is read."""

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


def disc(mm: float) -> Mask:
    """Make a disc of this radius, to widen or narrow marks with."""
    cv2, radius = opencv(), round(mm / UNIT * FINE)
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2))
