"""Simulated drawings whose painful regions are known: invented, and drawn by nobody.

They measure how well a threshold finds the regions again. Where and how people really draw is
not in them, beyond what the styles below assume.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from caseline.paindrawing.drawing import MARGIN, PainDrawing, Stroke
from caseline.paindrawing.marks import SCALE, regions
from caseline.paindrawing.model import REGION_IDS, VIEWS, Line, ViewId, body_map

Style = Literal["scribble", "scribble over a border", "loop", "open loop", "line", "dots"]
STYLES: tuple[Style, ...] = get_args(Style)
WIDTHS = (2.0, 6.0, 12.0)  # a thin pen, a finger, a broad brush
JITTER = 4.0  # units, standard deviation: how far beside the pain a mark is put, about 1.5 cm
BOTH_VIEWS = 0.3  # how often a region that shows on both views is marked on both
TREMOR = 0.8  # units, standard deviation at each point

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Simulated:
    """A drawing, the regions that hurt in truth, and how it was drawn."""

    drawing: PainDrawing
    painful: frozenset[str]
    style: Style
    width: float


def simulate(
    chance: Generator, *, body: str = "neutral", style: Style | None = None, jitter: float = JITTER
) -> Simulated:
    """Draw the pain of somebody who does not exist.

    Each region hurts with a chance that differs from drawing to drawing. In each painful region
    lies a patch of pain, and one mark in the style of the drawing shows it, put a little beside.

    Parameters
    ----------
    chance
        A seeded generator; the same seed gives the same drawing.
    body
        Name of a body map.
    style
        How marks are made; else one by chance.
    jitter
        Units, standard deviation, by which a mark misses the middle of its patch.
    """
    drawn_as = style if style is not None else STYLES[int(chance.integers(len(STYLES)))]
    width = float(chance.choice(WIDTHS))
    hurts = chance.random(len(REGION_IDS)) < chance.uniform(0.1, 0.9)
    painful = [region for region, here in zip(REGION_IDS, hurts, strict=True) if here]
    sheets: dict[ViewId, list[Stroke]] = {view: [] for view in VIEWS}
    for region in painful:
        for view in _views(chance, body, region):
            place = _over_border if drawn_as == "scribble over a border" else _within
            patch = _patch(chance, body, view, region, jitter, place)
            lines = _DRAW[drawn_as](chance, patch, width)
            sheets[view] += [Stroke(_kept(line), width=width) for line in lines]
    drawing = PainDrawing(body, {view: tuple(sheet) for view, sheet in sheets.items()})
    return Simulated(drawing, frozenset(painful), drawn_as, width)


@dataclass(frozen=True, slots=True)
class _Patch:
    """An ellipse: its middle, and its two half axes as vectors, the longer one first."""

    middle: Points
    long: Points
    short: Points

    def at(self, along: Points, across: Points) -> Points:
        return self.middle + np.outer(along, self.long) + np.outer(across, self.short)


def _views(chance: Generator, body: str, region: str) -> Sequence[ViewId]:
    shapes = next(one.shapes for one in body_map(body).regions if one.id == region)
    shown = [view for view in VIEWS if view in shapes]
    if len(shown) > 1 and chance.random() >= BOTH_VIEWS:
        return [shown[int(chance.integers(len(shown)))]]
    return shown


def _patch(
    chance: Generator,
    body: str,
    view: ViewId,
    region: str,
    jitter: float,
    place: Callable[[Generator, float], Points],
) -> _Patch:
    """A patch of the region's form, a third of its size to all of it, in its place, then moved."""
    middle, axes = _form(body, view, region)
    size = chance.uniform(0.35, 1)
    there = place(chance, size)
    beside = chance.normal(0, jitter, 2)
    return _Patch(middle + there @ axes + beside, axes[0] * size, axes[1] * size)


def _within(chance: Generator, size: float) -> Points:
    """A place for a patch of this size within a region, in half axes of it."""
    return chance.uniform(-1, 1, 2) * (1 - size)


def _over_border(chance: Generator, size: float) -> Points:
    """A place at which a quarter to a half of the patch's width lies beyond the region's border."""
    way, beyond = chance.uniform(0, 2 * np.pi), chance.uniform(0.25, 0.5)
    reach = 1 + size * (2 * beyond - 1)
    return reach * np.array([np.cos(way), np.sin(way)])


@cache
def _form(body: str, view: ViewId, region: str) -> tuple[Points, Points]:
    """The middle of a region, and the half axes of the ellipse that fills it best."""
    cells = np.argwhere(regions(body, view) == REGION_IDS.index(region) + 1)[:, ::-1]
    places = (cells + 0.5) / SCALE
    spread, axes = np.linalg.eigh(np.cov(places.T))
    return places.mean(axis=0), 2 * np.sqrt(spread[::-1, None]) * axes.T[::-1]


def _scribble(chance: Generator, patch: _Patch, width: float) -> list[Points]:
    """To and fro across the patch, in turns one to two pens apart."""
    turns = max(int(2 * np.linalg.norm(patch.long) / (width * chance.uniform(1, 2))), 2)
    along = np.linspace(-1, 1, 8 * turns)
    edge = np.sqrt(1 - along**2)
    across = edge * np.sin(np.linspace(0, np.pi * turns, len(along)))
    return [_shaken(chance, patch.at(along, across))]


def _loop(chance: Generator, patch: _Patch, width: float) -> list[Points]:
    """Round the patch and a little further."""
    return [_ring(chance, patch, 2 * np.pi + chance.uniform(0, 0.4))]


def _open_loop(chance: Generator, patch: _Patch, width: float) -> list[Points]:
    """Round the patch, but not quite."""
    return [_ring(chance, patch, 2 * np.pi - chance.uniform(0.1, 0.6))]


def _ring(chance: Generator, patch: _Patch, angle: float) -> Points:
    round_ = chance.uniform(0, 2 * np.pi) + np.linspace(0, angle, 40)
    return _shaken(chance, patch.at(np.cos(round_), np.sin(round_)))


def _stripe(chance: Generator, patch: _Patch, width: float) -> list[Points]:
    """One line along the patch."""
    along = np.linspace(-1, 1, 16)
    return [_shaken(chance, patch.at(along, np.zeros_like(along)))]


def _dots(chance: Generator, patch: _Patch, width: float) -> list[Points]:
    """Two to five short touches within the patch."""
    along, across = chance.uniform(-0.7, 0.7, (2, int(chance.integers(2, 6))))
    return [_shaken(chance, np.repeat(one[None], 2, axis=0)) for one in patch.at(along, across)]


_DRAW = {
    "scribble": _scribble,
    "scribble over a border": _scribble,
    "loop": _loop,
    "open loop": _open_loop,
    "line": _stripe,
    "dots": _dots,
}


def _shaken(chance: Generator, points: Points) -> Points:
    return points + chance.normal(0, TREMOR, points.shape)


def _kept(points: Points) -> Line:
    """The points to a tenth of a unit, on a sheet with its margin."""
    size = np.array([200, 480]) + MARGIN
    return tuple((float(x), float(y)) for x, y in np.clip(points.round(1), -MARGIN, size))
