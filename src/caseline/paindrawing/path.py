"""Smooth SVG paths from the points of a body map."""

from math import atan2, pi

from caseline.paindrawing.model import Line, Point

CORNER = 0.8  # radians: a sharper turn is a corner of the shape, a gentler one a bend


def closed_path(ring: Line) -> str:
    """Write a closed line as path data: bent where the line bends, sharp at its corners."""
    start = _middle(ring[-1], ring[0])
    return f"{_move(start)}{_bends(start, (ring[-1], *ring, ring[0]))}Z"


def open_path(line: Line) -> str:
    """Write an open line as path data, from its first point to its last."""
    first, last = _middle(line[0], line[1]), _middle(line[-2], line[-1])
    return f"{_move(line[0])}l{_by(line[0], first)}{_bends(first, line)}l{_by(last, line[-1])}"


def _bends(here: Point, line: Line) -> str:
    """Go from here past each inner point, to the middle of one edge after the other.

    A middle lies halfway between the two points that pull the curve, so that `t`, which
    mirrors the last pull, says the same as `q` in half the letters.
    """
    said, bent = [], False
    for before, at, after in zip(line, line[1:], line[2:], strict=False):
        middle = _middle(at, after)
        if _turn(before, at, after) > CORNER:
            said.append(f"l{_by(here, at)}l{_by(at, middle)}")
            bent = False
        else:
            bend = "t" if bent else f"q{_by(here, at)} "
            said.append(f"{bend}{_by(here, middle)}")
            bent = True
        here = middle
    return "".join(said)


def _turn(before: Point, at: Point, after: Point) -> float:
    """Measure by which angle the direction changes, 0 to pi."""
    into = atan2(at[1] - before[1], at[0] - before[0])
    out = atan2(after[1] - at[1], after[0] - at[0])
    return abs((out - into + pi) % (2 * pi) - pi)


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _move(to: Point) -> str:
    return f"M{to[0]:g},{to[1]:g}"


def _by(here: Point, to: Point) -> str:
    """Write the step from here to there, exactly: middles of points on a grid of 0.1."""
    return f"{round(to[0] - here[0], 2):g},{round(to[1] - here[1], 2):g}"
