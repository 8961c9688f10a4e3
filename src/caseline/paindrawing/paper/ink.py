"""Ink on a straightened form: what a pen left there, apart from paper, shadow and print.

The paper's own brightness is taken out first, so that shadows and lamps go. What is darker than
paper is ink, unless the form has a printed line there. On a printed line only what is clearly
darker than it, or coloured, is ink; a mark that crosses it is joined across the gap.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from caseline.paindrawing.marks import opencv
from caseline.paindrawing.model import ViewId
from caseline.paindrawing.paper.grid import FINE, MARGIN, Mask, disc, grid_shape, opened
from caseline.paindrawing.paper.layout import TICK, UNIT, sheet_at, tick_box
from caseline.paindrawing.paper.page import Found, straightened
from caseline.paindrawing.paper.picture_file import Picture
from caseline.paindrawing.paper.printed import Printed, printed
from caseline.paindrawing.paper.shade import sharp_and_all

FAINTEST = 30  # of 255, darker than paper: paler is no mark
EDGE_SHARE = 0.5  # of a mark's own darkness: its edge is where it is so dark
LEAST_MARK = 1.0  # square units: half a millimetre across; smaller is dust
TICKED = 0.04  # share of the box that ink covers
SHADE_MM, PEN_MM = 42.0, 9.0  # darker areas that are narrower than these are no shade of the paper

_CUT = 0.85  # mm that a mark may be cut by a printed line, to be joined again
_OVER = 35  # of 255, darker than a printed line: a pen went over it
_COLOURED = 36  # of 255, between the strongest and the weakest colour


def ink(picture: Picture, found: Found, view: ViewId) -> tuple[Mask, Mask]:
    """Find the ink on one view.

    Returns
    -------
    marks, shape (height, width)
        255 is ink. There are `FINE` dots to a unit, and a `MARGIN` round the sheet.
    darkness, of the same shape
        How much darker than paper each place is.
    """
    piece = _piece(picture, found, view)
    darkness, colour = _flat(piece, PEN_MM)
    body = found.form.body
    marks = _inked(darkness, colour, body, view)
    wide, colour = _flat(piece, SHADE_MM)
    marks |= _solid(_inked(wide, colour, body, view))
    return _without_dust(marks), wide


def ticked(picture: Picture, found: Found, view: ViewId) -> bool:
    """Whether the box "nothing hurts" under a view has a mark in it."""
    left, top, _, _ = tick_box(view)
    mm, inset = UNIT / FINE, 0.8  # mm within the frame
    around = 6.0
    size = round((TICK + 2 * around) / mm)
    at = np.array([left - around, top - around])
    piece = straightened(picture, found, at, (size, size), mm)
    darkness, _ = _flat(piece, PEN_MM)
    low, high = round((around + inset) / mm), round((around + TICK - inset) / mm)
    return bool((darkness[low:high, low:high] > FAINTEST).mean() > TICKED)


def _piece(picture: Picture, found: Found, view: ViewId) -> Picture:
    left_top = np.array(sheet_at(view)) - np.array(MARGIN) * UNIT
    return straightened(picture, found, left_top, grid_shape(found.form.body, view), UNIT / FINE)


def _flat(piece: Picture, narrow: float) -> tuple[Mask, Mask]:
    """How much darker than paper a place is, and how coloured; paper is what is wide and bright."""
    cv2 = opencv()
    smooth = cv2.GaussianBlur(piece, (0, 0), 1.0)
    small = cv2.resize(smooth, None, fx=1 / FINE, fy=1 / FINE, interpolation=cv2.INTER_AREA)
    side = 2 * round(narrow / UNIT / 2) + 1
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), 3)
    paper = cv2.resize(paper, smooth.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    flat = cv2.divide(smooth, cv2.max(paper, 1), scale=255)
    blue, green, red = cv2.split(flat)
    low, high = cv2.min(cv2.min(blue, green), red), cv2.max(cv2.max(blue, green), red)
    # A JPEG keeps brightness sharp and colour not: edges are those of brightness, but for yellow.
    grey = 255 - cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY)
    return cv2.max(grey, cv2.convertScaleAbs(255 - low, alpha=0.6)), high - low


def _inked(darkness: Mask, colour: Mask, body: str, view: ViewId) -> Mask:
    cv2, form = opencv(), printed(body, view)
    least = max(FAINTEST, 5 * _noise(darkness))
    over_print = darkness > _print_darkness(form, darkness)
    over_print |= (colour > _COLOURED) & (darkness > least)
    seen = np.where((form.near > 0) & ~over_print, 0, darkness).astype(np.uint8)
    # The skirt of a blurred printed line is paler than half the line.
    around = cv2.max(cv2.dilate(seen, disc(0.8)), cv2.dilate(darkness, disc(0.5)))
    marks = ((seen > 0.6 * least) & (seen > EDGE_SHARE * around)).astype(np.uint8) * 255
    marks |= cv2.morphologyEx(marks, cv2.MORPH_CLOSE, disc(_CUT)) & form.near
    marks[form.words > 0] = 0
    at_print = cv2.dilate(form.near, disc(0.5)) > 0
    core = opened(marks, 2.5)
    soft = core & ~_clear(core, darkness, least, at_print, 0.25)  # a shadow that a mark lies over
    if soft.any():
        marks &= ~cv2.dilate(soft, disc(1.5))
    return _clear(marks, darkness, least, at_print, 0.5)


def _noise(darkness: Mask) -> float:
    """How far places usually lie beside the middle one, as a standard deviation."""
    values = np.arange(256)
    of_each = np.bincount(darkness.ravel(), minlength=256)
    beside = np.abs(values - int(_median(values, of_each)))
    return 1.48 * _median(values, np.bincount(beside, of_each, minlength=256))


def _median(values: NDArray[np.int64], of_each: NDArray[Any]) -> float:
    upto = of_each.cumsum()
    middle = np.searchsorted(upto, [upto[-1] / 2, upto[-1] / 2 + 0.5], side="left")
    return float(values[middle].mean())


def _print_darkness(form: Printed, darkness: Mask) -> Mask:
    """How dark the form's lines are in this picture, at least; what is darker there is ink."""
    found = np.zeros_like(darkness)
    for line, near in ((form.thin, form.near_thin), (form.outline, form.near_outline)):
        if line.any():
            usual = float(np.median(darkness[line > 0]))
            found[near > 0] = min(usual + _OVER, 255)
    return found


def _clear(
    marks: Mask, darkness: Mask, least: float, at_print: NDArray[np.bool_], share: float
) -> Mask:
    """Leave marks that are dark enough somewhere and have a sharp edge: a shadow has a soft one.

    `share` of the edge is to be sharp.
    """
    n, every = opencv().connectedComponents(marks)
    at = marks > 0
    of, how_dark = every[at], darkness[at]
    steep, edges = sharp_and_all(marks, every, darkness, at_print)
    sharp = steep >= share * edges
    dark = np.bincount(of[how_dark > least], minlength=n) >= LEAST_MARK * FINE**2 / 2
    kept = np.zeros_like(marks)
    kept[at] = (sharp & dark)[of] * np.uint8(255)
    return kept


def _solid(marks: Mask) -> Mask:
    """Leave what is inked over some width."""
    solid = opened(marks, PEN_MM / 3)
    return np.asarray(opencv().dilate(solid, disc(0.8)) & marks)


def _without_dust(marks: Mask) -> Mask:
    _, of, facts, _ = opencv().connectedComponentsWithStats(marks)
    large = facts[:, opencv().CC_STAT_AREA] >= LEAST_MARK * FINE**2
    large[0] = False
    return np.asarray(large[of] * np.uint8(255))
