"""What a browser sends of a pain drawing, as typed values."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caseline.errors import DrawingError, TooMuchDrawnError
from caseline.paindrawing.drawing import MOST_INTENSITY, PainDrawing
from caseline.paindrawing.file import MOST_BYTES, drawing_from, drawing_in
from caseline.paindrawing.model import BODIES, REGION_IDS, VIEWS, ViewId, check_regions
from caseline.paindrawing.prefill import suggest
from caseline.record import NOT_ON_RECORD

Action = Literal["draw", "save", "confirm", "open", "outline", "download"]
BARE = PainDrawing(BODIES[0], dict.fromkeys(VIEWS, NOT_ON_RECORD))
LEVELS = {str(one): one for one in range(MOST_INTENSITY + 1)}


@dataclass(frozen=True, slots=True)
class Entry:
    """A drawing with the regions that are ticked beside it.

    Parameters
    ----------
    drawing
        What was drawn.
    ticked
        The regions that are ticked now.
    seen
        The regions that the drawing suggested before: whoever took one of them away is not
        given it again.
    last
        The regions of the earlier drawing that this one began from; None where it began anew.
    action
        What is asked for.
    intensities
        How strong it is in each ticked region of which that was said.
    listed
        The views that were not drawn and of which somebody said that what hurts there is ticked.
    """

    drawing: PainDrawing = BARE
    ticked: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    last: tuple[str, ...] | None = None
    action: Action = "draw"
    intensities: Mapping[str, int] = field(default_factory=dict)
    listed: tuple[ViewId, ...] = ()

    @property
    def confirmed(self) -> PainDrawing:
        """The drawing with what is ticked as the confirmed list."""
        return replace(self.drawing, confirmed=self.ticked, intensities=self.intensities)

    @property
    def unasked(self) -> tuple[ViewId, ...]:
        """The views that were not drawn, and of which nobody said whether anything hurts there."""
        known = {*self.drawing.drawn, *self.listed}
        return tuple(view for view in VIEWS if view not in known)

    @property
    def has_strokes(self) -> bool:
        """Whether anything was drawn, and not only tapped."""
        return any(self.drawing.strokes(view) for view in VIEWS)


class RefusedError(Exception):
    """What was sent cannot be: a sentence for the reader, the cause, and what could be kept."""

    def __init__(self, said: str, kept: Entry, cause: DrawingError | None = None) -> None:
        super().__init__(said)
        self.said, self.kept, self.cause = said, kept, cause

    @property
    def status(self) -> int:
        """That it is too much, or that it is no drawing at all."""
        return 413 if isinstance(self.cause, TooMuchDrawnError) else 400


def entry_of(request: HttpRequest) -> Entry:
    """Read what was sent.

    Raises
    ------
    RefusedError
        Something of it cannot be: a region, a stroke, the outline, the file.
    """
    try:
        entry = entry_in(request.POST if request.method == "POST" else _asked(request.GET))
    except DrawingError as exc:
        said = _(
            "What this page sent is no drawing. The places that you ticked are still here; "
            "what you drew is not."
        )
        if isinstance(exc, TooMuchDrawnError):
            said = _(
                "This is more than one drawing can hold. The places that you ticked are still "
                "here; your browser's Back button leads to what you drew: draw with fewer strokes."
            )
        kept = Entry(ticked=_known(request.POST.getlist("region")))
        raise RefusedError(said, kept, exc) from None
    return _opened(request, entry) if entry.action == "open" else entry


def _asked(address: QueryDict) -> QueryDict:
    """An address may ask for an outline, and holds nothing of a person."""
    asked = QueryDict(mutable=True)
    asked["body"] = address.get("body", BODIES[0])
    return asked


def entry_in(sent: QueryDict) -> Entry:
    """A drawing as its page sends it, without the file of an earlier one.

    Raises
    ------
    DrawingError
        Something of it cannot be: a region, a stroke, the outline.
    """
    action: Action = next((one for one in get_args(Action) if one == sent.get("action")), "draw")
    strokes = _strokes(sent.get("strokes", ""))
    said = {view: sent.get(f"view-{view}") for view in VIEWS}
    empty = {*sent.getlist("empty"), *(view for view in VIEWS if said[view] == "empty")}
    views = {
        view: {"drawn": bool(strokes.get(view)) or view in empty, "strokes": strokes.get(view, [])}
        for view in VIEWS
    }
    regions, seen, last = sent.getlist("region"), sent.get("seen", ""), sent.get("last")
    check_regions([*regions, *seen.split(), *(last or "").split()])
    body = sent.get("outline" if action == "outline" else "body", BODIES[0])
    return Entry(
        drawing=drawing_from({"schema": 1, "body": body, "views": views}),
        ticked=_known(regions),
        seen=_known(seen.split()),
        last=None if last is None else _known(last.split()),
        action=action,
        intensities=_intensities(sent, _known(regions)),
        listed=tuple(view for view in VIEWS if said[view] == "listed"),
    )


def _intensities(sent: QueryDict, ticked: tuple[str, ...]) -> Mapping[str, int]:
    said = {one: sent.get(f"intensity-{one}") for one in ticked}
    found = {one: level for one, level in said.items() if level}
    if not LEVELS.keys() >= set(found.values()):
        raise DrawingError(
            gettext_noop("an intensity is off its scale, one that the page offers is right")
        )
    return {one: LEVELS[level] for one, level in found.items()}


def _opened(request: HttpRequest, before: Entry) -> Entry:
    """An earlier drawing from its file: "same as last time, changed here"."""
    file = request.FILES.get("earlier")
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        raise RefusedError(
            _("This file is larger than 5 MB: it is no drawing of this page."), before
        )
    if file is None or not file.size:
        raise RefusedError(_("No file was chosen. Choose the drawing.json of last time."), before)
    try:
        drawing = drawing_in(file.read(), "drawing.json")
    except DrawingError as exc:
        said = _("This file is no drawing that can be read. Choose the drawing.json of last time.")
        raise RefusedError(said, before, exc) from None
    bare = replace(drawing, confirmed=None, intensities={})
    if drawing.confirmed is None:
        return Entry(bare, action="open")
    last = _known(drawing.confirmed)
    return Entry(bare, last, suggest(bare).suggested, last, "open", drawing.intensities)


def _strokes(text: str) -> Mapping[str, Any]:
    """Strokes by view, as the page sends them; what they hold is checked with the drawing."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        raise DrawingError(
            gettext_noop("the strokes are no JSON, as the page sends it is right")
        ) from None
    if not isinstance(found, dict) or not set(found) <= set(VIEWS):
        raise DrawingError(gettext_noop("the strokes have no views, front and back are right"))
    return found


def _known(regions: Iterable[str]) -> tuple[str, ...]:
    """The regions among what was sent, in the order of the index."""
    sent = set(regions)
    return tuple(one for one in REGION_IDS if one in sent)
