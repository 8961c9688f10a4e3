"""The figures beside the marks, and the names of outcomes that share a panel."""

from collections.abc import Sequence
from dataclasses import dataclass

from caseline.charts import marks
from caseline.charts.labels import Lang, outcome_name
from caseline.charts.marks import Frame, Layer, Row
from caseline.charts.readings import Drawn, drawn
from caseline.charts.series import Series

MOST_LABELLED = 9  # points that get their value in figures
AWAY = 5  # px between a mark and its figures


@dataclass(frozen=True, slots=True)
class Plot:
    """The height of a plot and the ends of its scale."""

    height: int
    low: float
    high: float

    @property
    def per_px(self) -> float:
        """How much of the scale one px is."""
        return (self.high - self.low) / self.height


@dataclass(frozen=True, slots=True)
class Tag:
    """A text beside a mark: where it is tied, and where on the scale it would stand."""

    on: str
    side: int
    y: float
    text: str


def value_labels(many: Sequence[Series], plot: Plot, frame: Frame, lang: Lang) -> list[Layer]:
    """Figures beside every span and band, and above points as long as they are few.

    Where outcomes share the panel, the first figure of each bears its name; outcomes with
    many points have theirs at the right end.
    """
    named = len(many) > 1
    layers: list[Layer] = []
    tags: list[Tag] = []
    for one in many:
        found = drawn(one.observations, lang)
        few = _few(found)
        beside = [mark for mark in found if not mark.is_point or (named and few)]
        tags += [_tag(mark, frame) for mark in beside]
        if named and few and beside:
            first = tags[-len(beside)]
            name = outcome_name(one.outcome, lang)
            tags[-len(beside)] = Tag(first.on, first.side, first.y, f"{name} {first.text}")
        elif few:
            layers += _above([mark for mark in found if mark.is_point], frame)
    ends = [one for one in many if named and not _few(drawn(one.observations, lang))]
    return [*layers, *_beside(tags, plot, frame), *_names(ends, plot, frame, lang)]


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as may be to those wanted, at least `gap` apart, from `low` to `high`."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    placed = dict.fromkeys(order, low)
    floor = low
    for n in order:
        placed[n] = floor = max(wanted[n], floor)
        floor += gap
    ceiling = high
    for n in reversed(order):
        placed[n] = ceiling = min(placed[n], ceiling)
        ceiling -= gap
    return [placed[n] for n in range(len(wanted))]


def _few(found: Sequence[Drawn]) -> bool:
    return sum(mark.is_point for mark in found) <= MOST_LABELLED


def _tag(mark: Drawn, frame: Frame) -> Tag:
    """Tied to the side of the mark that has more room."""
    middle = (frame.left + frame.end) / 2
    side = 1 if frame.px(mark.when.middle) <= middle else -1
    day = mark.when.last if side > 0 else mark.when.first
    return Tag(day.isoformat(), side, mark.anchor, mark.label)


def _beside(tags: Sequence[Tag], plot: Plot, frame: Frame) -> list[Layer]:
    size = frame.sizes.label
    layers: list[Layer] = []
    for side, align in ((1, "left"), (-1, "right")):
        rows: list[Row] = []
        for on in sorted({tag.on for tag in tags if tag.side == side}):
            tied = [tag for tag in tags if (tag.on, tag.side) == (on, side)]
            edge = size / 2 * plot.per_px
            gap = (size + 1) * plot.per_px
            ys = spread([tag.y for tag in tied], gap, plot.low + edge, plot.high - edge)
            rows += [
                {"on": on, "y": round(y, 3), "text": tag.text}
                for tag, y in zip(tied, ys, strict=True)
            ]
        look = {"fontSize": size, "fontWeight": 600, "align": align, "baseline": "middle"}
        layers += marks.haloed(rows, dx=AWAY * side, **look) if rows else []
    return layers


def _above(points: Sequence[Drawn], frame: Frame) -> list[Layer]:
    rows: list[Row] = [
        {"on": mark.when.first.isoformat(), "y": mark.y, "text": mark.label} for mark in points
    ]
    look = {"fontSize": frame.sizes.small, "align": "center", "dy": -AWAY}
    return marks.haloed(rows, **look) if rows else []


def _names(many: Sequence[Series], plot: Plot, frame: Frame, lang: Lang) -> list[Layer]:
    """Names at the right end, each after its sign."""
    size = frame.sizes.small
    room = frame.right - 16
    texts = [marks.wrapped(outcome_name(one.outcome, lang), size, room) for one in many]
    most = max((len(lines) for lines in texts), default=1)
    lasts = [drawn(one.observations, lang)[-1].y for one in many]
    gap = (most * size + 4) * plot.per_px
    ys = spread(lasts, gap, plot.low + gap / 2, plot.high - gap / 2)
    layers: list[Layer] = []
    for one, lines, y in zip(many, texts, ys, strict=True):
        sign: Row = {"on": frame.at(frame.end + 8), "y": y}
        top = y + (len(lines) - 1) / 2 * size * plot.per_px
        rows: list[Row] = [
            {"y": top - n * size * plot.per_px, "text": line} for n, line in enumerate(lines)
        ]
        layers += [
            marks.points([sign], tone=one.tone, shape=one.shape, size=36, strokeWidth=0),
            marks.texts(rows, x=frame.end + 15, fontSize=size, align="left", baseline="middle"),
        ]
    return layers
