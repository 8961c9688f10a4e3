"""One panel of a picture: a scale with its severity bands, and what was recorded on it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from caseline.charts import marks
from caseline.charts.frame import Frame, text_width, wrapped
from caseline.charts.labels import (
    Lang,
    author,
    band_label,
    chosen_bands,
    number,
    outcome_name,
    words,
)
from caseline.charts.lanes import shading
from caseline.charts.level import level_layers
from caseline.charts.marks import Layer, Row, View
from caseline.charts.references import brackets
from caseline.charts.series import Series, mean_layers, series_layers
from caseline.charts.values import Plot, value_labels
from caseline.course.model import Course
from caseline.effects.course_level import CourseLevel
from caseline.instruments.model import BandSet, ScoreRule

TITLE_ROOM = 20  # above the plot, for the title
FLOOR_ROOM = 8  # below it
STRIP = 22  # height of the plot of one observation, for each way to read it
LOW, HIGH = 60, 84  # of more: as high as the words of the bands need
PER_BAND = 12  # height that a band's word needs
SHARED = 150  # of a panel that several outcomes share
NARROWER = 0.96  # the italic
TICK = 3


def panel(
    one: Series, course: Course, frame: Frame, lang: Lang, level: CourseLevel | None = None
) -> View:
    """The panel of one outcome in the course chart."""
    height = plot_height(one)
    rule = one.outcome.rule
    layers = [*zones(one, frame, lang), ground(rule, course, frame)]
    if level is not None and level.outcome == one.outcome.id:
        layers += level_layers(level)
    layers += scale(rule, frame, lang, height)
    if height > STRIP:
        layers += brackets(one.observations, course, frame, lang)
    layers += [
        *series_layers(one, lang),
        *mean_layers(one, course, frame, lang),
        *value_labels([one], _plot(rule, height), frame, lang),
        title(one, frame, lang),
    ]
    return framed(rule, frame, height, layers)


def shared_panel(many: Sequence[Series], course: Course, frame: Frame, lang: Lang) -> View:
    """The panel of outcomes that share a scale, each named beside its marks."""
    rule = many[0].outcome.rule
    layers = [ground(rule, course, frame), *scale(rule, frame, lang, SHARED)]
    for one in many:
        layers += series_layers(one, lang)
    layers += value_labels(many, _plot(rule, SHARED), frame, lang)
    if len(many) == 1:
        layers.append(title(many[0], frame, lang))
    return framed(rule, frame, SHARED, layers)


def ground(rule: ScoreRule, course: Course, frame: Frame) -> Layer:
    """The days on treatment behind a panel."""
    return shading(course, frame, float(rule.low), float(rule.high))


def _plot(rule: ScoreRule, height: int) -> Plot:
    return Plot(height, float(rule.low), float(rule.high))


def plot_height(one: Series) -> int:
    """How high the plot is."""
    if len(one.observations) == 1:
        return STRIP * len(one.observations[0].readings)
    bands = chosen_bands(one.outcome.rule)
    if bands is None:
        return LOW
    rule = one.outcome.rule
    least = min(high - low for low, high in pairwise(_edges(bands, rule)))
    needed = PER_BAND * float(rule.high - rule.low) / least if least else LOW
    return round(min(max(LOW, needed), HIGH))


def framed(rule: ScoreRule, frame: Frame, height: int, layers: Sequence[Layer]) -> View:
    """A row of the picture with the scale of a score."""
    return marks.view(
        frame,
        TITLE_ROOM + height + FLOOR_ROOM,
        layers,
        domain=(float(rule.low), float(rule.high)),
        plot=(TITLE_ROOM, TITLE_ROOM + height),
    )


def title(one: Series, frame: Frame, lang: Lang) -> Layer:
    """The outcome's name above its panel."""
    name = outcome_name(one.outcome, lang)
    if one.outcome.rule.worse == "lower":
        name = f"{name}, {words(lang)['chart']['lower_worse']}"
    row: Row = {"y": float(one.outcome.rule.high), "text": name}
    size = frame.sizes.label
    return marks.texts([row], x=frame.left, fontSize=size, fontWeight=600, align="left", dy=-7)


def zones(one: Series, frame: Frame, lang: Lang) -> list[Layer]:
    """The severity bands of one author: faint zones, their words and the name at the right."""
    bands = chosen_bands(one.outcome.rule)
    if bands is None or len(one.observations) == 1:
        return []
    rule = one.outcome.rule
    size = frame.sizes.small
    name = author(bands, one.outcome.instrument)
    row: Row = {"y": float(rule.high), "text": name}
    fits = min(frame.end + 6, frame.width - NARROWER * text_width(name, size))
    beside: dict[str, Any] = {
        "x": frame.end + 6,
        "fontSize": size,
        "tone": "muted",
        "align": "left",
    }
    return [
        marks.boxes(_zone_boxes(bands, rule, frame), tone="grey"),
        *_zone_words(bands, one, frame, lang, beside),
        marks.texts([row], fontStyle="italic", dy=-7, **{**beside, "x": fits}),
    ]


def _zone_boxes(bands: BandSet, rule: ScoreRule, frame: Frame) -> list[Row]:
    return [
        {**frame.across, "low": low, "high": high, "fillOpacity": 0.16 if place % 2 else 0.05}
        for place, (low, high) in enumerate(pairwise(_edges(bands, rule)))
    ]


def _zone_words(
    bands: BandSet, one: Series, frame: Frame, lang: Lang, beside: Mapping[str, Any]
) -> list[Layer]:
    """Each word beside its zone; where they do not all fit, those of the two ends."""
    rule, size = one.outcome.rule, frame.sizes.small
    edges = _edges(bands, rule)
    names = [band_label(cut.label, lang) for cut in bands.cuts]
    per_px = (edges[-1] - edges[0]) / plot_height(one)
    room = frame.right - 6
    high_enough = all(b - a >= (size - 1) * per_px for a, b in pairwise(edges))
    if high_enough and all(text_width(name, size) <= room for name in names):
        rows: list[Row] = [
            {"y": (low + high) / 2, "text": name}
            for name, (low, high) in zip(names, pairwise(edges), strict=True)
        ]
        return [marks.texts(rows, baseline="middle", **beside)]
    ends = []
    for name, y, sign in ((names[0], edges[0], 1), (names[-1], edges[-1], -1)):
        lines = wrapped(name, size, room)[::-sign]
        rows = [
            {"y": y + sign * per_px * (size * 0.5 + n * (size + 1)), "text": line}
            for n, line in enumerate(lines)
        ]
        ends.append(marks.texts(rows, baseline="middle", **beside))
    return ends


def _edges(bands: BandSet, rule: ScoreRule) -> list[float]:
    return [float(cut.at) for cut in bands.cuts] + [float(rule.high)]


def scale(rule: ScoreRule, frame: Frame, lang: Lang, height: int) -> list[Layer]:
    """The ends of the scale as lines over the whole time, its middle as a tick, in figures."""
    low, high = float(rule.low), float(rule.high)
    middle = [(low + high) / 2] if height > STRIP and (low + high) % 2 == 0 else []
    rows: list[Row] = [{"y": y, "text": number(y, lang)} for y in (low, *middle, high)]
    ends: list[Row] = [{**frame.across, "y": y} for y in (low, high)]
    ticks: list[Row] = [
        {"first": frame.at(frame.left), "last": frame.at(frame.left + TICK), "y": y} for y in middle
    ]
    return [
        marks.spans(ends, tone="grey", strokeWidth=0.6),
        marks.uprights([{"low": low, "high": high}], x=frame.left, strokeWidth=0.6),
        marks.spans(ticks, tone="grey", strokeWidth=0.6),
        marks.texts(
            rows,
            x=frame.left - frame.bracket_room,
            tone="muted",
            fontSize=frame.sizes.small,
            align="right",
            baseline="middle",
        ),
    ]
