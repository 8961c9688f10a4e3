"""What a browser sends of a pain drawing, as typed values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest

from caseline.errors import DrawingError
from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.file import MOST_BYTES, drawing_from, drawing_in
from caseline.paindrawing.model import BODIES, REGION_IDS, VIEWS

Action = Literal["show", "save", "confirm", "change", "open", "download"]
ACTIONS: tuple[Action, ...] = ("show", "save", "confirm", "change", "open", "download")


@dataclass(frozen=True, slots=True)
class Entry:
    """A drawing with the regions that are ticked beside it, and what is asked for."""

    drawing: PainDrawing
    ticked: tuple[str, ...]
    action: Action

    @property
    def has_strokes(self) -> bool:
        """Whether anything was drawn, and not only tapped."""
        return any(self.drawing.strokes(view) for view in VIEWS)


def entry_of(request: HttpRequest) -> Entry:
    """Read what was sent.

    Raises
    ------
    DrawingError
        Something of it cannot be: a region, a stroke, the outline, the file.
    """
    sent = request.POST if request.method == "POST" else request.GET
    action: Action = next((one for one in ACTIONS if one == sent.get("action")), "show")
    if action == "open":
        return _opened(request)
    body = sent.get("body", BODIES[0])
    strokes = _strokes(sent.get("strokes", ""))
    empty = sent.getlist("empty")
    views = {
        view: {"drawn": bool(strokes.get(view)) or view in empty, "strokes": strokes.get(view, [])}
        for view in VIEWS
    }
    drawing = drawing_from({"schema": 1, "body": body, "views": views}, "drawing")
    return Entry(drawing, _known(sent.getlist("region")), action)


def _opened(request: HttpRequest) -> Entry:
    """An earlier drawing from its file: "same as last time, changed here"."""
    file = request.FILES.get("earlier")
    if file is None or not file.size:
        raise DrawingError("no file was chosen, a drawing.json is needed")
    if file.size > MOST_BYTES:
        raise DrawingError("the file is larger than 5 MB, a drawing.json is needed")
    drawing = drawing_in(file.read(), "the file")
    return Entry(drawing, drawing.confirmed or (), "open")


def _strokes(text: str) -> Mapping[str, Any]:
    """Strokes by view, as the page sends them; what they hold is checked with the drawing."""
    if not text:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise DrawingError("the strokes are no JSON, as the page sends it is right") from None
    if not isinstance(found, dict) or not set(found) <= set(VIEWS):
        raise DrawingError("the strokes have no views, front and back are right")
    return found


def _known(regions: list[str]) -> tuple[str, ...]:
    strange = [one for one in regions if one not in REGION_IDS]
    if strange:
        raise DrawingError("a region is not one of the 19, those of the page are right")
    return tuple(one for one in REGION_IDS if one in regions)
