"""Many drawings on one body: how often each place and each region was marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from caseline.errors import DrawingError
from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.marks import SCALE, Cells, painted, regions
from caseline.paindrawing.model import REGION_IDS, VIEWS, ViewId
from caseline.paindrawing.prefill import Suggestion, suggest

CELL = 2  # units along the side of one square of the raster


@dataclass(frozen=True, slots=True, eq=False)
class HeatMap:
    """How often a place was marked, over many dates or many persons.

    Parameters
    ----------
    body
        Name of the body map.
    drawings
        How many there are.
    regions
        For each region: in how many drawings it counts, and in how many it is answered.
    drawn
        For each view: how many drawings have it.
    marked
        For each view, shape (240, 100): how many drawings mark each square of 2 units.
    """

    body: str
    drawings: int
    regions: Mapping[str, tuple[int, int]]
    drawn: Mapping[ViewId, int]
    marked: Mapping[ViewId, NDArray[np.int32]]

    def share(self, view: ViewId) -> NDArray[np.float64]:
        """The share of the drawings of a view that mark each square, 0 to 1."""
        return self.marked[view] / max(self.drawn[view], 1)


def heat_map(drawings: Sequence[PainDrawing]) -> HeatMap:
    """Lay drawings on one body map over one another.

    Raises
    ------
    DrawingError
        There is no drawing, or they are on several body maps.
    """
    bodies = sorted({one.body for one in drawings})
    if len(bodies) != 1:
        on = " and ".join(bodies) or "none"
        raise DrawingError(f"a heat map needs drawings on one body map, these are on {on}")
    sheets = {view: np.zeros(_shape(bodies[0], view), np.int32) for view in VIEWS}
    found = [suggest(drawing) for drawing in drawings]
    for drawing in drawings:
        for view, cells in painted(drawing).items():
            sheets[view] += _squares(cells, regions(drawing.body, view))
    return HeatMap(
        body=bodies[0],
        drawings=len(drawings),
        regions=MappingProxyType({r: _counted(found, r) for r in REGION_IDS}),
        drawn={view: sum(view in one.drawn for one in drawings) for view in VIEWS},
        marked=sheets,
    )


def _counted(found: Sequence[Suggestion], region: str) -> tuple[int, int]:
    """In how many drawings a region hurts, and in how many it is answered."""
    hurts = sum(region in one.painful for one in found)
    return hurts, sum(region not in one.open for one in found)


def _shape(body: str, view: ViewId) -> tuple[int, int]:
    height, width = regions(body, view).shape
    return height // (CELL * SCALE), width // (CELL * SCALE)


def _squares(cells: Cells, places: Cells) -> NDArray[np.bool_]:
    """The squares of which at least half of what lies on the body is marked."""
    body = places > 0
    inside, marked = _summed(body), _summed((cells > 0) & body)
    return (inside > 0) & (2 * marked >= inside) & (marked > 0)


def _summed(cells: NDArray[np.bool_]) -> NDArray[np.int64]:
    side, (height, width) = CELL * SCALE, cells.shape
    blocks = cells.reshape(height // side, side, width // side, side)
    return np.asarray(blocks.sum(axis=(1, 3)), np.int64)
