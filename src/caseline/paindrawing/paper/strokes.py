"""From ink to strokes: the middle lines of what is inked, with their widths.

A mark by itself, a line, a dot or a loop, becomes one stroke, of which nobody said whether it is
filled. Where marks cross or branch, the paper does not tell which piece belongs to which. Their
pieces then become strokes that fill nothing; what they enclose together, a line round it says.
What is inked all over is told by its border, which is filled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import dist

import numpy as np
from numpy.typing import NDArray

from caseline.paindrawing.drawing import LEAST_WIDTH, MOST_WIDTH, Stroke
from caseline.paindrawing.marks import CLOSES, opencv
from caseline.paindrawing.paper.enclosed import rings
from caseline.paindrawing.paper.grid import FINE, MARGIN, Mask
from caseline.paindrawing.paper.middle_lines import Dot, Path, length, middle_lines
from caseline.paindrawing.paper.patches import patches
from caseline.record import NOT_ON_RECORD

STEADY = 0.25  # share by which the width of one stroke may differ along it


def strokes(marks: Mask) -> tuple[Stroke, ...]:
    """Turn the ink of one view into strokes, one mark after the other."""
    cv2 = opencv()
    marks = _closed_pores(marks)
    n, of, facts, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    found: list[Stroke] = []
    for one in range(1, n):
        left, top, width, height = (int(fact) for fact in facts[one, :4])
        part = (of[top : top + height, left : left + width] == one).astype(np.uint8)
        found += _mark(
            cv2.copyMakeBorder(part, 1, 1, 1, 1, cv2.BORDER_CONSTANT), (left - 1, top - 1)
        )
    return tuple(found)


def _closed_pores(marks: Mask) -> Mask:
    """Ink without its smallest holes, which are the paper's grain."""
    cv2, least = opencv(), 0.5 * FINE**2
    _, of, facts, _ = cv2.connectedComponentsWithStats(255 - marks, connectivity=4)
    pores = facts[:, cv2.CC_STAT_AREA] < least
    return np.asarray(np.where(pores[of], np.uint8(255), marks))


@dataclass(frozen=True, slots=True)
class _Mark:
    """Ink that hangs together: its dots, how far each is from bare paper, and its middle lines."""

    dots: Mask
    radius: NDArray[np.float32]
    paths: list[Path]


def _mark(dots: Mask, left_top: Dot) -> Iterator[Stroke]:
    radius = opencv().distanceTransform(dots, opencv().DIST_L2, 5)
    borders, rest = patches(dots)
    mark = _Mark(dots, radius, middle_lines(rest, radius))
    at = np.array(left_top) + 0.5
    for border in borders:
        yield Stroke(_units(border, at), LEAST_WIDTH, filled=True)
    if not borders and len(mark.paths) == 1 and len(_steady(mark, mark.paths[0])) == 1:
        path = mark.paths[0]
        met = len(path) > 2 and dist(path[0], path[-1]) <= CLOSES * length(path)
        yield Stroke(_units([*path, path[0]] if met else path, at), _width(mark, path))
        return
    for path in mark.paths:
        for part in _steady(mark, path):
            yield Stroke(_units(part, at), _width(mark, part), filled=False)
    for ring in rings(mark.dots, mark.paths):
        yield Stroke(_units(ring, at), LEAST_WIDTH, filled=NOT_ON_RECORD)


# ── widths and places ─────────────────────────────────────────────────────────────────────────


def _width(mark: _Mark, path: Path) -> float:
    """The usual width along a path, in units."""
    x, y = np.array(path).T
    wide = (2 * float(np.median(mark.radius[y, x])) - 0.5) / FINE
    return round(min(max(wide, LEAST_WIDTH), MOST_WIDTH), 2)


def _steady(mark: _Mark, path: Path) -> list[Path]:
    """Cut a path where its width changes: a patch of ink is wider in its middle."""
    x, y = np.array(path).T
    radius = mark.radius[y, x]
    parts, start = [], 0
    low = high = radius[0]
    for at in range(1, len(path)):
        low, high = min(low, radius[at]), max(high, radius[at])
        if high - low > max(2 * STEADY * high, 0.5 * FINE):
            parts.append(path[start : at + 1])
            start, low, high = at, radius[at], radius[at]
    return [*parts, path[start:]]


def _units(path: Path, left_top: NDArray[np.float64]) -> tuple[tuple[float, float], ...]:
    """A path as few points, in units of the sheet."""
    ring = len(path) > 1 and path[0] == path[-1]
    dots = np.array(path[:-1] if ring else path, np.int32)
    thin = opencv().approxPolyDP(dots[:, None], 1, ring)[:, 0]
    thin = np.vstack([thin, thin[:1]]) if ring else thin
    places = ((thin + left_top) / FINE - MARGIN).round(1).tolist()
    return tuple((x, y) for x, y in places)
