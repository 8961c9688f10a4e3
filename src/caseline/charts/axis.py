"""The time axis under the panels, with missed visits and numbered events on it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from caseline.charts import marks
from caseline.charts.events import Numbered
from caseline.charts.frame import Frame
from caseline.charts.labels import Lang, words
from caseline.charts.marks import Layer, Row, View
from caseline.charts.theme import colour
from caseline.course.model import Course
from caseline.record import NOT_ON_RECORD

HEIGHT = 32  # under the line, for the dates
BADGE = 15  # width and height of an event's number
DAYS = (1, 2, 7, 14, 28)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
ROOM = 42  # px that a label needs


def axis(course: Course, events: Sequence[Numbered], frame: Frame, lang: Lang) -> View:
    """Events above the line, missed visits on it, dates below, the year where it changes."""
    badges, rows = _badges(events, frame)
    floor = 4 + BADGE * rows
    ticks = list(ticks_of(frame))
    by_day = bool(ticks) and _by_day(frame)
    size = frame.sizes.small
    line: list[Row] = [{**frame.across, "y": floor}]
    strokes: list[Row] = [{"on": day.isoformat(), "low": floor, "high": floor + 4} for day in ticks]
    names: list[Row] = [
        {"on": day.isoformat(), "y": floor + 15, "text": _name(day, by_day, lang)} for day in ticks
    ]
    years: list[Row] = [
        {"on": day.isoformat(), "y": floor + 28, "text": str(day.year)}
        for day, before in zip(ticks, [None, *ticks], strict=False)
        if before is None or before.year != day.year
    ]
    layers = [
        marks.spans(line, tone="ink", strokeWidth=1),
        marks.uprights(strokes, tone="ink", strokeWidth=1),
        marks.texts(names, fontSize=size, align="center"),
        marks.texts(years, fontSize=size, align="center", fontWeight=600),
        *_missed(course, floor),
        *badges_layers(badges, frame),
    ]
    return marks.view(frame, floor + HEIGHT, layers)


def ticks_of(frame: Frame) -> Iterator[date]:
    """The days that get a tick, as close as their labels allow."""
    if _by_day(frame):
        fits = (days for days in DAYS if days * frame.px_per_day >= ROOM)
        yield from _daily(frame, next(fits))
        return
    fits = (months for months in MONTHS if months * 30.4 * frame.px_per_day >= ROOM)
    yield from _monthly(frame, next(fits, MONTHS[-1]))


def _by_day(frame: Frame) -> bool:
    return DAYS[-1] * frame.px_per_day >= ROOM and (frame.last - frame.first).days < 100


def _daily(frame: Frame, days: int) -> Iterator[date]:
    to_monday = -frame.first.weekday() % 7 if days >= 7 else 0
    day = frame.first + timedelta(days=to_monday)
    while day <= frame.last:
        yield day
        day += timedelta(days=days)


def _monthly(frame: Frame, months: int) -> Iterator[date]:
    count = frame.first.year * 12 // months * months
    while (day := date(count // 12, count % 12 + 1, 1)) <= frame.last:
        if day >= frame.first:
            yield day
        count += months


def _name(day: date, by_day: bool, lang: Lang) -> str:
    month = words(lang)["months"]["short"][day.month - 1]
    if not by_day:
        return str(month)
    return str(words(lang)["forms"]["day_only"].format(day=day.day, month=month))


def _missed(course: Course, floor: float) -> list[Layer]:
    """Missed visits as upright ticks through the line, where a reading would have stood."""
    if course.missed_visits is NOT_ON_RECORD or not course.missed_visits:
        return []
    rows: list[Row] = [
        {"on": day.first.isoformat(), "low": floor - 5, "high": floor + 1}
        for day in course.missed_visits
    ]
    return [marks.uprights(rows, tone="ink", strokeWidth=1.4)]


def _badges(events: Sequence[Numbered], frame: Frame) -> tuple[list[tuple[float, int, str]], int]:
    """Where each number stands: px, row from below, and how many rows that needs."""
    ends: list[float] = []
    found = []
    for event in events:
        if event.when is None:
            continue
        px = frame.px(event.when.middle)
        row = next((n for n, end in enumerate(ends) if end + BADGE <= px), len(ends))
        ends[row : row + 1] = [px]
        found.append((px, row, str(event.number)))
    return found, len(ends)


def badges_layers(badges: Sequence[tuple[float, int, str]], frame: Frame) -> list[Layer]:
    """The numbers in circles, the lowest row next to the line."""
    if not badges:
        return []
    rows = max(row for _, row, _ in badges) + 1
    placed: list[Row] = [
        {"on": frame.at(px), "y": 1 + BADGE * (rows - row) - BADGE / 2, "text": text}
        for px, row, text in badges
    ]
    look: dict[str, Any] = {"size": 150, "stroke": colour("ink"), "strokeWidth": 0.9}
    small = frame.sizes.small
    return [
        marks.points(placed, tone="paper", **look),
        marks.texts(placed, fontSize=small, align="center", baseline="middle", fontWeight=600),
    ]
