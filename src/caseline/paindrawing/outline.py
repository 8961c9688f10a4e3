"""The outline of a body by itself: as plain data for programs, and as a picture to draw on."""

from typing import Any, Literal

from caseline.paindrawing.drawing import MARGIN, PEN_WIDTH
from caseline.paindrawing.model import Line, View, body_map, words
from caseline.paindrawing.path import closed_path, open_path
from caseline.paindrawing.sheets import JOURNAL, SIDES, Ink, sheets


def outline_data(body: str) -> dict[str, Any]:
    """Put a body map into plain data: view boxes, outlines and regions, in units of the sheet.

    Polygons and SVG paths are of the same points; a path bends where a polygon has edges.

    Raises
    ------
    DrawingError
        There is no such body map.
    """
    drawn = body_map(body)
    return {
        "schema": 1,
        "body": body,
        "margin": MARGIN,
        "pen_width": PEN_WIDTH,
        "views": {view.id: _view(view) for view in drawn.views},
        "regions": [
            {
                "id": region.id,
                "acr2016_region": region.acr2016_region,
                "counts_for_generalised_pain": region.counts_for_generalised_pain,
                "shapes": {view: _shape(shape) for view, shape in region.shapes.items()},
            }
            for region in drawn.regions
        ],
    }


def outline_picture(
    body: str = "neutral", *, lang: Literal["en", "de"] = "en", ink: Ink = JOURNAL
) -> str:
    """Draw a body from the front and from behind, with nothing on it, as one SVG text.

    Raises
    ------
    DrawingError
        There is no such body map.
    """
    return sheets(body, words(lang)["bodies"][body], lambda view, key: (), lang=lang, ink=ink)


def _view(view: View) -> dict[str, Any]:
    return {
        "view_box": [0, 0, view.width, view.height],
        "patients_left": "viewer's right" if SIDES[view.id][1] == "left" else "viewer's left",
        "outline": _shape(view.outline),
        "lines": "".join(open_path(line) for line in view.lines),
    }


def _shape(line: Line) -> dict[str, Any]:
    return {"points": [list(point) for point in line], "path": closed_path(line)}
