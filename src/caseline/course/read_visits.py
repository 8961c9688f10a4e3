"""The visits of a course file: answers, entered totals and pain drawings, each on a date."""

from decimal import Decimal
from fractions import Fraction
from typing import get_args

from caseline.calendar import Span
from caseline.course import model
from caseline.document import Table, one_of
from caseline.errors import DrawingError, InstrumentError, ResponseError
from caseline.instruments import catalogue
from caseline.instruments.model import Instrument, ScoreRule
from caseline.interval import Interval, Number, exactly, read_interval
from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.file import drawing_in
from caseline.paindrawing.model import REGION_IDS
from caseline.record import NOT_ON_RECORD
from caseline.scoring.response import Response, scale_words


def read_visits(top: Table) -> tuple[model.Visit, ...]:
    """The visits in the file's order, at least one."""
    visits = tuple(read_visit(table) for table in top.tables("visits"))
    if not visits:
        raise top.refuse("visits", "is missing, at least one visit is needed")
    return visits


def outcome_in(table: Table, key: str) -> model.Outcome:
    """An outcome by its name: "fiqr.total"."""
    name = table.text(key)
    instrument_id, _, score_id = name.partition(".")
    instrument = _instrument(table, key, instrument_id)
    return model.Outcome(instrument, _rule(table, key, instrument, score_id))


def interval_in(table: Table, key: str, low: Number, high: Number) -> Interval:
    """A number, or a text such as ">70", from `low` to `high`."""
    found = table.raw(key)
    wanted = f'a number from {low} to {high}, or a text such as ">{low}" or "{low} to {high}",'
    if isinstance(found, str):
        read = read_interval(found, low, high)
    elif isinstance(found, int | Decimal) and not isinstance(found, bool):
        read = exactly(table.number(key)).within(low, high)
    else:
        raise table.mismatch(key, wanted.rstrip(","))
    if read is None:
        raise table.refuse(key, f"is not on the scale, {wanted} is needed")
    return read


def number_in(table: Table, key: str, low: Number, high: Number) -> Fraction:
    """One number from `low` to `high`, where no span of numbers will do."""
    wanted = f"one number from {low} to {high}"
    found = table.raw(key)
    if isinstance(found, bool) or not isinstance(found, int | Decimal):
        raise table.mismatch(key, wanted)
    number = Fraction(table.number(key))
    if not low <= number <= high:
        raise table.refuse(key, f"is out of range, {wanted} is needed")
    return number


def read_visit(table: Table) -> model.Visit:
    """What was recorded on one day or over one span."""
    visit = model.Visit(
        when=_when(table),
        condition=None
        if table.absent("condition")
        else table.choice("condition", get_args(model.Condition)),
        mode=NOT_ON_RECORD if table.absent("mode") else table.choice("mode", get_args(model.Mode)),
        language=NOT_ON_RECORD if table.absent("language") else table.text("language"),
        responses=tuple(_response(one) for one in table.tables("responses")),
        totals=tuple(_total(one) for one in table.tables("totals")),
        drawing=_drawing(table.table("drawing")) if table.has("drawing") else None,
    )
    table.done()
    return visit


def _when(table: Table) -> Span:
    if table.has("on"):
        if table.has("from") or table.has("to"):
            raise table.refuse("on", "stands beside 'from' or 'to', one date or a span is needed")
        on = table.day("on")
        return Span(on, on)
    span = Span(table.day("from"), table.day("to"))
    if span.end.last < span.begin.first:
        raise table.refuse("to", "is before 'from', a later date is needed")
    return span


def _response(table: Table) -> Response:
    instrument = _instrument(table, "instrument", table.text("instrument"))
    given = table.table("answers")
    answers = {item_id: given.number(item_id) for item_id in given.entries}
    recall = NOT_ON_RECORD if table.absent("recall_days") else table.integer("recall_days", 0, 400)
    table.done()
    try:
        return Response(instrument, answers, recall_days=recall)
    except ResponseError as exc:
        raise table.refuse("", str(exc)) from None


def _total(table: Table) -> model.Total:
    instrument = _instrument(table, "instrument", table.text("instrument"))
    rule = _rule(table, "score", instrument, table.text("score"))
    total = model.Total(
        instrument=instrument,
        rule=rule,
        readings=_readings(table, rule),
        statistic=NOT_ON_RECORD
        if table.absent("statistic")
        else table.choice("statistic", get_args(model.Statistic)),
        recall_days=NOT_ON_RECORD
        if table.absent("recall_days")
        else table.integer("recall_days", 0, 400),
        quote=_quote(table.table("quote")) if table.has("quote") else None,
    )
    table.done()
    return total


def _quote(table: Table) -> model.Quote:
    quote = model.Quote(table.text("text"), table.text("source"))
    table.done()
    return quote


def _readings(table: Table, rule: ScoreRule) -> tuple[model.Reading, ...]:
    if not table.has("readings"):
        return (model.Reading("", _value(table, rule), None),)
    if table.has("value"):
        raise table.refuse("value", "stands beside 'readings', one or the other is needed")
    readings = tuple(_reading(one, rule) for one in table.tables("readings"))
    if len(readings) < 2:
        raise table.refuse("readings", "holds fewer than two, one reading is a 'value'")
    return readings


def _reading(table: Table, rule: ScoreRule) -> model.Reading:
    text = table.text("text")
    if table.has("change") == table.has("value"):
        raise table.refuse("", "holds both or neither of 'value' and 'change', one is needed")
    span = rule.high - rule.low
    reading = (
        model.Reading(text, None, interval_in(table, "change", -span, span))
        if table.has("change")
        else model.Reading(text, _value(table, rule), None)
    )
    table.done()
    return reading


def _value(table: Table, rule: ScoreRule) -> Interval:
    value = interval_in(table, "value", rule.low, rule.high)
    if value.exact is not None and not rule.entry.holds(value.exact):
        raise table.refuse(
            "value", f"is off the scale of the total, which {scale_words(rule.entry)}"
        )
    return value


def _drawing(table: Table) -> model.Drawing:
    drawing = _confirmed(table, _strokes(table))
    for key, regions in (("marked", drawing.marked), ("unmarked", drawing.unmarked)):
        for number, region in enumerate(regions, 1):
            if region not in REGION_IDS:
                raise table.refuse(
                    f"{key} {number}", f"is no region, one of {', '.join(REGION_IDS)} is needed"
                )
    twice = _twice((*drawing.marked, *drawing.unmarked))
    if twice:
        raise table.refuse("", f"names the region '{twice}' twice, once is right")
    table.done()
    return drawing


def _strokes(table: Table) -> PainDrawing | None:
    try:
        return drawing_in(table.text("strokes")) if table.has("strokes") else None
    except DrawingError as exc:
        raise table.refuse("strokes", str(exc)) from None


def _confirmed(table: Table, strokes: PainDrawing | None) -> model.Drawing:
    """The two lists, or those that the drawing brings because the patient confirmed them."""
    marked, unmarked = table.texts("marked", ()), table.texts("unmarked", ())
    if strokes is None or strokes.confirmed is None:
        return model.Drawing(marked, unmarked, strokes)
    if not marked and not unmarked:
        marked = strokes.confirmed
        unmarked = tuple(region for region in REGION_IDS if region not in marked)
    if set(marked) != set(strokes.confirmed):
        raise table.refuse(
            "marked", "differs from what the strokes say was confirmed, one is right"
        )
    return model.Drawing(marked, unmarked, strokes)


def _twice(names: tuple[str, ...]) -> str | None:
    return next((name for number, name in enumerate(names) if name in names[:number]), None)


def _instrument(table: Table, key: str, name: str) -> Instrument:
    try:
        return catalogue.instrument(name)
    except InstrumentError:
        known = one_of(catalogue.ids())
        raise table.refuse(key, f"is no instrument, {known} is needed") from None


def _rule(table: Table, key: str, instrument: Instrument, score_id: str) -> ScoreRule:
    rule = instrument.rule(score_id)
    if rule is None:
        known = ", ".join(f"'{one.id}'" for one in instrument.scores)
        raise table.refuse(key, f"{instrument.ref} has no such score, one of {known} is needed")
    return rule
