"""The page `/drawing/`: a drawing or taps in, suggestions, the confirmed list, `drawing.json`."""

import json
from dataclasses import replace
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from caseline.errors import DrawingError
from caseline.paindrawing.file import drawing_data
from caseline.paindrawing.model import BODIES, VIEWS
from caseline.paindrawing.picture import picture
from caseline.paindrawing.prefill import suggest
from caseline.paindrawing.telling import question_text
from caseline_web.drawing.forms import Entry, entry_of
from caseline_web.drawing.sheets import choices, sheets


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Draw, confirm, take along: one address, nothing kept."""
    try:
        entry = entry_of(request)
    except DrawingError as exc:
        return render(request, "drawing/refused.html", {"reason": str(exc)}, status=400)
    if entry.action == "download":
        return _file(entry)
    if entry.action == "save" and entry.has_strokes:
        return _suggested(request, entry)
    if entry.action in ("save", "confirm"):
        return _confirmed(request, entry)
    return render(request, "drawing/draw.html", _sheets(entry))


def _suggested(request: HttpRequest, entry: Entry) -> HttpResponse:
    """What the drawing suggests, to be confirmed; regions that were tapped stay ticked."""
    found = suggest(entry.drawing)
    ticked = replace(entry, ticked=tuple({*found.suggested, *entry.ticked}))
    asked = {
        "low": int(found.wpi_range.low),
        "high": int(found.wpi_range.high),
        "questions": [question_text(one, _lang()) for one in found.questions],
        **_sheets(ticked, found.unsure),
    }
    return render(request, "drawing/confirm.html", asked)


def _confirmed(request: HttpRequest, entry: Entry) -> HttpResponse:
    shown = {"picture": picture(entry.ticked, lang=_lang()), "n": len(entry.ticked)}
    return render(request, "drawing/done.html", {**shown, **_sheets(entry)})


def _file(entry: Entry) -> HttpResponse:
    confirmed = replace(entry.drawing, confirmed=entry.ticked)
    response = HttpResponse(json.dumps(drawing_data(confirmed)), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="drawing.json"'
    return response


def _sheets(entry: Entry, unsure: tuple[str, ...] = ()) -> dict[str, object]:
    """What every page of the drawing shows, and what it sends along."""
    drawing = entry.drawing
    data = drawing_data(drawing)["views"]
    return {
        "bodies": BODIES,
        "body": drawing.body,
        "sheets": sheets(drawing.body, _lang()),
        "choices": choices(entry.ticked, _lang(), unsure),
        "strokes": json.dumps({view: data[view]["strokes"] for view in VIEWS}),
        "empty": [v for v in drawing.drawn if not drawing.strokes(v)],
    }


def _lang() -> Literal["en", "de"]:
    return "de" if get_language() == "de" else "en"
