"""What page and print both set: the texts of a report, ready to be placed."""

from dataclasses import dataclass

from caseline import __version__
from caseline.charts.labels import outcome_name
from caseline.course.model import Outcome, Quote
from caseline.record import NOT_ON_RECORD
from caseline.reports.facts import Fact, facts, notes, sources, start
from caseline.reports.phrase import day, listing, span
from caseline.reports.report import Report
from caseline.reports.table import Table
from caseline.reports.tables import tables


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's own words with where they stand."""

    about: str
    text: str
    cite: str


@dataclass(frozen=True, slots=True)
class Content:
    """The texts of a report in its language."""

    facts: tuple[Fact, ...]
    question: str
    missing: tuple[str, ...]
    start: tuple[Fact, ...]
    tables: tuple[Table, ...]
    quotes: tuple[Quoted, ...]
    perspective: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    made: str


def content(report: Report) -> Content:
    """The texts of a report."""
    words, course = report.words, report.course
    refs = sorted({change.outcome.instrument.ref for change in report.changes})
    told = course.patient_perspective
    return Content(
        facts=facts(report),
        question=_question(report),
        missing=tuple(words.say("missing", name) for name in report.missing),
        start=start(report),
        tables=tables(report),
        quotes=_quotes(report),
        perspective="" if told is NOT_ON_RECORD else told,
        notes=notes(report),
        sources=sources(report),
        made=words.say("label", "made", version=__version__, instruments=listing(refs, words)),
    )


def _quotes(report: Report) -> tuple[Quoted, ...]:
    """Every quotation of the course, with what it is about."""
    words, course = report.words, report.course
    found: list[tuple[str, Quote | None]] = [("", quote) for quote in course.quotes]
    found.append((words.say("label", "diagnosis"), course.diagnosis.quote))
    for visit in course.visits:
        for total in visit.totals:
            name = outcome_name(Outcome(total.instrument, total.rule), words.lang)
            found.append((f"{name}, {span(visit.when, words)}", total.quote))
    return tuple(
        Quoted(about, quote.text, course.source(quote.source).cite)
        for about, quote in found
        if quote is not None
    )


def _question(report: Report) -> str:
    words, question = report.words, report.course.plan.question
    if question is NOT_ON_RECORD:
        return words.say("word", "not_on_record").capitalize() + "."
    if question.fixed_on is NOT_ON_RECORD:
        return question.text
    return f"{question.text} ({words.say('label', 'fixed_on', day=day(question.fixed_on, words))})"
