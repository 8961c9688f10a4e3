"""A course from its file, or a sentence that says what is wrong with it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar, get_args

from caseline.calendar import Day, Span
from caseline.course import model
from caseline.course.check import check
from caseline.course.outside import YesNo
from caseline.course.read_outside import replication_in, untreated_in
from caseline.course.read_visits import (
    interval_in,
    number_in,
    outcome_in,
    read_visit,
    read_visits,
)
from caseline.course.unfilled import refuse_unfilled
from caseline.document import Table, read_document
from caseline.errors import CourseError
from caseline.instruments.model import Source
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD, NotOnRecord

SCHEMA = 1
NONE = "none"  # a list that somebody looked for and that is empty

T = TypeVar("T")


def read_course(path: Path) -> model.Course:
    """The course in a TOML file.

    Raises
    ------
    CourseError
        The file cannot be read, is no course, is newer than this version, or holds what
        cannot be: an unknown key, a wrong kind, an answer off its scale, a date out of order.
    """
    return course_in(read_document(path, CourseError))


def course_in(top: Table) -> model.Course:
    """The course in a document that was read."""
    _check_kind(top)
    refuse_unfilled(top)
    sources = tuple(_source(one) for one in top.tables("sources"))
    course = model.Course(
        pseudonym=top.text("pseudonym"),
        title=top.text("title"),
        synthetic=top.flag("synthetic", default=False),
        provenance=top.choice("provenance", get_args(model.Provenance)),
        chosen=_word(top, "chosen", get_args(model.Chooser)),
        sources=sources,
        patient=_patient(top.table("patient")),
        diagnosis=_diagnosis(top.table("diagnosis")),
        plan=_plan(top.table("plan")),
        treatment=_treatment(top.table("treatment")),
        earlier_treatments=_listing(top, "earlier_treatments", _earlier),
        co_treatments=_listing(top, "co_treatments", _co_treatment),
        side_effects=_listing(top, "side_effects", _side_effect),
        life_events=_listing(top, "life_events", _life_event),
        blinding=_blinding(top.table("blinding")),
        allocation=_allocation(top.table("allocation")),
        replications=_listing(top, "replications", replication_in),
        untreated=_part(top, "untreated", untreated_in),
        visits=read_visits(top),
        missed_visits=_days(top, "missed_visits"),
        patient_perspective=_text(top, "patient_perspective"),
        consent=_consent(top.table("consent")),
        disclosures=_disclosures(top.table("disclosures")),
        quotes=tuple(_quote(one) for one in top.tables("quotes")),
    )
    top.done()
    check(course, top)
    return course


def _check_kind(top: Table) -> None:
    if {"item", "score"} & top.entries.keys():
        raise top.refuse("", "is an instrument, a course is needed")
    if not top.has("schema"):
        raise top.refuse("schema", f"is missing, a course begins with 'schema = {SCHEMA}'")
    schema = top.integer("schema", 1, 10_000)
    if schema > SCHEMA:
        raise top.refuse(
            "schema",
            f"is newer than this version of Caseline, which reads up to {SCHEMA}: "
            "a newer Caseline is needed",
        )


def _source(table: Table) -> Source:
    source = Source(
        table.text("key"), table.text("cite"), _plain(table, "doi"), _plain(table, "url")
    )
    table.done()
    return source


def _patient(table: Table) -> model.Patient:
    patient = model.Patient(
        age_years=_interval(table, "age_years", 0, 130),
        sex=_word(table, "sex", ("female", "male", "diverse")),
    )
    table.done()
    return patient


def _diagnosis(table: Table) -> model.Diagnosis:
    diagnosis = model.Diagnosis(
        name=table.text("name"),
        icd10=_text(table, "icd10"),
        criteria=_text(table, "criteria"),
        symptoms_months=_interval(table, "symptoms_months", 0, 1500),
        other_disorder_explains_pain=_word(table, "other_disorder_explains_pain", get_args(YesNo)),
        quote=_optional_quote(table),
    )
    table.done()
    return diagnosis


def _plan(table: Table) -> model.Plan:
    plan = model.Plan(
        question=_part(table, "question", _question),
        primary=_part(table, "primary_outcome", _primary),
        threshold=_part(table, "threshold", _threshold),
        looks=_part(table, "looks", _looks),
    )
    table.done()
    return plan


def _question(table: Table) -> model.Question:
    return model.Question(table.text("text"), _day(table, "fixed_on"))


def _primary(table: Table) -> model.PrimaryOutcome:
    return model.PrimaryOutcome(outcome_in(table, "outcome").id, _day(table, "fixed_on"))


def _threshold(table: Table) -> model.Threshold:
    outcome = outcome_in(table, "outcome")
    points = number_in(table, "points", 0, outcome.rule.high - outcome.rule.low)
    if points == 0:
        raise table.refuse("points", "is 0, a number above it is needed")
    return model.Threshold(outcome.id, points, _day(table, "fixed_on"))


def _looks(table: Table) -> model.Looks:
    return model.Looks(day_list(table, "days"), _day(table, "fixed_on"))


def _treatment(table: Table) -> model.Treatment:
    treatment = model.Treatment(
        name=table.text("name"),
        atc=_text(table, "atc"),
        unit=table.text("unit"),
        route=_text(table, "route"),
        formulation=_text(table, "formulation"),
        off_label=_word(table, "off_label", get_args(YesNo)),
        trigger=_word(table, "trigger", get_args(model.Trigger)),
        started_because=_text(table, "started_because"),
        adherence_percent=_interval(table, "adherence_percent", 0, 100),
        doses=tuple(_dose(one) for one in table.tables("doses")),
    )
    if not treatment.doses:
        raise table.refuse("doses", "is missing, at least one dose is needed")
    table.done()
    return treatment


def _dose(table: Table) -> model.Dose:
    dose = model.Dose(
        begin=_day(table, "from"),
        amount=number_in(table, "amount", 0, 1_000_000),
        placebo=table.flag("placebo", default=False),
        reason=_text(table, "reason"),
    )
    table.done()
    return dose


def _earlier(table: Table) -> model.EarlierTreatment:
    span: Span | NotOnRecord = NOT_ON_RECORD
    if not (table.absent("from") and table.absent("to")):
        span = Span(table.day("from"), table.day("to"))
    return model.EarlierTreatment(
        name=table.text("name"),
        dose=_text(table, "dose"),
        span=span,
        ended_because=_text(table, "ended_because"),
        quote=_optional_quote(table),
    )


def _co_treatment(table: Table) -> model.CoTreatment:
    return model.CoTreatment(
        name=table.text("name"),
        dose=_text(table, "dose"),
        begin=_day(table, "from"),
        end=_day(table, "to"),
        change=_text(table, "change"),
    )


def _side_effect(table: Table) -> model.SideEffect:
    return model.SideEffect(
        what=table.text("what"),
        onset=_day(table, "onset"),
        ended=_day(table, "ended"),
        severity=_word(table, "severity", get_args(model.Severity)),
        serious=_word(table, "serious", get_args(YesNo)),
        action=_word(table, "action", get_args(model.Action)),
        dechallenge=_word(table, "dechallenge", get_args(model.Withdrawal)),
        rechallenge=_word(table, "rechallenge", get_args(model.Rechallenge)),
    )


def _life_event(table: Table) -> model.LifeEvent:
    return model.LifeEvent(table.text("what"), table.day("on"))


def _blinding(table: Table) -> model.Blinding:
    words = get_args(model.Masking)
    blinding = model.Blinding(
        patient=_word(table, "patient", words),
        clinician=_word(table, "clinician", words),
        rater=_word(table, "rater", words),
        guesses=_listing(table, "guesses", _guess),
    )
    table.done()
    return blinding


def _guess(table: Table) -> model.TreatmentGuess:
    return model.TreatmentGuess(
        on=table.day("on"),
        by=table.choice("by", ("patient", "clinician", "rater")),
        guess=table.choice("guess", get_args(model.Guess)),
    )


def _allocation(table: Table) -> model.Allocation:
    allocation = model.Allocation(
        order=_word(table, "order", get_args(model.Order)),
        concealed=_word(table, "concealed", get_args(YesNo)),
        scheme=_text(table, "scheme"),
    )
    table.done()
    return allocation


def _consent(table: Table) -> model.Consent:
    consent = model.Consent(
        treatment=_agreement(table.table("treatment")),
        off_label=_agreement(table.table("off_label")),
        publication=_agreement(table.table("publication")),
    )
    table.done()
    return consent


def _agreement(table: Table) -> model.Agreement:
    agreement = model.Agreement(_word(table, "given", get_args(model.Given)), _day(table, "on"))
    table.done()
    return agreement


def _disclosures(table: Table) -> model.Disclosures:
    disclosures = model.Disclosures(_text(table, "conflicts"), _text(table, "funding"))
    table.done()
    return disclosures


def _quote(table: Table) -> model.Quote:
    quote = model.Quote(table.text("text"), table.text("source"))
    table.done()
    return quote


def _optional_quote(table: Table) -> model.Quote | None:
    return _quote(table.table("quote")) if table.has("quote") else None


def day_list(table: Table, key: str) -> tuple[Day, ...]:
    """A list of dates, or "none"."""
    found = table.raw(key)
    if found == NONE:
        return ()
    if not isinstance(found, list):
        raise table.mismatch(key, "a list of dates")
    numbered = {f"{key} {number}": one for number, one in enumerate(found, 1)}
    inner = Table(table.file, table.place, numbered, table.error)
    return tuple(inner.day(name) for name in numbered)


# What may be absent: one function for each kind of entry.


def _maybe(table: Table, key: str, read: Callable[[], T]) -> T | NotOnRecord:
    return NOT_ON_RECORD if table.absent(key) else read()


def _text(table: Table, key: str) -> str | NotOnRecord:
    return _maybe(table, key, lambda: table.text(key))


def _day(table: Table, key: str) -> Day | NotOnRecord:
    return _maybe(table, key, lambda: table.day(key))


def _word(table: Table, key: str, words: tuple[T, ...]) -> T | NotOnRecord:
    return _maybe(table, key, lambda: table.choice(key, words))  # type: ignore[type-var]


def _interval(table: Table, key: str, low: int, high: int) -> Interval | NotOnRecord:
    return _maybe(table, key, lambda: interval_in(table, key, low, high))


def _days(table: Table, key: str) -> tuple[Day, ...] | NotOnRecord:
    return _maybe(table, key, lambda: day_list(table, key))


def _part(table: Table, key: str, read: Callable[[Table], T]) -> T | NotOnRecord:
    if table.absent(key):
        return NOT_ON_RECORD
    inner = table.table(key)
    part = read(inner)
    inner.done()
    return part


def _listing(table: Table, key: str, read: Callable[[Table], T]) -> tuple[T, ...] | NotOnRecord:
    if table.raw(key) == NONE:
        return ()
    if table.absent(key):
        return NOT_ON_RECORD
    parts = []
    for inner in table.tables(key):
        parts.append(read(inner))
        inner.done()
    return tuple(parts)


def _plain(table: Table, key: str) -> str | None:
    return table.text(key) if table.has(key) else None


# One part of a course by itself, for those who keep its parts apart.
PARTS: dict[str, Callable[[Table], object]] = {
    "patient": _patient,
    "diagnosis": _diagnosis,
    "question": _question,
    "primary_outcome": _primary,
    "threshold": _threshold,
    "looks": _looks,
    "dose": _dose,
    "earlier_treatment": _earlier,
    "co_treatment": _co_treatment,
    "side_effect": _side_effect,
    "life_event": _life_event,
    "guess": _guess,
    "allocation": _allocation,
    "disclosures": _disclosures,
    "source": _source,
    "quote": _quote,
    "visit": read_visit,
}


def read_part(kind: str, entries: Mapping[str, object]) -> object:
    """One part of a course, read as its file would be.

    Parameters
    ----------
    kind
        One of `PARTS`.
    entries
        The keys and values that stand under it in a course file.

    Raises
    ------
    CourseError
        An unknown key, a wrong kind, an answer off its scale, a day out of order.
    """
    table = Table(kind.replace("_", " "), "", entries, CourseError)
    part = PARTS[kind](table)
    table.done()
    return part
