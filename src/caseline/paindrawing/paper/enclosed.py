"""What the lines of a mark enclose together, as a line round it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from math import dist

import numpy as np

from caseline.paindrawing.marks import CLOSES, opencv
from caseline.paindrawing.paper.grid import FINE, Mask
from caseline.paindrawing.paper.middle_lines import Dot, Path, length

LEAST_LOOP = 4.0  # square units: a smaller hole is between two lines of a pen


def rings(mark: Mask, paths: Sequence[Path]) -> Iterator[Path]:
    """A line round a mark, if it encloses anything; ends that nearly meet are joined first."""
    cv2 = opencv()
    dots = mark.copy()
    for a, b in _nearly_met(paths):
        cv2.line(dots, a, b, 1, 2)
    outer, _ = cv2.findContours(dots, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = cv2.drawContours(np.zeros_like(dots), outer, -1, 1, cv2.FILLED)
    if (whole > dots).sum() < LEAST_LOOP * FINE**2:
        return
    for ring in outer:
        path = [(int(x), int(y)) for x, y in ring[:, 0]]
        yield [*path, path[0]]


def _nearly_met(paths: Sequence[Path]) -> Iterator[tuple[Dot, Dot]]:
    """Pairs of free ends that are each other's nearest, and near for the way between them."""
    ends = _free_ends(paths)
    nearest = {a: _nearest(a, ends) for a in ends}
    for a, b in nearest.items():
        if a < b and nearest[b] == a and dist(a, b) <= CLOSES * _way(paths, a, b):
            yield a, b


def _nearest(end: Dot, ends: Sequence[Dot]) -> Dot:
    return min(ends, key=lambda other: (other == end, dist(end, other)))


def _way(paths: Sequence[Path], start: Dot, end: Dot) -> float:
    """How far it is from one end to another along the lines (Dijkstra)."""
    ahead: dict[Dot, list[tuple[float, Dot]]] = defaultdict(list)
    for path in paths:
        ahead[path[0]].append((length(path), path[-1]))
        ahead[path[-1]].append((length(path), path[0]))
    reached: set[Dot] = set()
    open_ = [(0.0, start)]
    while open_:
        far, dot = heappop(open_)
        if dot == end:
            return far
        if dot not in reached:
            reached.add(dot)
            for further, other in ahead[dot]:
                heappush(open_, (far + further, other))
    return 0.0  # after a twig was taken away, they may hang together no more


def _free_ends(paths: Sequence[Path]) -> list[Dot]:
    ends = [end for path in paths for end in (path[0], path[-1]) if path[0] != path[-1]]
    return [end for end, meeting in Counter(ends).items() if meeting == 1]
