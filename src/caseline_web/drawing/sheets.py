"""The two sheets of a page: outline, regions and labels, ready to be placed."""

from dataclasses import dataclass

from caseline.paindrawing.model import BodyMap, View, ViewId, body_map, words
from caseline.paindrawing.path import closed_path, open_path
from caseline.paindrawing.sheets import SIDES


@dataclass(frozen=True, slots=True)
class Shape:
    """A region on a sheet."""

    region: str
    path: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One view of the body with its regions, the small ones last, so that they lie on top."""

    id: ViewId
    name: str
    width: int
    height: int
    outline: str
    lines: str
    shapes: tuple[Shape, ...]
    near: str
    far: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A region to tick."""

    region: str
    name: str
    ticked: bool
    unsure: bool


def sheets(body: str, lang: str) -> tuple[Sheet, ...]:
    """The sheets of an outline in a language."""
    drawn = body_map(body)
    return tuple(_sheet(drawn, view, lang) for view in drawn.views)


def choices(ticked: tuple[str, ...], lang: str, unsure: tuple[str, ...] = ()) -> tuple[Choice, ...]:
    """The 19 regions in the order of the index."""
    names = words(lang)["regions"]
    return tuple(Choice(one, names[one], one in ticked, one in unsure) for one in names)


def _sheet(drawn: BodyMap, view: View, lang: str) -> Sheet:
    said = words(lang)
    near, far = SIDES[view.id]
    shapes = [(one.id, one.shapes[view.id]) for one in drawn.regions if view.id in one.shapes]
    return Sheet(
        id=view.id,
        name=said[view.id],
        width=view.width,
        height=view.height,
        outline=closed_path(view.outline),
        lines="".join(open_path(line) for line in view.lines),
        shapes=tuple(Shape(region, closed_path(shape)) for region, shape in shapes),
        near=said[near],
        far=said[far],
    )
