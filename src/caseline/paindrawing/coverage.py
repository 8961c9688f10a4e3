"""How much of each region, and of the whole body, a drawing covers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.marks import BODY, LINE, LOOP, PAINTS, Cells, painted, regions
from caseline.paindrawing.model import REGION_IDS, VIEWS, ViewId

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Covered:
    """How much of one region is marked.

    Parameters
    ----------
    share
        Of the region, on the view where this is most; 0 to 1.
    share_of_body
        Of the body, both its views together; 0 to 1.
    lines_share
        As `share`, without loops of which nobody said that they are filled.
    intensity
        The one of most of what is marked here, the higher of two; None where no stroke has one.
    """

    share: float
    share_of_body: float
    lines_share: float
    intensity: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a drawing covers: by region, and of the body, 0 to 1, at least and at most.

    The two differ where a view was not drawn.
    """

    regions: Mapping[str, Covered]
    extent: tuple[float, float]


def cover(drawing: PainDrawing) -> Coverage:
    """Work out what a drawing covers.

    Raises
    ------
    MissingExtraError
        OpenCV is not installed.
    """
    counts = {view: _counts(drawing.body, view, one) for view, one in painted(drawing).items()}
    covered = {
        region: _covered(drawing.body, at, counts) for at, region in enumerate(REGION_IDS, 1)
    }
    marked = sum(int(one[1:, LOOP:].sum()) for one in counts.values())
    unseen = sum(int(_areas(drawing.body, view)[1:].sum()) for view in VIEWS if view not in counts)
    whole = _body(drawing.body)
    return Coverage(covered, (marked / whole, (marked + unseen) / whole))


def _covered(body: str, at: int, counts: Mapping[ViewId, Counts]) -> Covered:
    shown = {view: one[at] for view, one in counts.items() if _areas(body, view)[at]}
    marked = {view: int(one[LOOP:].sum()) for view, one in shown.items()}
    lines = {view: int(one[LINE:].sum()) for view, one in shown.items()}
    return Covered(
        share=_most(body, at, marked),
        share_of_body=sum(marked.values()) / _body(body),
        lines_share=_most(body, at, lines),
        intensity=_intensity(sum(shown.values(), np.zeros(PAINTS, np.int64))),
    )


def _most(body: str, at: int, cells: Mapping[ViewId, int]) -> float:
    return max((n / int(_areas(body, view)[at]) for view, n in cells.items()), default=0.0)


def _intensity(by_paint: Counts) -> int | None:
    stated = by_paint[LOOP + 1 : LINE] + by_paint[LINE + 1 :]
    if not stated.any():
        return None
    return int(np.flatnonzero(stated == stated.max())[-1])


def _counts(body: str, view: ViewId, cells: Cells) -> Counts:
    """Count cells by place, 0 to 20 as in `regions`, and by paint."""
    marked = cells > 0
    places, paints = regions(body, view)[marked], cells[marked]
    pairs = np.bincount(places * np.int64(PAINTS) + paints, minlength=BODY * PAINTS)
    return pairs.reshape(BODY, PAINTS)


@cache
def _areas(body: str, view: ViewId) -> Counts:
    return np.bincount(regions(body, view).ravel(), minlength=BODY)


@cache
def _body(body: str) -> int:
    return sum(int(_areas(body, view)[1:].sum()) for view in VIEWS)
