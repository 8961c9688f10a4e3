"""A course as the text of its file, which reads back as the same course."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from functools import singledispatch

import tomli_w

from caseline.calendar import Day, Span
from caseline.course.model import Course, Reading, Total
from caseline.course.read import NONE, SCHEMA, course_in
from caseline.document import MOST_DIGITS, document_in
from caseline.errors import CourseError
from caseline.instruments.model import Instrument, ScoreRule
from caseline.interval import Interval
from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.file import drawing_data
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.scoring.response import Response

KEYS = {"begin": "from", "end": "to", "primary": "primary_outcome", "rule": "score"}
LOOKED_FOR = (  # lists that may be empty because somebody looked: "none"
    "days",
    "earlier_treatments",
    "co_treatments",
    "side_effects",
    "life_events",
    "guesses",
    "replications",
    "missed_visits",
)

_EXACT = Context(prec=2 * MOST_DIGITS)

Entries = dict[str, object]


def write_course(course: Course) -> str:
    """The course as TOML. What is not on record is written out as such.

    Raises
    ------
    CourseError
        It holds what a file cannot say, so that it would not read back the same.
    """
    text = content_of(course)
    if course_in(document_in(text, "the course", CourseError)) != course:
        raise CourseError(
            "the course: holds what a course file cannot say, "
            "a text or an interval that reads back the same is needed"
        )
    return text


def content_of(course: Course) -> str:
    """The same without a look at whether it reads back: the same text for the same content."""
    return tomli_w.dumps({"schema": SCHEMA, **_table(course)}, indent=2)


@singledispatch
def _entry(value: object) -> object:
    """A value as TOML knows it: a noun becomes a table."""
    return _table(value)


@_entry.register(str)
@_entry.register(int)
def _as_it_is(value: object) -> object:
    return value


@_entry.register
def _absent(value: NotOnRecord) -> str:
    return value.value


@_entry.register(tuple)
def _list(values: tuple[object, ...]) -> list[object]:
    return [_entry(value) for value in values]


@_entry.register(dict)
def _answers(answers: Mapping[str, Fraction]) -> Entries:
    return {item_id: _entry(value) for item_id, value in answers.items()}


@_entry.register
def _day(day: Day) -> date | str:
    return day.exact or str(day)


@_entry.register
def _number(number: Fraction) -> int | Decimal:
    if number.denominator == 1:
        return number.numerator
    return _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))


@_entry.register
def _interval(interval: Interval) -> int | Decimal | str:
    if interval.exact is not None:
        return _number(interval.exact)
    low, high = (format(Decimal(_number(end)), "f") for end in (interval.low, interval.high))
    if interval.low_open:
        return f">{low}"
    return f"<{high}" if interval.high_open else f"{low} to {high}"


@_entry.register
def _ref(instrument: Instrument) -> str:
    return instrument.ref  # with its version: a newer one may ask something else


@_entry.register
def _score(rule: ScoreRule) -> str:
    return rule.id


@_entry.register
def _strokes(strokes: PainDrawing) -> str:
    return json.dumps(drawing_data(strokes))


@_entry.register(Response)
@_entry.register(Total)
def _measured(thing: Response | Total) -> Entries:
    entries = _table(thing)
    if thing.recall_days is NOT_ON_RECORD and not thing.instrument.recall_choices:
        del entries["recall_days"]  # the instrument says it
    return entries


def _table(thing: object) -> Entries:
    entries: Entries = {}
    for field in fields(thing):  # type: ignore[arg-type]  # whatever is no noun is registered
        entries |= _named(field.name, getattr(thing, field.name))
    return entries


def _named(name: str, value: object) -> Entries:
    """An attribute under its key in the file, or its keys; none for what is not there at all."""
    match name, value:
        case _, None:
            return {}
        case _, () | {} if not value:
            return {KEYS.get(name, name): NONE} if name in LOOKED_FOR else {}
        case "when", Span(one_date=True):
            return {"on": _entry(value.begin)}
        case "when" | "span", Span(begin, end):
            return {"from": _entry(begin), "to": _entry(end)}
        case "span", _:
            return {"from": _entry(value), "to": _entry(value)}
        case "readings", (Reading(text="", value=Interval() as only),):
            return {"value": _entry(only)}
    return {KEYS.get(name, name): _entry(value)}
