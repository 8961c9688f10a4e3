"""Drawings for tests: one stroke or several on the neutral body."""

from caseline.paindrawing.drawing import PainDrawing, Stroke


def drawn(*front, back=(), body="neutral", **more):
    """A drawing with these strokes; a list of points stands for a plain one."""
    views = {"front": _sheet(front), "back": _sheet(back)}
    return PainDrawing(body, views, **more)


def square(x, y, side):
    """A line around a square, which ends where it begins."""
    right, low = x + side, y + side
    return [(x, y), (right, y), (right, low), (x, low), (x, y)]


def _sheet(strokes):
    if not isinstance(strokes, tuple | list):
        return strokes
    return tuple(one if isinstance(one, Stroke) else Stroke(tuple(one)) for one in strokes)
