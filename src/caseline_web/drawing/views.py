"""The page `/drawing/`: a drawing or taps in, suggestions, the confirmed list, `drawing.json`."""

import json
from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from caseline.paindrawing.drawing import MOST_INTENSITY
from caseline.paindrawing.file import drawing_data
from caseline.paindrawing.model import BODIES, REGION_IDS, VIEWS
from caseline.paindrawing.prefill import Suggestion, suggest
from caseline.paindrawing.telling import named, question_text
from caseline_web.drawing.forms import Entry, RefusedError, entry_of
from caseline_web.drawing.sheets import choices, confirmed_picture, sheets
from caseline_web.language import readers


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Draw, confirm, take along: one address, nothing kept."""
    return answered(request, lambda entry: _done(request, entry))


def answered(request: HttpRequest, keep: Callable[[Entry], HttpResponse]) -> HttpResponse:
    """Whatever the drawing pages show next; what is confirmed goes to `keep`."""
    try:
        entry = entry_of(request)
    except RefusedError as exc:
        shown = {"refused": exc, **_shown(exc.kept)}
        return render(request, "drawing/draw.html", shown, status=400)
    if entry.action == "download":
        return _file(entry)
    if entry.action == "save" and entry.has_strokes:
        return render(request, "drawing/confirm.html", _suggested(entry))
    if entry.action in ("save", "confirm"):
        return keep(entry)
    return render(request, "drawing/draw.html", _shown(entry))


def _done(request: HttpRequest, entry: Entry) -> HttpResponse:
    return render(request, "drawing/done.html", _confirmed(entry))


def _suggested(entry: Entry) -> dict[str, object]:
    """What the drawing suggests, to be confirmed; regions that were tapped stay ticked."""
    found = suggest(entry.drawing)
    new = set(found.suggested) - set(entry.seen)
    fits = _fits(found, entry)
    return {
        "low": min(fits),
        "high": max(fits),
        "not_drawn": [q for q in _questions(found) if q["view"]],
        "questions": [q for q in _questions(found) if not q["view"]],
        **_shown(
            replace(
                entry,
                ticked=tuple(one for one in REGION_IDS if one in new or one in entry.ticked),
                seen=tuple({*entry.seen, *found.suggested}),
            ),
            unsure=found.unsure,
        ),
    }


def _fits(found: Suggestion, entry: Entry) -> list[int]:
    """How many regions there are at each threshold, with those that were only tapped."""
    touched = {region for step in found.sweep for region in step.regions}
    tapped = len(set(entry.ticked) - touched)
    return [len(step.regions) + tapped for step in found.sweep]


def _questions(found: Suggestion) -> list[dict[str, str]]:
    """The questions in words, and the view where one asks whether it is free of pain."""
    views = {f"{view}_not_drawn": str(view) for view in VIEWS}
    return [
        {"text": question_text(one, readers()), "view": views.get(one.code, "")}
        for one in found.questions
    ]


def _confirmed(entry: Entry) -> dict[str, object]:
    """The confirmed list, and what differs from last time."""
    last = set(entry.ticked if entry.last is None else entry.last)
    now = set(entry.ticked)
    return {
        "picture": confirmed_picture(entry.drawing.body, entry.ticked, readers()),
        "n": len(entry.ticked),
        "of": len(REGION_IDS),
        "gained": _named(now - last),
        "lost": _named(last - now),
        **_shown(entry),
    }


def _named(regions: set[str]) -> str:
    return named([one for one in REGION_IDS if one in regions], readers())


def _file(entry: Entry) -> HttpResponse:
    confirmed = replace(entry.drawing, confirmed=entry.ticked)
    response = HttpResponse(json.dumps(drawing_data(confirmed)), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="drawing.json"'
    return response


def _shown(entry: Entry, unsure: tuple[str, ...] = ()) -> dict[str, object]:
    """What every page of the drawing shows, and what it sends along."""
    drawing = entry.drawing
    data = drawing_data(drawing)["views"]
    strokes = {view: data[view]["strokes"] for view in VIEWS} if entry.has_strokes else None
    return {
        "entry": entry,
        "bodies": BODIES,
        "intensities": range(MOST_INTENSITY + 1),
        "sheets": sheets(drawing.body, entry.ticked, readers()),
        "choices": choices(entry.ticked, readers(), unsure),
        "strokes": json.dumps(strokes, separators=(",", ":")) if strokes else "",
        "empty": [view for view in drawing.drawn if not drawing.strokes(view)],
    }
