"""The thin grey lanes: what was tried before, and what ran beside the treatment."""

from collections.abc import Sequence

from caseline.calendar import Day, Span
from caseline.charts import marks
from caseline.charts.frame import Frame, wrapped
from caseline.charts.labels import Lang, day_text, span_text, words
from caseline.charts.marks import Layer, Row, View
from caseline.course.model import CoTreatment, Course, EarlierTreatment
from caseline.record import NOT_ON_RECORD, NotOnRecord

BAR = 4
FADE = 24


def earlier_lanes(course: Course, frame: Frame, lang: Lang) -> list[View]:
    """One lane per earlier treatment with why it ended; left of the axis where no date is known."""
    if course.earlier_treatments is NOT_ON_RECORD:
        return []
    lanes = []
    for place, one in enumerate(course.earlier_treatments):
        head = words(lang)["chart"]["earlier"] if place == 0 else ""
        text = earlier_text(one, lang)
        begin = one.span.begin if isinstance(one.span, Span) else NOT_ON_RECORD
        end = one.span.end if isinstance(one.span, Span) else NOT_ON_RECORD
        lanes.append(_lane(f"{head} {text}".strip(), begin, end, frame, past=True))
    return lanes


def co_lanes(course: Course, frame: Frame, lang: Lang) -> list[View]:
    """One lane per treatment that ran beside it, or the words that nothing is on record."""
    said = words(lang)["chart"]
    if course.co_treatments is NOT_ON_RECORD:
        text = f"{said['beside']} {words(lang)['record']['not_on_record']}"
        return [_text_view([text], frame)]
    lanes = []
    for place, one in enumerate(course.co_treatments):
        head = said["beside"] if place == 0 else ""
        text = f"{head} {co_text(one, lang)}".strip()
        lanes.append(_lane(text, one.begin, one.end, frame, past=False))
    return lanes


def earlier_text(one: EarlierTreatment, lang: Lang) -> str:
    """An earlier treatment in words: name, dose, dates, and why it ended."""
    said = words(lang)["record"]
    parts = [one.name if one.dose is NOT_ON_RECORD else f"{one.name} {one.dose}"]
    parts.append(span_text(one.span, lang) if isinstance(one.span, Span) else said["dates_unknown"])
    if one.ended_because is not NOT_ON_RECORD:
        why = one.ended_because
    elif one.quote is not None:
        why = words(lang)["forms"]["quote"].format(text=one.quote.text)
    else:
        why = said["end_unknown"]
    return f"{', '.join(parts)}: {why}"


def co_text(one: CoTreatment, lang: Lang) -> str:
    """A treatment beside the studied one in words: name, dose, what changed, dates."""
    parts = [one.name if one.dose is NOT_ON_RECORD else f"{one.name} {one.dose}"]
    if one.change is not NOT_ON_RECORD:
        parts.append(words(lang)["changes"].get(one.change, one.change))
    parts.append(_dates(one.begin, one.end, lang))
    return ", ".join(parts)


def _dates(begin: Day | NotOnRecord, end: Day | NotOnRecord, lang: Lang) -> str:
    said = words(lang)["record"]
    if isinstance(begin, Day) and isinstance(end, Day):
        return span_text(Span(begin, end), lang)
    if isinstance(begin, Day):
        return str(said["from"].format(day=day_text(begin, lang)))
    if isinstance(end, Day):
        return str(said["until"].format(day=day_text(end, lang)))
    return str(said["dates_unknown"])


def _lane(
    text: str, begin: Day | NotOnRecord, end: Day | NotOnRecord, frame: Frame, *, past: bool
) -> View:
    """The text, and a grey bar: under it over its dates, or left of it where they lie before."""
    size = frame.sizes.small
    lines = wrapped(text, size, frame.width - frame.left - 4)
    floor = 5 + len(lines) * (size + 2)
    first = frame.px(begin.first) if isinstance(begin, Day) else None
    last = frame.px(end.last) if isinstance(end, Day) else None
    if past and (last is None or last <= frame.left):
        bars = [marks.boxes(marks.fade(2, frame.left - 6, 11, 11 - BAR, frame), tone="grey")]
    elif first is None and last is None:
        bars = []
    else:
        bars = [marks.boxes(_bar(first, last, floor, frame), tone="grey")]
        floor += BAR
    return marks.view(frame, floor + 4, [*bars, *_text_layers(lines, frame)])


def _bar(first: float | None, last: float | None, floor: float, frame: Frame) -> list[Row]:
    """Full between known dates, pale over the time in which an unknown one may lie."""
    at = (floor + BAR, floor)
    if first is None:
        return marks.fade(frame.left, min(last or frame.end, frame.end), *at, frame)
    if last is None:
        return marks.fade(frame.end, max(first, frame.left), *at, frame)
    begin, end = max(first, frame.left), min(last, frame.end)
    row: Row = {
        "first": frame.at(begin),
        "last": frame.at(end),
        "low": at[0],
        "high": at[1],
        "fillOpacity": 1,
    }
    pale = marks.fade(begin - FADE, begin, *at, frame) if first < frame.left else []
    return [row, *pale]


def _text_layers(lines: Sequence[str], frame: Frame) -> list[Layer]:
    size = frame.sizes.small
    rows: list[Row] = [
        {"y": 1 + (n + 1) * (size + 2) - 2, "text": line} for n, line in enumerate(lines)
    ]
    return [marks.texts(rows, x=frame.left, tone="muted", fontSize=size, align="left")]


def _text_view(lines: Sequence[str], frame: Frame) -> View:
    return marks.view(frame, 8 + len(lines) * (frame.sizes.small + 2), _text_layers(lines, frame))
