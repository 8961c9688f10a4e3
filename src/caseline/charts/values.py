"""The figures beside the marks, and the names of outcomes that share a panel."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from caseline.charts import marks
from caseline.charts.frame import Frame, text_width, wrapped
from caseline.charts.labels import Lang, outcome_name, short_name
from caseline.charts.marks import Layer, Row
from caseline.charts.readings import Drawn, drawn
from caseline.charts.series import Series
from caseline.course.model import Observation

MOST_LABELLED = 9  # points that get their value in figures
END_SIGN = 18  # px that the sign of an outcome takes at the right end
AWAY = 5  # px between a mark and its figures
RADIUS = 3  # px of a point


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
    """A text beside a mark: where it is tied, and where on the scale it would stand.

    `name` is that of its outcome, where several share the panel.
    """

    on: str
    side: int
    y: float
    name: str
    mark: Drawn
    tone: str


def value_labels(many: Sequence[Series], plot: Plot, frame: Frame, lang: Lang) -> list[Layer]:
    """Figures at points as long as they are few, and beside all that is no single point.

    Where outcomes share the panel they bear their names: spans beside the figures, points at
    the right end.
    """
    layers: list[Layer] = []
    tags: list[Tag] = []
    for one in many:
        found = drawn(one.observations, lang)
        points = [mark for mark in found if mark.is_point]
        alone = [mark for mark in points if not mark.is_one_of_several]
        if len(points) <= MOST_LABELLED:
            layers += _at_points(alone, one, plot, frame)
        others = [mark for mark in found if mark not in alone]
        tags += _tags(others, one, frame, lang, shared=len(many) > 1)
    layers += _beside(tags, plot, frame)
    ends = [one for one in many if len(many) > 1 and _has_points(one.observations, lang)]
    return [*layers, *_names(ends, plot, frame, lang)]


def names_room(many: Sequence[Sequence[Observation]], size: int, lang: Lang) -> float:
    """The width that names at the right end need: that of their longest word, or none."""
    found = [one for one in many if _has_points(one, lang)]
    listed = [word for one in found for word in outcome_name(one[0].outcome, lang).split()]
    return max((text_width(word, size) + END_SIGN for word in listed), default=0)


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


def _has_points(observations: Sequence[Observation], lang: Lang) -> bool:
    return any(mark.is_point for mark in drawn(observations, lang))


def _tags(
    found: Sequence[Drawn], one: Series, frame: Frame, lang: Lang, *, shared: bool
) -> list[Tag]:
    """Each tied to the side of its mark that has more room.

    In a shared panel they are named, in full the first time. Where points have their name at
    the right end, only several readings of one value need it again.
    """
    middle = (frame.left + frame.end) / 2
    at_end = _has_points(one.observations, lang)
    tags: list[Tag] = []
    for place, mark in enumerate(found):
        side = 1 if frame.px(mark.when.middle) <= middle else -1
        day = mark.when.last if side > 0 else mark.when.first
        name = (short_name if place > 0 or at_end else outcome_name)(one.outcome, lang)
        named = shared and (mark.is_one_of_several or not at_end)
        prefix = f"{name}: " if named else ""
        tags.append(Tag(day.isoformat(), side, mark.anchor, prefix, mark, one.tone))
    return tags


def _beside(tags: Sequence[Tag], plot: Plot, frame: Frame) -> list[Layer]:
    """The tags of each day and side under each other."""
    size = frame.sizes.label
    layers: list[Layer] = []
    for on, side in sorted({(tag.on, tag.side) for tag in tags}):
        tied = [tag for tag in tags if (tag.on, tag.side) == (on, side)]
        tied.sort(key=lambda tag: -tag.y)
        edge, gap = size / 2 * plot.per_px, (size + 1) * plot.per_px
        ys = spread([-tag.y for tag in tied], gap, edge - plot.high, -edge - plot.low)
        look: dict[str, Any] = {"fontSize": size, "fontWeight": 600, "baseline": "middle"}
        look |= {"align": "left" if side > 0 else "right"}
        for above, tag, y in zip([None, *tied], tied, ys, strict=False):
            dx = side * (AWAY + (RADIUS if tag.mark.is_point else 0))
            row: Row = {"on": on, "y": round(-y, 3), "text": _text(tag, above), "dx": dx}
            layers += marks.haloed([row], tone=tag.tone, **look)
    return layers


def _text(tag: Tag, above: Tag | None) -> str:
    """The figures after their outcome's name; another reading right below goes unnamed."""
    again = above is not None and above.mark.observation is tag.mark.observation
    return tag.mark.label if again else f"{tag.name}{tag.mark.label}"


def _at_points(points: Sequence[Drawn], one: Series, plot: Plot, frame: Frame) -> list[Layer]:
    """Figures above their points; below them at the top, where the title of the panel begins."""
    size = frame.sizes.small
    rows: list[Row] = [
        {
            "on": mark.when.first.isoformat(),
            "y": mark.y,
            "text": mark.label,
            "dy": -AWAY if plot.high - mark.y >= size * plot.per_px else AWAY + 0.8 * size,
        }
        for mark in points
    ]
    look: dict[str, Any] = {"fontSize": size, "align": "center"}
    return marks.haloed(rows, tone=one.tone, **look) if rows else []


def _names(many: Sequence[Series], plot: Plot, frame: Frame, lang: Lang) -> list[Layer]:
    """Names at the right end, each after its sign."""
    size = frame.sizes.small
    room = frame.right - END_SIGN + 2
    texts = [wrapped(outcome_name(one.outcome, lang), size, room) for one in many]
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
