"""The corner marks of the form in a picture: which form it is, and where its page lies, if flat."""

import numpy as np

from caseline.errors import DrawingError
from caseline.paindrawing.marks import opencv
from caseline.paindrawing.paper.layout import (
    CORNERS,
    VERSION,
    PaperForm,
    Points,
    form_of,
    mark_corners,
    marks,
)
from caseline.paindrawing.paper.page import DARKEST, too_dark
from caseline.paindrawing.paper.picture_file import Picture

Seen = list[tuple[int, Points]]
"""The numbers of marks, and the four corners of each."""

LOOKED_AT = 2400  # dots along a picture's longer side in which marks are looked for first


def flat_page(grey: Picture) -> tuple[PaperForm, Points]:
    """Find which form a picture shows, and where its page lies.

    Returns
    -------
    form, and homography from millimetres on the page to dots, shape (3, 3)

    Raises
    ------
    DrawingError
        There is no form, not the whole of one, more than one, or one of another version.
    """
    seen = _marks_in(grey, min(LOOKED_AT / max(grey.shape), 1))
    if len(seen) < CORNERS and max(grey.shape) > LOOKED_AT:
        seen = _marks_in(grey, 1)
    if not seen:
        raise too_dark() if np.percentile(grey, 90) < DARKEST else _no_form()
    form, corners = _form(seen), _corners(seen)
    order = sorted(corners)
    on_page = np.concatenate([mark_corners(one) for one in order])
    in_picture = np.concatenate([corners[one] for one in order])
    flat, _ = opencv().findHomography(on_page, in_picture, 0)
    return form, np.asarray(flat)


def _no_form() -> DrawingError:
    return DrawingError("holds no form, a page with its four corner marks is needed")


def _form(seen: Seen) -> PaperForm:
    forms = {form_of(number)[0] for number, _ in seen}
    if len(forms) > 1:
        raise DrawingError("holds marks of two forms, a single form is needed")
    form = forms.pop()
    if form.version != VERSION:
        raise DrawingError(
            f"is form {form.version}, and this version of Caseline reads form {VERSION}: "
            "a newer Caseline is needed"
        )
    return form


def _corners(seen: Seen) -> dict[int, Points]:
    corners = {form_of(number)[1]: corners for number, corners in seen}
    if len(corners) < len(seen):
        raise DrawingError("holds a form more than once, a single form is needed")
    if len(corners) < CORNERS:
        raise DrawingError(
            f"shows {len(corners)} of the {CORNERS} corner marks, "
            "the whole page is needed and nothing on the marks"
        )
    return corners


def _marks_in(grey: Picture, by: float) -> Seen:
    """The numbers of marks and their corners, looked for in a smaller picture."""
    cv2 = opencv()
    small = cv2.resize(grey, None, fx=by, fy=by, interpolation=cv2.INTER_AREA) if by < 1 else grey
    how = cv2.aruco.DetectorParameters()
    how.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    how.adaptiveThreshWinSizeMax = 43
    corners, numbers, _ = cv2.aruco.ArucoDetector(marks(), how).detectMarkers(small)
    if numbers is None:
        return []
    places = ((corner.reshape(4, 2) + 0.5) / by - 0.5 for corner in corners)
    return list(zip(numbers.ravel().tolist(), places, strict=True))
