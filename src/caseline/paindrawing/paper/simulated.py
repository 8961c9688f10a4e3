"""Simulated scans and photographs of the form, with marks that are known: nobody drew them.

How people hold a pen and a telephone is in them only as far as the ranges assume it that stand in
`simulated_pen` and `simulated_camera`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.random import Generator

from caseline.paindrawing.drawing import PainDrawing, Sheet
from caseline.paindrawing.model import BODIES, VIEWS, ViewId
from caseline.paindrawing.paper.layout import UNIT
from caseline.paindrawing.paper.picture_file import Picture
from caseline.paindrawing.paper.simulated_camera import WAYS, Way, taken
from caseline.paindrawing.paper.simulated_pen import PAPER_DPI, PENS, WIDTHS_MM, Pen, drawn_on
from caseline.paindrawing.paper.simulated_spoilt import SPOILERS, spoilt
from caseline.paindrawing.simulated import simulate
from caseline.record import NOT_ON_RECORD


@dataclass(frozen=True, slots=True)
class Scanned:
    """A picture of a form, what is drawn on it, and how it was made."""

    picture: Picture
    drawing: PainDrawing
    pen: Pen
    way: Way


def simulate_paper(chance: Generator, blank: Callable[[str], Picture]) -> Scanned:
    """Draw on a form with any of the pens, and scan or photograph it.

    Parameters
    ----------
    chance
        A seeded generator; the same seed gives the same picture.
    blank
        Gives the printed form of a body, at `PAPER_DPI`.
    """
    pen = PENS[int(chance.integers(len(PENS)))]
    way = WAYS[int(chance.integers(len(WAYS)))]
    drawing = _drawing(chance, pen)
    paper = drawn_on(blank(drawing.body), drawing, pen, chance)
    return Scanned(taken(chance, paper, way), drawing, pen, way)


def simulate_spoilt(chance: Generator, blank: Callable[[str], Picture], kind: str) -> Scanned:
    """Draw on a form, and take a picture of it that one of `SPOILERS` spoils."""
    pen = PENS[int(chance.integers(len(PENS)))]
    drawing = _drawing(chance, pen)
    paper = drawn_on(blank(drawing.body), drawing, pen, chance)
    return Scanned(spoilt(chance, paper, SPOILERS[kind]), drawing, pen, "scan")


def _drawing(chance: Generator, pen: Pen) -> PainDrawing:
    """A simulated drawing with a pen for paper; a view in ten is bare, half of these ticked."""
    found = simulate(chance, body=BODIES[int(chance.integers(len(BODIES)))]).drawing
    width = round(float(chance.uniform(*WIDTHS_MM[pen])) / UNIT, 2)
    views: dict[ViewId, Sheet] = {}
    for view in VIEWS:
        bare = chance.random() < 0.1
        drawn = tuple(replace(one, width=width) for one in found.strokes(view))
        empty = () if chance.random() < 0.5 else NOT_ON_RECORD
        views[view] = drawn if drawn and not bare else empty
    return PainDrawing(found.body, views)


def blank_forms(pdf: Callable[[str], bytes]) -> Callable[[str], Picture]:
    """Print a form, once for each body, at `PAPER_DPI`: for `simulate_paper`."""

    @cache
    def blank(body: str) -> Picture:
        import pypdfium2

        with pypdfium2.PdfDocument(pdf(body)) as document:
            drawn = document[0].render(scale=PAPER_DPI / 72).to_numpy()
        return np.ascontiguousarray(drawn[:, :, :3])

    return blank
