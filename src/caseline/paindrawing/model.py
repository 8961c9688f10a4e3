"""The body map: an outline seen from the front and from behind, and the regions on it.

Points are in units of a view's sheet: x to the viewer's right, y down. In front the patient's left
is on the viewer's right, behind on the viewer's left.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from caseline.errors import DrawingError

ViewId = Literal["front", "back"]
Point = tuple[float, float]
Line = tuple[Point, ...]

BODIES = ("neutral", "female", "male")
LANGUAGES = ("en", "de")
VIEWS: tuple[ViewId, ...] = ("front", "back")


@dataclass(frozen=True, slots=True)
class View:
    """One side of the body on a sheet: its closed outline, and thin open lines within."""

    id: ViewId
    width: int
    height: int
    outline: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """One of the 19 areas of the Widespread Pain Index.

    Its shape is a closed line on each view that shows it; a mark on any of them counts once.
    """

    id: str
    acr2016_region: int
    counts_for_generalised_pain: bool
    shapes: Mapping[ViewId, Line]


@dataclass(frozen=True, slots=True)
class BodyMap:
    """An outline with its 19 regions, which lie inside it and never overlap on a view."""

    id: str
    title: str
    views: tuple[View, ...]
    regions: tuple[Region, ...]

    def view(self, side: ViewId) -> View:
        """Give the body seen from one side."""
        return next(view for view in self.views if view.id == side)


def shipped(name: str) -> dict[str, Any]:
    """Read a file of the package."""
    source = files("caseline.paindrawing").joinpath("data", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


_REGIONS: list[dict[str, Any]] = shipped("regions")["region"]

REGION_IDS: tuple[str, ...] = tuple(region["id"] for region in _REGIONS)
"""The 19 regions in the order of the Widespread Pain Index."""


@cache
def body_map(name: str = "neutral") -> BodyMap:
    """Give the body map of this name.

    Raises
    ------
    DrawingError
        There is no such body map.
    """
    if name not in BODIES:
        raise DrawingError(f"there is no body map '{name}'; there is {', '.join(BODIES)}")
    drawn = shipped(name)
    views = tuple(_view(view, drawn[view]) for view in VIEWS)
    regions = tuple(Region(**facts, shapes=_shapes(drawn, facts["id"])) for facts in _REGIONS)
    return BodyMap(name, drawn["title"], views, regions)


def _view(side: ViewId, drawn: Mapping[str, Any]) -> View:
    lines = tuple(_line(points) for points in drawn["lines"])
    return View(side, drawn["width"], drawn["height"], _line(drawn["outline"]), lines)


def _shapes(drawn: Mapping[str, Any], region: str) -> Mapping[ViewId, Line]:
    shown = (view for view in VIEWS if region in drawn[view]["shapes"])
    return MappingProxyType({view: _line(drawn[view]["shapes"][region]) for view in shown})


def _line(points: str) -> Line:
    """Points written as in SVG: `x,y x,y`."""
    pairs = (point.split(",") for point in points.split())
    return tuple((float(x), float(y)) for x, y in pairs)


def check_regions(ids: Iterable[str]) -> None:
    """Refuse what is not one of the 19 regions.

    Raises
    ------
    DrawingError
        An id is unknown.
    """
    known = ", ".join(REGION_IDS)
    for region in ids:
        if region not in REGION_IDS:
            raise DrawingError(f"there is no region '{region}'; the regions are {known}")


def other_side(region: str) -> str:
    """Give the same region on the other side of the body; one in the middle is its own."""
    sides = {"_l": "_r", "_r": "_l"}
    return region[:-2] + sides[region[-2:]] if region[-2:] in sides else region


@cache
def words(lang: str) -> Mapping[str, Any]:
    """Give the names of the 19 regions and the words on a picture, in one language.

    Raises
    ------
    DrawingError
        There are no words in this language.
    """
    if lang not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise DrawingError(f"a pain drawing has no words in '{lang}'; it has {known}")
    return MappingProxyType(shipped(lang))
