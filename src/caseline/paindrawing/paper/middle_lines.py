"""The middle lines of a mark: peeled out of its ink, and cut at their ends and crossings."""

from functools import cache
from itertools import pairwise
from math import dist

import numpy as np
from numpy.typing import NDArray

from caseline.paindrawing.marks import opencv
from caseline.paindrawing.paper.grid import FINE, Mask

Dot = tuple[int, int]
Path = list[Dot]


def middle_lines(dots: Mask, radius: NDArray[np.float32]) -> list[Path]:
    """Find the lines in the middle of a mark.

    Parameters
    ----------
    dots
        1 is ink.
    radius
        How far each dot is from bare paper.
    """
    return _pruned(_paths(_thin(dots)), radius)


def length(path: Path) -> float:
    """How long a path is, in dots."""
    return sum(map(dist, path, path[1:]))


def _thin(dots: Mask) -> Mask:
    """Peel a mark until lines one dot wide are left (Guo and Hall, 1989)."""
    cv2 = opencv()
    around = np.array([[128, 1, 2], [64, 0, 4], [32, 16, 8]], np.float32)
    left = dots.copy()
    while True:
        before = left
        for table in _peeled():
            which = cv2.filter2D(left, cv2.CV_8U, around, borderType=cv2.BORDER_CONSTANT)
            left = left & cv2.LUT(which, table)
        if (before == left).all():
            return np.asarray(left)


@cache
def _peeled() -> tuple[Mask, Mask]:
    """For each pattern of the eight dots around one, whether it stays: in both half steps."""
    bits = ((np.arange(256)[:, None] >> np.arange(8)) & 1).astype(bool)
    n, ne, e, se, s, sw, w, nw = bits.T  # from above, clockwise
    turns = np.sum(
        [~a & (b | c) for a, b, c in ((n, ne, e), (e, se, s), (s, sw, w), (w, nw, n))], axis=0
    )
    pairs = np.minimum(
        np.sum([nw | n, ne | e, se | s, sw | w], axis=0),
        np.sum([n | ne, e | se, s | sw, w | nw], axis=0),
    )
    open_ = (turns == 1) & np.isin(pairs, (2, 3))
    first, second = open_ & ~((s | sw | ~nw) & w), open_ & ~((n | ne | ~se) & e)
    return (~first).astype(np.uint8), (~second).astype(np.uint8)


def _paths(thin: Mask) -> list[Path]:
    """The pieces of thin lines, from end or crossing to end or crossing; a ring starts anywhere."""
    dots = {(int(x), int(y)) for y, x in np.argwhere(thin)}
    near = {dot: _neighbours(dot, dots) for dot in dots}
    knots = {dot for dot, beside in near.items() if len(beside) != 2}
    paths: list[Path] = []
    used: set[tuple[Dot, Dot]] = set()
    for start in [*sorted(knots), *sorted(dots)]:
        for step in near[start]:
            if (start, step) not in used:
                path = _walk(start, step, near, knots)
                paths.append(path)
                for a, b in pairwise(path):
                    used |= {(a, b), (b, a)}
    return paths or [[dot] for dot in sorted(dots)[:1]]


def _walk(start: Dot, step: Dot, near: dict[Dot, list[Dot]], knots: set[Dot]) -> Path:
    path = [start, step]
    while path[-1] not in knots and path[-1] != start:
        ahead = [dot for dot in near[path[-1]] if dot != path[-2]]
        path.append(ahead[0])
    return path


def _neighbours(dot: Dot, dots: set[Dot]) -> list[Dot]:
    """Dots beside one; across a corner only where no straight step leads there."""
    x, y = dot
    straight = [
        (x + a, y + b) for a, b in ((0, -1), (1, 0), (0, 1), (-1, 0)) if (x + a, y + b) in dots
    ]
    across = [
        (x + a, y + b)
        for a, b in ((1, -1), (1, 1), (-1, 1), (-1, -1))
        if (x + a, y + b) in dots and (x + a, y) not in dots and (x, y + b) not in dots
    ]
    return straight + across


def _pruned(paths: list[Path], radius: NDArray[np.float32]) -> list[Path]:
    """Without twigs that do not leave the ink round the crossing they start from."""
    ends: dict[Dot, int] = {}
    for path in paths:
        for end in (path[0], path[-1]):
            ends[end] = ends.get(end, 0) + 1
    return [path for path in paths if not _twig(path, ends, radius)] or paths[:1]


def _twig(path: Path, ends: dict[Dot, int], radius: NDArray[np.float32]) -> bool:
    for tip, knot in ((path[0], path[-1]), (path[-1], path[0])):
        if ends[tip] == 1 and ends[knot] > 1:
            return bool(
                dist(tip, knot) + radius[tip[1], tip[0]] <= radius[knot[1], knot[0]] + 0.6 * FINE
            )
    return False
