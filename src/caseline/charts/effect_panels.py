"""The posterior of an effect in two panels: how large it may be, and how likely at least so."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caseline.charts import marks
from caseline.charts.frame import Ruler, text_width
from caseline.charts.labels import Lang, number, words
from caseline.charts.marks import Layer, Row, View
from caseline.effects.compare import Effect

Floats = NDArray[np.float64]

POINTS = 121  # of each line
TITLE_ROOM = 24
PLOT = 84
FLOOR_ROOM = 10
NEAR_TOP = 85  # out of 100
FIGURE_ROOM = 26  # px of a figure under the bar
TICK_ROOM = 44  # px that a number on the axis needs
STEPS = (1, 2, 5)


def density_panel(effect: Effect, ruler: Ruler, lang: Lang) -> View:
    """The density of the effect, its interval dark, its mean and ends in figures."""
    said, found = words(lang)["effect"], effect.verdict
    at = _grid(ruler)
    step = at[1] - at[0]
    heights = -np.gradient(effect.mixture().above(at), step)
    top = float(heights.max()) * 1.04
    curve = list(zip(at.tolist(), heights.tolist(), strict=True))
    rows: list[Row] = [{"on": x, "y": y, "low": 0, "run": 0} for x, y in curve]
    inside: list[Row] = [
        {"on": x, "y": y, "low": 0, "run": 0} for x, y in curve if found.low <= x <= found.high
    ]
    bar: Row = {"first": found.low, "last": found.high, "y": 0}
    layers = [
        *references(effect, ruler, 0, top),
        marks.areas(rows, tone="series-1", fillOpacity=0.14),
        marks.areas(inside, tone="series-1", fillOpacity=0.3),
        marks.lines(rows, tone="series-1", strokeWidth=1.5),
        marks.spans([bar], tone="series-1", strokeWidth=3),
        marks.points([{"on": found.mean, "y": 0}], tone="series-1", size=60),
        *marks.haloed(
            _ends(effect, ruler, lang),
            fontSize=ruler.sizes.small,
            align="center",
            dy=16,
            fontWeight=600,
        ),
        title(said["size"], top, ruler),
    ]
    return framed(ruler, layers, top, PLOT, 24)


def curve_panel(effect: Effect, ruler: Ruler, lang: Lang) -> View:
    """P(effect at least m) over m, in cases out of 100, marked at 0 and at what matters."""
    said = words(lang)["effect"]
    at = _grid(ruler)
    shares = 100 * effect.mixture().above(at)
    rows: list[Row] = [
        {"on": x, "y": y, "run": 0} for x, y in zip(at.tolist(), shares.tolist(), strict=True)
    ]
    marked = {0.0: effect.verdict.p_better}
    if effect.mcid is not None and effect.verdict.p_matters is not None:
        marked[effect.mcid] = effect.verdict.p_matters
    named: list[Row] = [{"on": x, "y": 100 * p, "text": in_hundred(p)} for x, p in marked.items()]
    scale: list[Row] = [{"y": y, "text": str(y)} for y in (0, 50, 100)]
    layers = [
        *references(effect, ruler, 0, 100),
        marks.spans([{**across(ruler), "y": y} for y in (0, 50, 100)], tone="grey",
                    strokeWidth=0.5),
        marks.texts(scale, x=ruler.left - 6, tone="muted", fontSize=ruler.sizes.small,
                    align="right", baseline="middle"),
        marks.lines(rows, tone="series-1", strokeWidth=1.8),
        marks.points(named, tone="series-1", size=42),
        *_shares(named, ruler),
        title(said["at_least"], 100, ruler),
    ]  # fmt: skip
    return framed(ruler, layers, 100, PLOT, FLOOR_ROOM)


def ruler_axis(ruler: Ruler, unit: str, lang: Lang) -> View:
    """The axis of points under all panels, with its unit."""
    ticks: list[Row] = [
        {"on": x, "y": 17, "low": 1, "high": 5, "text": number(x, lang)} for x in ticks_of(ruler)
    ]
    middle: Row = {"on": ruler.at((ruler.left + ruler.end) / 2), "y": 32, "text": unit}
    layers = [
        marks.spans([{**across(ruler), "y": 1}], strokeWidth=1),
        marks.uprights(ticks, tone="ink", strokeWidth=1),
        marks.texts(ticks, fontSize=ruler.sizes.small, align="center"),
        marks.texts([middle], tone="muted", fontSize=ruler.sizes.small, align="center"),
    ]
    return marks.view(ruler, 54, [*layers, *_directions(ruler, lang)])


def ticks_of(ruler: Ruler) -> list[float]:
    """Round numbers, as close as their labels allow."""
    per_px = (ruler.high - ruler.low) / (ruler.end - ruler.left)
    least = TICK_ROOM * per_px
    power = 10.0 ** np.floor(np.log10(least))
    step = next(n * power for n in (*STEPS, 10) if n * power >= least)
    first = np.ceil(ruler.low / step)
    return [round(float(n * step), 9) for n in np.arange(first, ruler.high / step + 1e-9)]


def references(effect: Effect, ruler: Ruler, low: float, high: float) -> list[Layer]:
    """No difference as a line; what matters to the patient as a dashed one."""
    at: Row = {"low": low, "high": high}
    found = [marks.uprights([{**at, "on": 0}], tone="ink", strokeWidth=0.8)]
    if effect.mcid is not None:
        matters = {**at, "on": effect.mcid}
        found.append(marks.uprights([matters], tone="accent", strokeWidth=1.2, strokeDash=[4, 3]))
    return found


def framed(ruler: Ruler, layers: Sequence[Layer], top: float, plot: int, floor: int) -> View:
    """A row with room for a title above its plot and `floor` px below."""
    height = TITLE_ROOM + plot + floor
    inside = (TITLE_ROOM, TITLE_ROOM + plot)
    return marks.view(ruler, height, layers, domain=(0, top), plot=inside)


def title(text: str, top: float, ruler: Ruler) -> Layer:
    """What a panel shows, above it."""
    row: Row = {"y": top, "text": text}
    size = ruler.sizes.label
    return marks.texts([row], x=ruler.left, fontSize=size, fontWeight=600, align="left", dy=-9)


def across(ruler: Ruler) -> dict[str, object]:
    """The whole axis, as data for a span."""
    return {"first": ruler.low, "last": ruler.high}


def in_hundred(probability: float) -> str:
    """A probability as so many out of 100, never 0 or 100 for what is neither."""
    whole = round(100 * probability)
    return ">99" if whole > 99 else "<1" if whole < 1 else str(whole)


def _grid(ruler: Ruler) -> Floats:
    return np.linspace(ruler.low, ruler.high, POINTS)


def _ends(effect: Effect, ruler: Ruler, lang: Lang) -> list[Row]:
    """The interval's ends and the mean in figures, apart from each other."""
    found = effect.verdict
    apart = ruler.px(found.high) - ruler.px(found.low) > 3 * FIGURE_ROOM
    values = (found.low, found.mean, found.high) if apart else (found.low, found.high)
    return [{"on": value, "y": 0, "text": number(value, lang, 1)} for value in values]


def _shares(named: Sequence[Row], ruler: Ruler) -> list[Layer]:
    """Figures beside the falling curve: under it where it is high, over it elsewhere."""
    look: dict[str, Any] = {"fontSize": ruler.sizes.small, "fontWeight": 600}
    layers = []
    for row in named:
        if float(str(row["y"])) <= NEAR_TOP:
            layers += marks.haloed([row], align="left", dx=8, dy=-5, **look)
        elif ruler.px(float(str(row["on"]))) - ruler.left < FIGURE_ROOM:
            layers += marks.haloed([row], align="left", dx=6, dy=16, **look)
        else:
            layers += marks.haloed([row], align="right", dx=-6, dy=16, **look)
    return layers


def _directions(ruler: Ruler, lang: Lang) -> list[Layer]:
    """Which side of no difference is which, where there is room for the words."""
    said, size = words(lang)["effect"], ruler.sizes.small
    sides = [("better", ruler.end, "right", ruler.end - ruler.px(0))]
    sides.append(("worse", ruler.left, "left", ruler.px(0) - ruler.left))
    return [
        marks.texts([{"y": 48, "text": said[name]}], x=px, tone="muted", fontSize=size, align=align)
        for name, px, align, room in sides
        if text_width(said[name], size) <= room
    ]
