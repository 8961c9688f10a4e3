"""The lanes of the studied treatment: when it was given, and how much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from caseline.calendar import Day
from caseline.charts import marks
from caseline.charts.frame import Frame, text_width
from caseline.charts.labels import Lang, number, words
from caseline.charts.marks import Layer, Row, View
from caseline.charts.theme import colour
from caseline.course.model import Course, Dose
from caseline.course.phases import phases

TITLE = 13  # baseline of a lane's name
BAR = 18  # height of the highest dose
FADE = 30  # px over which an open edge pales
HATCH = 5  # px between the lines that tell placebo apart


@dataclass(frozen=True, slots=True)
class Stretch:
    """One dose on the time axis in px: full from `first` to `last`.

    It begins to show at `pale`: where the start is known only to the month, or, with
    `start_known` False, not at all. `goes_on` where nothing on record ends it.
    """

    dose: Dose
    pale: float
    first: float
    last: float
    start_known: bool
    goes_on: bool


def stretches(course: Course, frame: Frame) -> list[Stretch]:
    """Where each dose is known to have been given; none that no date and no visit places."""
    doses = course.treatment.doses
    if not isinstance(doses[0].begin, Day):
        return _undated(course, frame)
    begins = [frame.px(dose.begin.first) for dose in doses if isinstance(dose.begin, Day)]
    ends = [*begins[1:], frame.px(course.span.last)]
    return [
        Stretch(dose, begin, min(frame.px(dose.begin.last), end), end, True, dose is doses[-1])
        for dose, begin, end in zip(doses, begins, ends, strict=True)
        if isinstance(dose.begin, Day)
    ]


def _undated(course: Course, frame: Frame) -> list[Stretch]:
    """A dose without a date is the only one: given from when the source first says so."""
    said = [p.first for p in phases(course) if p.condition == "on treatment"]
    if not said:
        return []
    first, last = frame.px(said[0]), frame.px(course.span.last)
    return [Stretch(course.treatment.doses[0], first - FADE, first, last, False, True)]


def shading(course: Course, frame: Frame, low: float, high: float) -> Layer:
    """The days on treatment as a faint ground behind a panel."""
    rows: list[Row] = [
        {"first": frame.at(one.first), "last": frame.at(one.last), "low": low, "high": high}
        for one in stretches(course, frame)
        if one.dose.amount > 0
    ]
    return marks.boxes(rows, tone="accent", fillOpacity=0.08)


def treatment_lanes(course: Course, frame: Frame, lang: Lang) -> list[View]:
    """The lane of the treatment, and one of placebo where there was any."""
    found = stretches(course, frame)
    lanes = [_treatment(course, found, frame, lang)]
    placebo = [one for one in found if one.dose.placebo]
    return [*lanes, _placebo(placebo, frame, lang)] if placebo else lanes


def _treatment(course: Course, found: Sequence[Stretch], frame: Frame, lang: Lang) -> View:
    """A bar whose height is the dose; pale towards an edge that is not on record."""
    top = 2 * TITLE + 5
    floor = top + BAR
    most = max(dose.amount for dose in course.treatment.doses) or 1
    given = [one for one in found if one.dose.amount > 0]
    heights = {id(one): floor - BAR * float(one.dose.amount / most) for one in given}
    solid: list[Row] = [_box(one, floor, heights[id(one)], frame) for one in given]
    pale: list[Row] = []
    for one in given:
        if one.pale < one.first:
            pale += marks.fade(one.pale, one.first, floor, heights[id(one)], frame)
        if one.goes_on:
            pale += marks.fade(frame.end, one.last, floor, heights[id(one)], frame)
    ground: list[Row] = [{**frame.across, "y": floor}]
    layers = [
        marks.spans(ground, tone="grey", strokeWidth=0.6),
        marks.boxes(solid, tone="accent"),
        marks.boxes(pale, tone="accent"),
        _name(course.treatment.name, "accent", frame),
        *_amounts(course, given, frame, lang, top),
        *_unknown(course, found, frame, lang, floor),
        *_said(course, frame, lang, floor),
    ]
    return marks.view(frame, floor + 6, layers)


def _name(text: str, tone: str, frame: Frame) -> Layer:
    rows: list[Row] = [{"y": TITLE, "text": text}]
    size = frame.sizes.label
    return marks.texts(rows, x=frame.left, tone=tone, fontSize=size, fontWeight=600, align="left")


def _box(one: Stretch, low: float, high: float, frame: Frame) -> Row:
    return {"first": frame.at(one.first), "last": frame.at(one.last), "low": low, "high": high}


def _amounts(
    course: Course, given: Sequence[Stretch], frame: Frame, lang: Lang, top: float
) -> list[Layer]:
    """The doses in figures above their bars, from the last back, as far as there is room."""
    size = frame.sizes.small
    rows: list[Row] = []
    taken = float(frame.width)
    for one in reversed(given):
        figure = number(one.dose.amount, lang)
        full = f"{figure} {course.treatment.unit}"
        for text in (full, figure):
            if one.pale + text_width(text, size) <= taken:
                rows.append({"on": frame.at(one.first), "y": top - 4, "text": text})
                taken = one.pale - 3
                break
    return [marks.texts(rows, fontSize=size, align="left")]


def _unknown(
    course: Course, found: Sequence[Stretch], frame: Frame, lang: Lang, floor: float
) -> list[Layer]:
    """The words for a start, or for all dates, that nobody wrote down, or for no dose at all."""
    said = words(lang)["record"]
    look: dict[str, Any] = {"fontSize": frame.sizes.small, "tone": "muted"}
    if not any(one.dose.amount > 0 for one in found):
        given = any(dose.amount > 0 for dose in course.treatment.doses)
        row: Row = {"y": floor - 5, "text": said["dates_unknown" if given else "never"]}
        return [marks.texts([row], x=frame.left, align="left", **look)]
    rows: list[Row] = [
        {"on": frame.at(one.pale - 4), "y": floor - 5, "text": said["start_unknown"]}
        for one in found
        if not one.start_known
    ]
    return [marks.texts(rows, align="right", **look)]


def _said(course: Course, frame: Frame, lang: Lang, floor: float) -> list[Layer]:
    """The spans that the source itself calls free of the treatment."""
    rows: list[Row] = [
        {
            "on": phase.first.isoformat(),
            "y": floor - 5,
            "text": words(lang)["conditions"][phase.condition],
        }
        for phase in phases(course)
        if phase.basis == "the source's words" and phase.letter == "A"
    ]
    return [marks.texts(rows, tone="muted", fontSize=frame.sizes.small, align="left")]


def _placebo(placebo: Sequence[Stretch], frame: Frame, lang: Lang) -> View:
    """Hatched boxes, so that nobody takes them for the treatment in print without colour."""
    top, floor = TITLE + 5, TITLE + 5 + 0.7 * BAR
    boxes: list[Row] = [_box(one, floor, top, frame) for one in placebo]
    hatch = [line for one in placebo for line in _hatch(one, top, floor, frame)]
    look: dict[str, Any] = {"stroke": colour("muted"), "strokeWidth": 0.8, "fillOpacity": 0}
    layers = [
        marks.slants(hatch, tone="grey", strokeWidth=0.7),
        marks.boxes(boxes, **look),
        _name(words(lang)["chart"]["placebo"], "muted", frame),
    ]
    return marks.view(frame, round(floor) + 8, layers)


def _hatch(one: Stretch, top: float, floor: float, frame: Frame) -> Iterator[Row]:
    """Lines at 45 degrees, cut off at the ends of the box."""
    high = floor - top
    for n in range(int((one.last - one.first + high) / HATCH) + 1):
        x = one.first - high + n * HATCH
        begin, end = max(x, one.first), min(x + high, one.last)
        yield {
            "first": frame.at(begin),
            "last": frame.at(end),
            "low": floor - (begin - x),
            "high": floor - (end - x),
        }
