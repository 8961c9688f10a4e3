"""What a page shows of a body: its two sheets to tap or to draw on, and the list of regions."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from caseline.paindrawing.model import BodyMap, View, ViewId, body_map, words
from caseline.paindrawing.path import closed_path
from caseline.paindrawing.picture import picture
from caseline.paindrawing.prefill import Suggestion
from caseline.paindrawing.sheets import SIDES, Ink, sheet
from caseline.paindrawing.telling import Language

INK = Ink(ink="var(--ink)", grey="var(--grey)", accent="var(--accent)", paper="var(--paper)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One view of the body, with its two sides as they are seen, and a shape for each region."""

    id: ViewId
    name: str
    sides: tuple[str, str]
    width: int
    height: int
    drawn: SafeString


@dataclass(frozen=True, slots=True)
class Choice:
    """A region to tick, and how strong the pain is there, as said of it and as drawn."""

    region: str
    name: str
    ticked: bool
    unsure: bool
    said: int | None
    drawn: int | None


def sheets(body: str, ticked: Collection[str], lang: Language) -> tuple[Sheet, ...]:
    """The sheets of an outline in a language."""
    return tuple(_sheet(body_map(body), view, ticked, lang) for view in body_map(body).views)


def choices(
    ticked: Collection[str],
    said: Mapping[str, int],
    lang: Language,
    found: Suggestion | None = None,
) -> tuple[Choice, ...]:
    """The 19 regions in the order of the index, with what a drawing suggests of them."""
    names = words(lang)["regions"]
    unsure, drawn = (found.unsure, found.regions) if found else ((), {})
    return tuple(
        Choice(
            region=one,
            name=names[one],
            ticked=one in ticked,
            unsure=one in unsure,
            said=said.get(one),
            drawn=drawn[one].intensity if one in drawn else None,
        )
        for one in names
    )


def confirmed_picture(body: str, ticked: Collection[str], lang: Language) -> SafeString:
    """The picture of the confirmed regions, in the colours of the page."""
    drawn = picture(ticked, lang=lang, body=body, ink=INK)
    return mark_safe(drawn)  # noqa: S308  the library's own drawing: no word in it was sent


def _sheet(drawn: BodyMap, view: View, ticked: Collection[str], lang: Language) -> Sheet:
    parts = sheet(view, _regions(drawn, view.id, ticked), lang=lang, ink=INK)
    near, far = SIDES[view.id]
    return Sheet(
        id=view.id,
        name=words(lang)[view.id],
        sides=(words(lang)[near], words(lang)[far]),
        width=view.width,
        height=view.height,
        drawn=mark_safe("\n".join(parts)),  # noqa: S308  the library's own drawing, as above
    )


def _regions(drawn: BodyMap, view: ViewId, ticked: Collection[str]) -> Iterator[str]:
    for region in drawn.regions:
        if view in region.shapes:
            on = " data-on" if region.id in ticked else ""
            path = closed_path(region.shapes[view])
            yield f'<path class="region" data-region="{region.id}"{on} d="{path}"/>'
