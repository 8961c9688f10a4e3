"""The page `/drawing/`: a drawing or taps in, suggestions, the confirmed list, `drawing.json`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseline.paindrawing.file import drawing_data
from caseline.paindrawing.model import BODIES, REGION_IDS, VIEWS
from caseline.paindrawing.prefill import Suggestion, suggest
from caseline.paindrawing.telling import levels_named, named, question_text
from caseline_web.drawing.forms import LEVELS, Entry, RefusedError, entry_of
from caseline_web.drawing.sheets import choices, confirmed_picture, sheets
from caseline_web.language import readers, refusal
from caseline_web.refusals import too_often


@dataclass(frozen=True, slots=True)
class Pages:
    """The templates of the two pages, and what they show besides the drawing."""

    draw: str = "drawing/draw.html"
    confirm: str = "drawing/confirm.html"
    more: Mapping[str, object] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Draw, confirm, take along: one address, nothing kept.

    Who is not signed in may draw so often in ten minutes: what a drawing suggests takes time.
    """
    drawn = bool(request.POST.get("strokes") or request.FILES)
    if drawn and not request.user.is_authenticated and not consume(request, action="drawing"):
        return too_often(request)
    return answered(request, lambda entry: _done(request, entry))


def answered(
    request: HttpRequest, keep: Callable[[Entry], HttpResponse], pages: Pages = Pages()
) -> HttpResponse:
    """Whatever the drawing pages show next; what is confirmed goes to `keep`."""
    try:
        entry = entry_of(request)
    except RefusedError as exc:
        cause = refusal(exc.cause) if exc.cause else ""
        shown = {"refused": exc, "cause": cause, **_shown(exc.kept), **pages.more}
        return render(request, pages.draw, shown, status=exc.status)
    if entry.action == "download":
        return _file(entry)
    if entry.action == "save" and entry.has_strokes:
        return render(request, pages.confirm, {**_suggested(entry), **pages.more})
    if entry.action == "confirm" and entry.has_strokes and entry.unasked:
        return _asked_again(request, entry, pages)
    if entry.action in ("save", "confirm"):
        return keep(entry)
    return render(request, pages.draw, {**_shown(entry), **pages.more})


def _done(request: HttpRequest, entry: Entry) -> HttpResponse:
    """What was confirmed, to take along; that nothing hurts is said, and never assumed."""
    if entry.ticked or request.POST.get("none"):
        return render(request, "drawing/done.html", _confirmed(entry))
    said = _("No place is marked. Mark where it hurt, or tick that nothing hurt, and save again.")
    shown = {"refused": RefusedError(said, entry), **_shown(entry)}
    return render(request, "drawing/draw.html", shown, status=400)


def _asked_again(request: HttpRequest, entry: Entry, pages: Pages) -> HttpResponse:
    """A view that was not drawn is no view without pain: somebody says which it is."""
    said = _("One side of the body was not drawn. Say whether anything hurts there.")
    shown = {"refused": RefusedError(said, entry), **_suggested(entry), **pages.more}
    return render(request, pages.confirm, shown, status=400)


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
        "outside": found.outside,
        **_shown(
            replace(
                entry,
                ticked=tuple(one for one in REGION_IDS if one in new or one in entry.ticked),
                seen=tuple({*entry.seen, *found.suggested}),
            ),
            found,
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
        "how_strong": levels_named(suggest(entry.confirmed).intensities, readers()),
        **_shown(entry),
    }


def _named(regions: set[str]) -> str:
    return named([one for one in REGION_IDS if one in regions], readers())


def _file(entry: Entry) -> HttpResponse:
    taken = json.dumps(drawing_data(entry.confirmed))
    response = HttpResponse(taken, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="drawing.json"'
    return response


def _shown(entry: Entry, found: Suggestion | None = None) -> dict[str, object]:
    """What every page of the drawing shows, and what it sends along."""
    drawing = entry.drawing
    data = drawing_data(drawing)["views"]
    strokes = {view: data[view]["strokes"] for view in VIEWS} if entry.has_strokes else None
    return {
        "entry": entry,
        "bodies": BODIES,
        "levels": LEVELS,
        "sheets": sheets(drawing.body, entry.ticked, readers()),
        "choices": choices(entry.ticked, entry.intensities, readers(), found),
        "strokes": json.dumps(strokes, separators=(",", ":")) if strokes else "",
        "empty": [view for view in drawing.drawn if not drawing.strokes(view)],
    }
