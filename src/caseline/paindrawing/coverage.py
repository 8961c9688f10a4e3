"""How much of each region, and of the whole body, a drawing covers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.marks import BODY, LINE, LOOP, PAINTS, Cells, opencv, painted, regions
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
    body = drawing.body
    counts = {view: _counts(body, view, one) for view, one in painted(drawing).items()}
    both = sum(counts.values(), np.zeros((BODY, PAINTS), np.int64))
    columns = zip(
        _most(body, counts, LOOP),
        (both[:, LOOP:].sum(axis=1) / _body(body)).tolist(),
        _most(body, counts, LINE),
        map(_intensity, both),
        strict=True,
    )
    covered = [Covered(*one) for one in columns]
    unseen = sum(int(_areas(body, view)[1:].sum()) for view in VIEWS if view not in counts)
    marked, whole = int(both[1:, LOOP:].sum()), _body(body)
    by_region = dict(zip(REGION_IDS, covered[1 : BODY - 1], strict=True))
    return Coverage(by_region, (marked / whole, (marked + unseen) / whole))


def _most(body: str, counts: Mapping[ViewId, Counts], paint: int) -> list[float]:
    """The share of each place that has this paint or a higher one, on the view where it is most."""
    most = np.zeros(BODY)
    for view, one in counts.items():
        np.maximum(most, one[:, paint:].sum(axis=1) / np.maximum(_areas(body, view), 1), out=most)
    return [float(share) for share in most]


def _intensity(by_paint: Counts) -> int | None:
    stated = by_paint[LOOP + 1 : LINE] + by_paint[LINE + 1 :]
    if not stated.any():
        return None
    return int(np.flatnonzero(stated == stated.max())[-1])


def _counts(body: str, view: ViewId, cells: Cells) -> Counts:
    """Count cells by place, 0 to 20 as in `regions`, and by paint."""
    cv2 = opencv()
    left, top, width, height = cv2.boundingRect(cells)  # of what is marked
    there = np.s_[top : top + height, left : left + width]
    marked = cells[there] > 0
    pairs = [regions(body, view)[there][marked], cells[there][marked]]
    if not pairs[0].size:
        return np.zeros((BODY, PAINTS), np.int64)
    found = cv2.calcHist(pairs, [0, 1], None, [BODY, PAINTS], [0, BODY, 0, PAINTS])
    return np.asarray(found, np.int64)


@cache
def _areas(body: str, view: ViewId) -> Counts:
    return np.bincount(regions(body, view).ravel(), minlength=BODY)


@cache
def _body(body: str) -> int:
    return sum(int(_areas(body, view)[1:].sum()) for view in VIEWS)
