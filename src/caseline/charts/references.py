"""Brackets that show how large a change must be: measurement error, and what matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from caseline.charts import marks
from caseline.charts.frame import Frame, text_width
from caseline.charts.labels import Lang, fixed, number, words
from caseline.charts.marks import Layer, Row
from caseline.course.model import Course, Observation
from caseline.direction import relief
from caseline.effects.change import Change, change_of
from caseline.instruments.model import ScoreRule
from caseline.record import NOT_ON_RECORD

GAP = 10  # px between two names
CAP = 3  # half the width of a bracket's end, in px


@dataclass(frozen=True, slots=True)
class Bracket:
    """A length on the scale from the baseline: sure up to `low`, possible up to `high`."""

    start: float
    low: float
    high: float
    text: str
    tone: str


def brackets(
    observations: Sequence[Observation], course: Course, frame: Frame, lang: Lang
) -> list[Layer]:
    """Measurement error and the patient's own threshold, from the baseline the way it went.

    Where an order was drawn by lot the mean off treatment stands in the place of the baseline.
    """
    change = change_of(course, observations)
    found = [_error(change, frame, lang), _own(change, course, frame, lang)]
    drawn = [one for one in found if one is not None]
    layers = []
    edge = float(frame.end)
    for place, one in enumerate(drawn):
        layers += _layers(one, frame.left - 8 - 9 * place, frame)
        layers.append(_name(one, edge, change.outcome.rule, frame))
        edge -= text_width(one.text, frame.sizes.small) + GAP
    return layers


def has_error(change: Change) -> bool:
    """Whether the measurement error has a bracket: from an end of the scale there is no way on."""
    mdc, start = change.mdc, _start(change)
    return mdc is not None and start is not None and _reach(change, start, mdc.high) != start


def _error(change: Change, frame: Frame, lang: Lang) -> Bracket | None:
    mdc, start = change.mdc, _start(change)
    if mdc is None or start is None or not has_error(change):
        return None
    said = words(lang)["bracket"][frame.sizes.kind]
    low, high = (
        number(size, lang, 0) if mdc.high >= 10 else fixed(size, lang)
        for size in (mdc.low, mdc.high)
    )
    form = said["one"] if low == high else said["from_to"]
    far = [_reach(change, start, size) for size in (mdc.low, mdc.high)]
    return Bracket(start, far[0], far[1], form.format(low=low, high=high), "muted")


def _own(change: Change, course: Course, frame: Frame, lang: Lang) -> Bracket | None:
    threshold, start = course.plan.threshold, _start(change)
    if threshold is NOT_ON_RECORD or threshold.outcome != change.outcome.id or start is None:
        return None
    form = words(lang)["bracket"][frame.sizes.kind]["own"]
    text = form.format(points=number(threshold.points, lang))
    far = _reach(change, start, float(threshold.points))
    return Bracket(start, far, far, text, "accent")


def _start(change: Change) -> float | None:
    """The edge of the baseline from which the change went."""
    if change.baseline is None or change.baseline.mean is None or change.change is None:
        return None
    mean = change.baseline.mean
    return float(mean.low if _sign(change) < 0 else mean.high)


def _sign(change: Change) -> int:
    return relief(change.outcome.rule.worse) * (-1 if change.trend == "worse" else 1)


def _reach(change: Change, start: float, size: float) -> float:
    rule: ScoreRule = change.outcome.rule
    return min(max(start + _sign(change) * size, float(rule.low)), float(rule.high))


def _layers(one: Bracket, x: float, frame: Frame) -> list[Layer]:
    look: dict[str, Any] = {"tone": one.tone, "strokeWidth": 1.2}
    ends: list[Row] = [
        {"first": frame.at(x - CAP), "last": frame.at(x + CAP), "y": y}
        for y in (one.start, one.low, one.high)
    ]
    return [
        marks.uprights([{"low": one.start, "high": one.low}], x=x, **look),
        marks.uprights([{"low": one.low, "high": one.high}], x=x, strokeDash=[2, 2], **look),
        marks.spans(ends, **look),
    ]


def _name(one: Bracket, edge: float, rule: ScoreRule, frame: Frame) -> Layer:
    """What the bracket shows, above the plot, where it hides no reading."""
    row: Row = {"y": float(rule.high), "text": one.text}
    size = frame.sizes.small
    return marks.texts([row], x=edge, tone=one.tone, fontSize=size, align="right", dy=-7)
