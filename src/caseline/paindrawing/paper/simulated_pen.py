"""Marks of simulated pens on the printed form."""

from typing import Literal, get_args

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from caseline.paindrawing.drawing import PainDrawing, Stroke
from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import ViewId
from caseline.paindrawing.paper.layout import UNIT, sheet_at, tick_box
from caseline.paindrawing.paper.page import Light
from caseline.paindrawing.paper.picture_file import Picture

Pen = Literal["blue", "black", "red", "pencil", "felt tip"]
PENS: tuple[Pen, ...] = get_args(Pen)

PAPER_DPI = 300  # at which the paper itself is drawn
MM_DOTS = PAPER_DPI / 25.4
INKS: dict[Pen, tuple[int, int, int]] = {  # blue, green, red
    "blue": (150, 60, 35),
    "black": (45, 40, 40),
    "red": (45, 35, 195),
    "pencil": (120, 118, 115),
    "felt tip": (60, 120, 20),
}
WIDTHS_MM: dict[Pen, tuple[float, float]] = {
    "blue": (0.45, 0.9),
    "black": (0.45, 0.9),
    "red": (0.45, 0.9),
    "pencil": (0.5, 1.0),
    "felt tip": (1.5, 3.5),
}


def drawn_on(paper: Picture, drawing: PainDrawing, pen: Pen, chance: Generator) -> Picture:
    """Ink a drawing on the printed form; a view without pain is ticked."""
    height, width = paper.shape[:2]
    cover: Light = np.zeros((height, width), np.float32)
    for view in drawing.drawn:
        for stroke in drawing.strokes(view) or (_tick(view),):
            _ink(cover, stroke, view)
    grain = _grain(chance, (height, width), 0.35 if pen == "pencil" else 0.1)
    cover = cover * grain
    inked = paper * (
        1 - cover[..., None] * (1 - np.array(INKS[pen], np.float32) / 255)
    )  # ink on print is darker still
    return np.asarray(np.clip(inked, 0, 255), np.uint8)


def _tick(view: ViewId) -> Stroke:
    """A tick in the box, in units of the sheet."""
    left, top, side, _ = tick_box(view)
    at = np.array([[0.2, 0.5], [0.45, 0.8], [0.9, 0.1]]) * side + (left, top)
    return Stroke(_points((at - sheet_at(view)) / UNIT), width=1.2)


def _ink(cover: Light, stroke: Stroke, view: ViewId) -> None:
    cv2, fine = opencv(), 4
    places = (np.array(stroke.points) * UNIT + sheet_at(view)) * MM_DOTS * fine
    low = np.maximum((places.min(axis=0) / fine).astype(int) - 60, 0)
    high = np.minimum((places.max(axis=0) / fine).astype(int) + 60, cover.shape[::-1])
    part = np.zeros((high - low)[::-1] * fine, np.uint8)
    thick = max(round(stroke.width * UNIT * MM_DOTS * fine), 1)
    at = np.rint(places - low * fine).astype(np.int32)
    cv2.polylines(part, [at if len(at) > 1 else at.repeat(2, axis=0)], False, 255, thick)
    small = cv2.resize(part, tuple((high - low).tolist()), interpolation=cv2.INTER_AREA) / 255
    piece = cover[low[1] : high[1], low[0] : high[0]]
    np.maximum(piece, small, out=piece)


def _grain(chance: Generator, shape: tuple[int, int], depth: float) -> Light:
    """How well the paper takes the pen, from place to place."""
    rough = chance.random((shape[0] // 3 + 1, shape[1] // 3 + 1), np.float32)
    grain = opencv().resize(rough, shape[::-1], interpolation=opencv().INTER_CUBIC)
    return np.asarray(1 - depth * grain, np.float32)


def _points(places: NDArray[np.float64]) -> tuple[tuple[float, float], ...]:
    return tuple((x, y) for x, y in places.round(2).tolist())
