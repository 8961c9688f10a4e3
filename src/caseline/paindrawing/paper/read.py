"""A pain drawing from paper: a scan or a photograph of the printed form."""

from pathlib import Path

from caseline.errors import DrawingError
from caseline.paindrawing.drawing import MOST_POINTS, PainDrawing, Sheet
from caseline.paindrawing.model import VIEWS, ViewId
from caseline.paindrawing.paper.find import find_page
from caseline.paindrawing.paper.ink import ink, ticked
from caseline.paindrawing.paper.page import Found
from caseline.paindrawing.paper.picture_file import Picture, read_picture
from caseline.paindrawing.paper.strokes import strokes
from caseline.record import NOT_ON_RECORD


def read_form(path: Path, page: int | None = None) -> PainDrawing:
    """Read the pain drawing on a scan or a photograph of the form: PNG, JPEG, or PDF.

    A view without ink was not drawn, unless its box "nothing hurts" is ticked: then it was, and
    nothing hurts there.

    Parameters
    ----------
    path
        Where it is.
    page
        Which page of a PDF, from 1; may be left out where there is only one.

    Raises
    ------
    DrawingError
        The file is no picture of the form, or not all of the form can be read.
    MissingExtraError
        OpenCV, or what reads a PDF, is not installed.
    """
    picture = read_picture(path, page)
    try:
        return drawing_on(picture)
    except DrawingError as exc:
        raise DrawingError(f"{path.name}: {exc}") from None


def drawing_on(picture: Picture) -> PainDrawing:
    """Read the pain drawing in a picture of the form.

    Parameters
    ----------
    picture
        Blue, green and red, shape (height, width, 3).

    Raises
    ------
    DrawingError
        It does not show the form, or not all of it can be read.
    MissingExtraError
        OpenCV is not installed.
    """
    found = find_page(picture)
    return PainDrawing(found.form.body, {view: _sheet(picture, found, view) for view in VIEWS})


def _sheet(picture: Picture, found: Found, view: ViewId) -> Sheet:
    drawn = strokes(ink(picture, found, view))
    nothing = ticked(picture, found, view)
    if drawn and nothing:
        raise DrawingError(
            f"{view}: has marks, and its box says that nothing hurts, one of the two is right"
        )
    if sum(len(stroke.points) for stroke in drawn) > MOST_POINTS // len(VIEWS):
        raise DrawingError(f"{view}: holds more ink than a drawing, a clean form is needed")
    return drawn if drawn or nothing else NOT_ON_RECORD
