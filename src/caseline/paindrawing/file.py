"""A pain drawing as a JSON document: `drawing.json`, read and written."""

import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any, Never

from caseline.document import Table, kind
from caseline.errors import DrawingError, TooMuchDrawnError
from caseline.paindrawing.drawing import (
    MOST_INTENSITY,
    MOST_POINTS,
    PEN_WIDTH,
    PainDrawing,
    Sheet,
    Stroke,
)
from caseline.paindrawing.given import bytes_of
from caseline.paindrawing.model import BODIES, REGION_IDS, VIEWS, Line
from caseline.record import NOT_ON_RECORD

SCHEMA = 1
MOST_BYTES = 5_000_000  # twice what the most points need


def read_drawing(path: Path) -> PainDrawing:
    """Read a pain drawing from a JSON file.

    Raises
    ------
    DrawingError
        The file cannot be read, is over 5 MB, is no drawing, is newer than this version, or holds
        what cannot be. The sentence says which stroke, and never what was drawn.
    """
    return drawing_in(bytes_of(path, MOST_BYTES, "a JSON file"), path.name)


def drawing_in(text: str | bytes, name: str = "drawing") -> PainDrawing:
    """Read a pain drawing from the text of a JSON document; `name` is what an error calls it.

    Raises
    ------
    DrawingError
        As `read_drawing`.
    """
    if len(text) > MOST_BYTES:
        raise DrawingError(
            f"{name}: is larger than 5 MB, at most {MOST_POINTS} points are a drawing"
        )
    return drawing_from(_parsed(text, name), name)


def drawing_from(document: object, name: str = "drawing") -> PainDrawing:
    """Read a pain drawing from a JSON document that was parsed.

    Raises
    ------
    DrawingError
        As `read_drawing`.
    """
    if not isinstance(document, dict):
        raise DrawingError(f"{name}: found {kind(document)}, a pain drawing is needed")
    top = Table(name, "", document, DrawingError)
    _check_schema(top)
    body, views = top.choice("body", BODIES), top.table("views")
    sheets: dict[Any, Sheet] = {view: _sheet(views, view) for view in VIEWS}
    confirmed = _confirmed(top) if top.has("confirmed") else None
    stated = top.table("intensities")
    intensities = {r: stated.integer(r, 0, MOST_INTENSITY) for r in REGION_IDS if stated.has(r)}
    for table in (views, stated, top):
        table.done()
    try:
        return PainDrawing(body, sheets, confirmed, intensities)
    except DrawingError as exc:
        raise type(exc)(f"{name}: {exc}") from None


def drawing_data(drawing: PainDrawing) -> dict[str, Any]:
    """Put a pain drawing into the form of its JSON document: `drawing_from` gives it back."""
    return {
        "schema": SCHEMA,
        "body": drawing.body,
        "views": {
            view: {
                "drawn": view in drawing.drawn,
                "strokes": [_stroke_data(stroke) for stroke in drawing.strokes(view)],
            }
            for view in VIEWS
        },
        **({} if drawing.confirmed is None else {"confirmed": list(drawing.confirmed)}),
        **({"intensities": dict(drawing.intensities)} if drawing.intensities else {}),
    }


def _parsed(text: str | bytes, name: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    except json.JSONDecodeError as exc:
        place = f"line {exc.lineno}, column {exc.colno}"
        raise DrawingError(f"{name}: at {place}: is not JSON, a JSON file is needed") from None
    except DrawingError as exc:
        raise DrawingError(f"{name}: {exc}") from None
    except UnicodeDecodeError:
        raise DrawingError(f"{name}: is not UTF-8, a JSON file in UTF-8 is needed") from None
    except (RecursionError, ValueError):
        raise DrawingError(f"{name}: is too deep or too long, a pain drawing is needed") from None


def _no_number(_: str) -> Never:
    raise DrawingError("holds a number that is not finite, numbers are needed")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise DrawingError("gives a key a second time, once is right")
    return found


def _check_schema(top: Table) -> None:
    if not top.has("schema"):
        raise top.refuse("schema", f"is missing, a drawing has schema {SCHEMA}")
    if top.integer("schema", 1, 10_000) > SCHEMA:
        raise top.refuse(
            "schema",
            f"is newer than this version of Caseline, which reads up to {SCHEMA}: "
            "a newer Caseline is needed",
        )


def _confirmed(top: Table) -> tuple[str, ...]:
    confirmed = top.texts("confirmed")
    if not set(confirmed).issubset(REGION_IDS):
        known = ", ".join(REGION_IDS)
        raise top.refuse("confirmed", f"names what is no region, the regions are {known}")
    if len(set(confirmed)) < len(confirmed):
        raise top.refuse("confirmed", "names a region twice, once is right")
    return confirmed


def _sheet(views: Table, view: str) -> Sheet:
    if not views.has(view):
        raise views.mismatch(view, 'a view such as {"drawn": false, "strokes": []}')
    table = views.table(view)
    drawn = table.raw("drawn")
    if not isinstance(drawn, bool):
        raise table.mismatch("drawn", "true or false")
    strokes = table.raw("strokes")
    if not isinstance(strokes, list):
        raise table.mismatch("strokes", "a list of strokes")
    table.done()
    if strokes and not drawn:
        raise table.refuse("strokes", "stand on a view that was not drawn, none are right")
    return tuple(_stroke(table, *one) for one in enumerate(strokes, 1)) if drawn else NOT_ON_RECORD


def _stroke(view: Table, number: int, found: object) -> Stroke:
    """A stroke: its points alone, or a table that says more of it."""
    if isinstance(found, list):
        return Stroke(_points(view, f"stroke {number}", found))
    if not isinstance(found, dict):
        raise view.refuse(f"stroke {number}", f"found {kind(found)}, a list of points is needed")
    table = Table(view.file, f"{view.place} > stroke {number}", found, DrawingError)
    stroke = Stroke(
        points=_points(table, "points", table.raw("points")),
        width=_number(table, "width") if table.has("width") else PEN_WIDTH,
        filled=table.flag("filled", False) if table.has("filled") else NOT_ON_RECORD,
        eraser=table.flag("eraser", False),
        intensity=table.integer("intensity", 0, MOST_INTENSITY)
        if table.has("intensity")
        else NOT_ON_RECORD,
        pressure=_numbers(table, "pressure") if table.has("pressure") else (),
    )
    table.done()
    return stroke


def _points(table: Table, key: str, found: object) -> Line:
    wanted = "a list of points [x, y]"
    if not isinstance(found, list):
        raise table.refuse(key, f"found {_kind(found)}, {wanted} is needed")
    if len(found) > MOST_POINTS:
        told = f"holds {len(found)} points, at most {MOST_POINTS} are a drawing"
        raise TooMuchDrawnError(str(table.refuse(key, told)))
    pairs = set(map(type, found)) <= {list} and set(map(len, found)) <= {2}
    flat = list(chain.from_iterable(found)) if pairs else []
    if not pairs or not _numeric(flat):
        raise table.refuse(key, f"holds something that is no point, {wanted} is needed")
    numbers = _floats(flat)
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def _numbers(table: Table, key: str) -> tuple[float, ...]:
    found = table.raw(key)
    if not isinstance(found, list) or not _numeric(found):
        raise table.refuse(key, "is no list of numbers, one for each point is needed")
    return tuple(_floats(found))


def _number(table: Table, key: str) -> float:
    found = table.raw(key)
    if not _numeric([found]):
        raise table.refuse(key, f"found {_kind(found)}, a number is needed")
    return _floats([found])[0]


def _numeric(found: Iterable[object]) -> bool:
    return set(map(type, found)) <= {int, float}  # True is no number here


def _floats(numbers: list[Any]) -> list[float]:
    """The nearest floats; one infinite where there is none, which the drawing refuses."""
    try:
        return list(map(float, numbers))
    except OverflowError:
        return [float("inf")] * len(numbers)


def _kind(found: object) -> str:
    return "nothing" if found is None else "a number" if isinstance(found, float) else kind(found)


def _stroke_data(stroke: Stroke) -> object:
    points = [list(point) for point in stroke.points]
    more: dict[str, object] = {}
    if stroke.width != PEN_WIDTH:
        more["width"] = stroke.width
    if stroke.filled is not NOT_ON_RECORD:
        more["filled"] = stroke.filled
    if stroke.eraser:
        more["eraser"] = True
    if stroke.intensity is not NOT_ON_RECORD:
        more["intensity"] = stroke.intensity
    if stroke.pressure:
        more["pressure"] = list(stroke.pressure)
    return {"points": points, **more} if more else points
