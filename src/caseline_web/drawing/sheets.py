"""What a page shows of a body: its two sheets to tap or to draw on, and the list of regions."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from caseline.paindrawing.model import BodyMap, View, ViewId, body_map, words
from caseline.paindrawing.path import closed_path
from caseline.paindrawing.picture import picture
from caseline.paindrawing.sheets import Ink, sheet
from caseline.paindrawing.telling import Language

INK = Ink(ink="var(--ink)", grey="var(--grey)", accent="var(--accent)", paper="var(--paper)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One view of the body, with a shape for each region that it shows."""

    id: ViewId
    name: str
    width: int
    height: int
    drawn: SafeString


@dataclass(frozen=True, slots=True)
class Choice:
    """A region to tick."""

    region: str
    name: str
    ticked: bool
    unsure: bool


def sheets(body: str, ticked: Collection[str], lang: Language) -> tuple[Sheet, ...]:
    """The sheets of an outline in a language."""
    return tuple(_sheet(body_map(body), view, ticked, lang) for view in body_map(body).views)


def choices(
    ticked: Collection[str], lang: Language, unsure: Collection[str] = ()
) -> tuple[Choice, ...]:
    """The 19 regions in the order of the index."""
    names = words(lang)["regions"]
    return tuple(Choice(one, names[one], one in ticked, one in unsure) for one in names)


def confirmed_picture(body: str, ticked: Collection[str], lang: Language) -> SafeString:
    """The picture of the confirmed regions, in the colours of the page."""
    drawn = picture(ticked, lang=lang, body=body, ink=INK)
    return mark_safe(drawn)  # noqa: S308  the library's own drawing: no word in it was sent


def _sheet(drawn: BodyMap, view: View, ticked: Collection[str], lang: Language) -> Sheet:
    parts = sheet(view, _regions(drawn, view.id, ticked), lang=lang, ink=INK)
    return Sheet(
        id=view.id,
        name=words(lang)[view.id],
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
