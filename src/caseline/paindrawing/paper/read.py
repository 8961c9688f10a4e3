"""A pain drawing from paper: a scan or a photograph of the printed form."""

from pathlib import Path

from caseline.errors import DrawingError
from caseline.paindrawing.drawing import MOST_POINTS, MOST_STROKES, PainDrawing, Sheet
from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import VIEWS, ViewId
from caseline.paindrawing.paper.beside import check_no_line, on_body
from caseline.paindrawing.paper.covered import check_uncovered
from caseline.paindrawing.paper.find import find_page
from caseline.paindrawing.paper.glare import check_no_glare
from caseline.paindrawing.paper.grid import Mask
from caseline.paindrawing.paper.hidden import check_print_seen
from caseline.paindrawing.paper.ink import ink, ticked
from caseline.paindrawing.paper.page import Found, whole_page
from caseline.paindrawing.paper.picture_file import Picture, read_picture
from caseline.paindrawing.paper.shade import check_sharp
from caseline.paindrawing.paper.streak import check_no_streak
from caseline.paindrawing.paper.strokes import strokes
from caseline.record import NOT_ON_RECORD


def read_form(path: Path, page: int | None = None) -> PainDrawing:
    """Read the pain drawing on a scan or a photograph of the form: PNG, JPEG, or PDF.

    A view without ink on the body was not drawn, unless its box "nothing hurts" is ticked: then
    it was, and nothing hurts there.

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
    grey = opencv().cvtColor(picture, opencv().COLOR_BGR2GRAY)
    found = find_page(grey)
    body, page = found.form.body, whole_page(grey, found)
    check_no_streak(page)
    check_no_glare(body, page)
    seen = {view: ink(picture, found, view) for view in VIEWS}
    inks = {view: marks for view, (marks, _) in seen.items()}
    check_uncovered(body, inks)
    check_print_seen(found, grey, inks)
    views = {}
    for view, (marks, darkness) in seen.items():
        check_no_line(marks, body, view)
        drawn = on_body(marks, body, view)
        check_sharp(drawn, darkness, body, view)
        views[view] = _sheet(picture, found, view, drawn)
    return PainDrawing(body, views)


def _sheet(picture: Picture, found: Found, view: ViewId, marks: Mask) -> Sheet:
    drawn = strokes(marks)
    nothing = ticked(picture, found, view)
    if drawn and nothing:
        raise DrawingError(
            f"{view}: has marks, and its box says that nothing hurts, one of the two is right"
        )
    points = sum(len(stroke.points) for stroke in drawn)
    if points > MOST_POINTS // len(VIEWS) or len(drawn) > MOST_STROKES // len(VIEWS):
        raise DrawingError(f"{view}: holds more ink than a drawing, a clean form is needed")
    return drawn if drawn or nothing else NOT_ON_RECORD
