"""The marks of one outcome: points, spans, bands, lines and means, with their values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from caseline.charts import marks
from caseline.charts.frame import Frame
from caseline.charts.labels import Lang, fixed
from caseline.charts.marks import Layer, Row
from caseline.charts.readings import Drawn, Level, compared, drawn, levels, runs
from caseline.charts.theme import colour
from caseline.course.model import Course, Observation, Outcome
from caseline.instruments.model import ScoreRule

SHAPES = ("circle", "square", "diamond", "triangle-up")
MANY = 40  # points from which on they are drawn small
PALE_STEPS = 16
PALE = 0.028  # opacity of each


@dataclass(frozen=True, slots=True)
class Series:
    """One outcome with what was recorded of it, and how it is drawn.

    `size` is that of its points: where outcomes share a panel the ones below are larger, so
    that equal readings do not hide each other.
    """

    observations: tuple[Observation, ...]
    tone: str = "ink"
    shape: str = "circle"
    size: float = 1

    @property
    def outcome(self) -> Outcome:
        """What is followed."""
        return self.observations[0].outcome


def series_layers(one: Series, lang: Lang) -> list[Layer]:
    """Everything that was recorded of one outcome."""
    found = drawn(one.observations, lang)
    return [
        *_bands(found, one),
        *_whiskers(found, one),
        *_bars(found, one),
        *_lines(found, one),
        *_dots(found, one),
    ]


def _bands(found: Sequence[Drawn], one: Series) -> list[Layer]:
    """Values known to lie between two bounds: translucent; the end of the scale is no edge."""
    rule = one.outcome.rule
    boxes: list[Row] = []
    edges: list[Row] = []
    for mark in found:
        if mark.is_exact or mark.when.first == mark.when.last:
            continue
        days = _days(mark)
        boxes += [{**days, **box} for box in _graded(mark, rule)]
        bounds = {mark.value.low, mark.value.high} - {rule.low, rule.high}
        edges += [{**days, "y": float(y)} for y in sorted(bounds)]
    if not boxes:
        return []
    return [
        marks.boxes(boxes, tone=one.tone),
        marks.spans(edges, tone=one.tone, strokeWidth=1.5),
    ]


def _graded(mark: Drawn, rule: ScoreRule) -> list[dict[str, object]]:
    """A band as one box, or paling towards the end of the scale, where no bound was given."""
    low, high = float(mark.value.low), float(mark.value.high)
    up, down = mark.value.high == rule.high, mark.value.low == rule.low
    if up == down:
        return [{"low": low, "high": high, "fillOpacity": 0.22}]
    step = (high - low) / PALE_STEPS
    far = [n * step for n in range(PALE_STEPS)]
    if up:
        return [{"low": low, "high": high - off, "fillOpacity": PALE} for off in far]
    return [{"low": low + off, "high": high, "fillOpacity": PALE} for off in far]


def _whiskers(found: Sequence[Drawn], one: Series) -> list[Layer]:
    """Values between two bounds on one day."""
    rows: list[Row] = [
        {
            "on": mark.when.first.isoformat(),
            "low": float(mark.value.low),
            "high": float(mark.value.high),
        }
        for mark in found
        if not mark.is_exact and mark.when.first == mark.when.last
    ]
    return [marks.uprights(rows, tone=one.tone, strokeWidth=3, opacity=0.45)] if rows else []


def _bars(found: Sequence[Drawn], one: Series) -> list[Layer]:
    """Values whose day is not known, or that stand for many days: from the first to the last."""
    rows: list[Row] = [
        {**_days(mark), "y": mark.y} for mark in found if mark.is_exact and not mark.is_point
    ]
    return [marks.spans(rows, tone=one.tone, strokeWidth=3)] if rows else []


def _lines(found: Sequence[Drawn], one: Series) -> list[Layer]:
    rows: list[Row] = [
        {"on": dot.when.first.isoformat(), "y": dot.y, "run": n}
        for n, run in enumerate(runs(found))
        for dot in run
    ]
    return [marks.lines(rows, tone=one.tone, strokeWidth=0.8, opacity=0.5)] if rows else []


def _dots(found: Sequence[Drawn], one: Series) -> list[Layer]:
    """Single readings: filled on treatment, hollow otherwise."""
    dots = [mark for mark in found if mark.is_point]
    look: dict[str, Any] = {
        "shape": one.shape,
        "size": one.size * (12 if len(dots) > MANY else 24),
        "stroke": colour(one.tone),
        "strokeWidth": 0.9,
    }
    layers = []
    for fill, on in (("paper", False), (one.tone, True)):
        rows: list[Row] = [
            {"on": dot.when.first.isoformat(), "y": dot.y}
            for dot in dots
            if (dot.observation.condition == "on treatment") is on
        ]
        if rows:
            layers.append(marks.points(rows, tone=fill, **look))
    return layers


def mean_layers(one: Series, course: Course, frame: Frame, lang: Lang) -> list[Layer]:
    """The means, each over its days, with its value; dashed the two that a trial compares."""
    found = levels(course, one.observations)
    both = compared(course, one.observations)
    return [
        *([marks.spans(_across(found), tone=one.tone, strokeWidth=1.8)] if found else []),
        *([marks.spans(_across(both), tone=one.tone, strokeDash=[5, 3])] if both else []),
        *_figures(found, one.outcome.rule, frame, lang),
    ]


def _across(found: Sequence[Level]) -> list[Row]:
    return [
        {"first": level.first.isoformat(), "last": level.last.isoformat(), "y": level.value}
        for level in found
    ]


def _figures(found: Sequence[Level], rule: ScoreRule, frame: Frame, lang: Lang) -> list[Layer]:
    """The value of each mean, at the end of the scale that it leaves free."""
    size, middle = frame.sizes.small, (rule.low + rule.high) / 2
    layers: list[Layer] = []
    for edge, dy in ((rule.low, -4), (rule.high, size)):
        names: list[Row] = [
            {
                "on": (level.first + (level.last - level.first) / 2).isoformat(),
                "y": float(edge),
                "text": fixed(level.value, lang),
            }
            for level in found
            if (level.value > middle) is (edge == rule.low)
        ]
        layers += marks.haloed(names, dy=dy, fontSize=size, fontWeight=600, align="center")
    return layers


def _days(mark: Drawn) -> dict[str, object]:
    return {"first": mark.when.first.isoformat(), "last": mark.when.last.isoformat()}
