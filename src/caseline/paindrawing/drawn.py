"""Pictures of what was drawn: one drawing with its marks, or many over one another."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from caseline.interval import Interval
from caseline.paindrawing.coverage import cover
from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.heat import CELL, HeatMap
from caseline.paindrawing.marks import SCALE, opencv, painted
from caseline.paindrawing.model import Line, View, words
from caseline.paindrawing.path import closed_path
from caseline.paindrawing.sheets import GAP, JOURNAL, Ink, accent, hatched, sheets, text
from caseline.paindrawing.telling import Language, percent

STEPS = (0.0, 0.2, 0.4, 0.6, 0.8)  # the shares above which a place is a shade darker
SHADE = 0.22  # of one step; five over one another leave the lines to be seen
SMOOTH = 4  # squares of a heat map are drawn so much finer, and bent
SCALE_HEIGHT, SWATCH = 60, 46


def drawing_picture(drawing: PainDrawing, *, lang: Language = "en", ink: Ink = JOURNAL) -> str:
    """Draw what was drawn, as it counts: loops filled, erased marks away, as one SVG text.

    A view that was not drawn is hatched.

    Raises
    ------
    MissingExtraError
        OpenCV is not installed.
    """
    cells = painted(drawing)

    def marks(view: View, key: str) -> Iterator[str]:
        if view.id not in cells:
            yield f'<path d="{closed_path(view.outline)}" {hatched(key, ink)}/>'
        elif cells[view.id].any():
            path = _path(cells[view.id] > 0, SCALE)
            yield f'<path d="{path}" fill-rule="evenodd" {accent(ink)}/>'

    return sheets(drawing.body, describe_drawing(drawing, lang=lang), marks, lang=lang, ink=ink)


def describe_drawing(drawing: PainDrawing, *, lang: Language = "en") -> str:
    """Put a drawing into words: how much of the body is marked, and what was not drawn.

    Raises
    ------
    MissingExtraError
        OpenCV is not installed.
    """
    said, (low, high) = words(lang), cover(drawing).extent
    missing = [said[view] for view in drawing.views if view not in drawing.drawn]
    extent = Interval(Fraction(low * 100), Fraction(high * 100))
    told = said["drawing"]["drawn" if high else "none"].format(extent=percent(extent, lang))
    return " ".join([told, *(said["drawing"]["not_drawn"].format(view=one) for one in missing)])


def heat_picture(heat: HeatMap, *, lang: Language = "en", ink: Ink = JOURNAL) -> str:
    """Draw many drawings over one another: the darker, the more of them mark a place.

    Raises
    ------
    MissingExtraError
        OpenCV is not installed.
    """

    def marks(view: View, key: str) -> Iterator[str]:
        share = _smooth(heat.share(view.id))
        for place in (share > max(least, 0.5 / heat.drawings) for least in STEPS):
            if place.any():
                yield _shaded(f'<path d="{_path(place, SMOOTH / CELL)}" fill-rule="evenodd"', ink)
        yield from _scale(view, lang, ink)

    told = describe_heat(heat, lang=lang)
    return sheets(heat.body, told, marks, lang=lang, ink=ink, below=SCALE_HEIGHT)


def describe_heat(heat: HeatMap, *, lang: Language = "en") -> str:
    """Put a heat map into words: how many drawings, and the regions that hurt most often."""
    said, names = words(lang)["heat"], words(lang)["regions"]
    often = sorted(heat.regions.items(), key=lambda one: -one[1][0])
    most = [
        said["region"].format(name=names[region], n=n, of=of) for region, (n, of) in often[:5] if n
    ]
    told = said["most"].format(names="; ".join(most)) if most else said["none"]
    return f"{said['title'].format(n=heat.drawings)} {told}"


def _smooth(share: NDArray[np.float64]) -> NDArray[np.float64]:
    height, width = share.shape
    size = (width * SMOOTH, height * SMOOTH)
    fine = opencv().resize(share, size, interpolation=opencv().INTER_LINEAR)
    return np.asarray(fine, np.float64)


def borders(cells: NDArray[np.bool_], scale: float, near: float = 0.7) -> Iterator[Line]:
    """The borders of marked cells as closed lines, right to `near` cells.

    Those round a hole run the other way round.

    Raises
    ------
    MissingExtraError
        OpenCV is not installed.
    """
    cv2 = opencv()
    rings, _ = cv2.findContours(cells.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    for ring in rings:
        thin = cv2.approxPolyDP(ring, near, True)[:, 0]
        if len(thin) > 2:
            yield tuple((x, y) for x, y in ((thin + 0.5) / scale).round(1).tolist())


def _path(cells: NDArray[np.bool_], scale: float) -> str:
    """The borders of marked cells as path data, bent where they are round."""
    return "".join(map(closed_path, borders(cells, scale)))


def _shaded(shape: str, ink: Ink) -> str:
    return f'{shape} fill="{ink.accent}" fill-opacity="{SHADE}"/>'


def _scale(view: View, lang: Language, ink: Ink) -> Iterator[str]:
    """The shades with their shares, in the middle under both sheets; once, with the first."""
    if view.id == "back":
        return
    middle, top = view.width + GAP / 2, view.height + SCALE_HEIGHT - 34
    left = middle - SWATCH * len(STEPS) / 2
    yield text(words(lang)["heat"]["scale"], middle, top - 6, 400, ink)
    for number, _ in enumerate(STEPS):
        x = left + number * SWATCH
        for _ in range(number + 1):
            box = f'<rect x="{x:g}" y="{top:g}" width="{SWATCH}" height="10"'
            yield _shaded(box, ink)
        yield text(f"{(number + 1) * 20}\N{NO-BREAK SPACE}%", x + SWATCH / 2, top + 26, 400, ink)
