"""How much of each region, and of the whole body, a drawing covers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from caseline.paindrawing.drawing import MOST_INTENSITY, PainDrawing
from caseline.paindrawing.marks import (
    BODY,
    LINE,
    LOOP,
    PAINTS,
    Cells,
    opencv,
    painted,
    regions,
    where_marked,
)
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

    The two differ where a view was not drawn. `cells` are the marks themselves, as painted.
    """

    regions: Mapping[str, Covered]
    extent: tuple[float, float]
    cells: Mapping[ViewId, Cells] = field(compare=False, repr=False)


def cover(drawing: PainDrawing) -> Coverage:
    """Work out what a drawing covers.

    Raises
    ------
    MissingExtraError
        OpenCV is not installed.
    """
    body = drawing.body
    cells = painted(drawing)
    counts = {view: _counts(body, view, one) for view, one in cells.items()}
    both = sum(counts.values(), np.zeros((BODY, PAINTS), np.int64))
    columns = zip(
        _most(body, counts, LOOP),
        (both[:, LOOP:].sum(axis=1) / _body(body)).tolist(),
        _most(body, counts, LINE),
        _intensities(both),
        strict=True,
    )
    covered = [Covered(*one) for one in columns]
    unseen = sum(int(_areas(body, view)[1:].sum()) for view in VIEWS if view not in counts)
    marked, whole = int(both[1:, LOOP:].sum()), _body(body)
    by_region = dict(zip(REGION_IDS, covered[1 : BODY - 1], strict=True))
    return Coverage(by_region, (marked / whole, (marked + unseen) / whole), cells)


def _most(body: str, counts: Mapping[ViewId, Counts], paint: int) -> list[float]:
    """The share of each place that has this paint or a higher one, on the view where it is most."""
    most = np.zeros(BODY)
    for view, one in counts.items():
        np.maximum(most, one[:, paint:].sum(axis=1) / np.maximum(_areas(body, view), 1), out=most)
    return [float(share) for share in most]


def _intensities(counts: Counts) -> list[int | None]:
    """The intensity of most cells of each place, the higher of two; None where none is stated."""
    stated = counts[:, LOOP + 1 : LINE] + counts[:, LINE + 1 :]
    most = np.where(stated.any(axis=1), MOST_INTENSITY - stated[:, ::-1].argmax(axis=1), -1)
    return [None if one < 0 else int(one) for one in most]


def _counts(body: str, view: ViewId, cells: Cells) -> Counts:
    """Count cells by place, 0 to 20 as in `regions`, and by paint."""
    there = where_marked(cells)
    marked = cells[there]
    if not marked.size:
        return np.zeros((BODY, PAINTS), np.int64)
    pairs = [regions(body, view)[there], marked]
    found = opencv().calcHist(pairs, [0, 1], marked, [BODY, PAINTS], [0, BODY, 0, PAINTS])
    return np.asarray(found, np.int64)


@cache
def _areas(body: str, view: ViewId) -> Counts:
    return np.bincount(regions(body, view).ravel(), minlength=BODY)


@cache
def _body(body: str) -> int:
    return sum(int(_areas(body, view)[1:].sum()) for view in VIEWS)
