"""A pain drawing small, for a chart: both sides of a body in a few shapes, as path data."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.drawn import borders
from caseline.paindrawing.marks import SCALE, painted
from caseline.paindrawing.model import BODIES, VIEWS, Line, ViewId, body_map
from caseline.paindrawing.sheets import BESIDE, GAP, SIDES

WIDTH = sum(view.width for view in body_map().views) + GAP
HEIGHT = body_map().views[0].height
NEAR = 3.0  # cells that a mark's border may lie beside its place: less than a line's width

LEAST_BEND = 0.4  # square px: three points of a smaller triangle are seen as a straight line

_SIDE = WIDTH - body_map().views[0].width  # from one sheet to the next


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """The shapes of a drawing, in units of the sheet round the middle of both; "" where none is.

    `marked` and `unanswered` are whole regions, `drawn` is what the pen left.
    """

    outline: str
    marked: str
    unanswered: str
    drawn: str


def thumbnail(
    marked: Collection[str],
    unanswered: Collection[str],
    strokes: PainDrawing | None = None,
    scale: float = 1,
) -> Thumbnail:
    """Draw a body from both sides: its regions, and what was drawn where that is on record.

    Parameters
    ----------
    marked, unanswered
        Ids of regions.
    strokes
        What was drawn.
    scale
        How large it will be seen, in px to a unit: the smaller, the fewer points it has.

    Raises
    ------
    MissingExtraError
        There are strokes, and OpenCV is not installed.
    """
    body, bend = strokes.body if strokes else BODIES[0], LEAST_BEND / scale**2
    return Thumbnail(
        outline=_path(((view.id, view.outline) for view in body_map(body).views), bend),
        marked=_path(_shapes(body, marked), bend),
        unanswered=_path(_shapes(body, unanswered), bend),
        drawn=_path(_marks(strokes), bend) if strokes else "",
    )


def side_labels() -> Iterator[tuple[str, float, float]]:
    """Where "left" and "right" stand beside the heads, from the middle of the drawing."""
    for at, view in enumerate(body_map().views):
        middle = (at - 0.5) * _SIDE
        for side, way in zip(SIDES[view.id], (-1, 1), strict=True):
            yield side, middle + way * BESIDE, 60 - HEIGHT / 2


def _shapes(body: str, ids: Collection[str]) -> Iterator[tuple[ViewId, Line]]:
    for region in body_map(body).regions:
        if region.id in ids:
            yield from region.shapes.items()


def _marks(strokes: PainDrawing) -> Iterator[tuple[ViewId, Line]]:
    for view, cells in painted(strokes).items():
        for line in borders(cells > 0, SCALE, NEAR):
            yield view, line


def _path(shapes: Iterable[tuple[ViewId, Line]], bend: float) -> str:
    """Straight from point to point, back to the first: so small, no bend is seen."""
    return "".join(f"M{_moved(view, _thinned(line, bend))}Z" for view, line in shapes)


def _thinned(line: Line, bend: float) -> Line:
    """A closed line without points that bend it less; the first stands at its end again."""
    kept = [line[0]]
    for (x, y), (ahead_x, ahead_y) in pairwise((*line[1:], line[0])):
        from_x, from_y = kept[-1]
        twice = (x - from_x) * (ahead_y - from_y) - (y - from_y) * (ahead_x - from_x)
        if abs(twice) > 2 * bend:
            kept.append((x, y))
    return (*kept, line[0])


def _moved(view: ViewId, line: Line) -> str:
    right, down = VIEWS.index(view) * _SIDE - WIDTH / 2, -HEIGHT / 2
    return "L".join(f"{round(x + right, 1):g},{round(y + down, 1):g}" for x, y in line)
