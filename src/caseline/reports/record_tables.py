"""Tables of the record: phases, doses, other treatments, events and consent."""

from collections.abc import Sequence
from typing import TypeVar

from caseline.calendar import Day
from caseline.charts.labels import number, outcome_name
from caseline.course.model import Agreement, Dose, Observation, Outcome, Phase, Treatment
from caseline.course.observe import observe
from caseline.course.phases import reached
from caseline.effects.window import Window
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.reports.phrase import day, value_of
from caseline.reports.report import Report
from caseline.reports.table import Table, make_table
from caseline.reports.words import Words

T = TypeVar("T")

MOST_MEANS = 4  # columns of means that a page has room for


def phase_table(report: Report) -> Table:
    """The phases with the means of the first outcomes that moved."""
    words = report.words
    moved = [c.outcome for c in report.changes if c.outcome.rule.main and c.change is not None]
    shown = moved[:MOST_MEANS]
    seen = observe(report.course)
    rows = [
        (
            phase.letter,
            words.say("condition", phase.condition),
            *_ends(phase, report, words),
            *(_mean_in(phase, outcome, seen[outcome.id], words) for outcome in shown),
        )
        for phase in reached(report.course)
    ]
    made = make_table(words, "phases", "phase condition from to", rows)
    names = tuple(outcome_name(outcome, words.lang) for outcome in shown)
    return Table(made.id, made.title, made.head + names, made.rows)


def _ends(phase: Phase, report: Report, words: Words) -> tuple[str, str]:
    """The first and the last date, as exactly as they are on record."""
    begin, end = Day(phase.first, phase.first), Day(phase.last, phase.last)
    if phase.basis == "the source's words":
        spans = [visit.when for visit in report.course.visits]
        begin = next(span.begin for span in spans if span.first == phase.first)
        end = next(span.end for span in spans if span.last == phase.last)
    return day(begin, words), day(end, words)


def _mean_in(phase: Phase, outcome: Outcome, many: tuple[Observation, ...], words: Words) -> str:
    inside = tuple(
        one for one in many if phase.first <= one.when.first and one.when.last <= phase.last
    )
    mean = Window(inside).mean if inside else None
    if mean is None:
        return "–"
    n = f" (n\u00a0=\u00a0{len(inside)})" if len(inside) > 1 else ""
    return value_of(mean, outcome, words) + n


def doses_table(report: Report) -> Table:
    """The doses of the studied treatment."""
    words, treatment = report.words, report.course.treatment
    rows = [
        (
            day(dose.begin, words),
            _amount(dose, treatment.doses[:place], treatment.unit, words),
            words.value(dose.reason),
        )
        for place, dose in enumerate(treatment.doses)
    ]
    return make_table(words, "doses", "from amount reason", rows, _why_then(treatment, words))


def _why_then(treatment: Treatment, words: Words) -> str:
    """Why it began when it did, by its code and in somebody's words."""
    why, told = words.value(treatment.trigger), treatment.started_because
    if told is NOT_ON_RECORD:
        return words.say("label", "began", why=why)
    return words.say("label", "began_words", why=why, words=told)


def _amount(dose: Dose, earlier: Sequence[Dose], unit: str, words: Words) -> str:
    """A dose with its unit; 0 is a pause or the end only where something was taken before."""
    if dose.placebo:
        return words.say("label", "placebo")
    if dose.amount > 0:
        return f"{number(dose.amount, words.lang)} {unit}"
    before = any(one.amount > 0 or one.placebo for one in earlier)
    return words.say("label", "pause") if before else words.say("word", "none")


def earlier_table(report: Report) -> Table:
    """What was tried before."""
    words = report.words
    rows = [
        (
            one.name,
            words.value(one.dose),
            words.say("word", "quote", text=one.quote.text)
            if one.quote
            else words.value(one.ended_because),
        )
        for one in _some(report.course.earlier_treatments)
    ]
    return make_table(words, "earlier", "name dose ended_because", rows)


def co_treatments_table(report: Report) -> Table:
    """What ran beside it."""
    words = report.words
    rows = [
        (
            one.name,
            words.value(one.dose),
            day(one.begin, words),
            day(one.end, words),
            words.value(one.change),
        )
        for one in _some(report.course.co_treatments)
    ]
    return make_table(words, "co_treatments", "name dose from to changed", rows)


def side_effects_table(report: Report) -> Table:
    """Side effects with what was done and what followed."""
    words = report.words
    rows = [
        (
            one.what,
            day(one.onset, words),
            day(one.ended, words),
            words.value(one.severity),
            words.value(one.serious),
            words.value(one.action),
            words.value(one.dechallenge),
            words.value(one.rechallenge),
        )
        for one in _some(report.course.side_effects)
    ]
    heads = "what onset ended severity serious action dechallenge rechallenge"
    return make_table(words, "side_effects", heads, rows)


def life_events_table(report: Report) -> Table:
    """What else happened."""
    words = report.words
    rows = [(one.what, day(one.on, words)) for one in _some(report.course.life_events)]
    return make_table(words, "life_events", "what on", rows)


def consent_table(report: Report) -> Table:
    """Consents and declarations."""
    words, course = report.words, report.course
    agreed: dict[str, Agreement] = {
        "consent_treatment": course.consent.treatment,
        "consent_off_label": course.consent.off_label,
        "consent_publication": course.consent.publication,
    }
    rows = [
        (words.say("label", name), words.value(one.given), day(one.on, words))
        for name, one in agreed.items()
    ]
    rows += [
        (words.say("label", "conflicts"), words.value(course.disclosures.conflicts), ""),
        (words.say("label", "funding"), words.value(course.disclosures.funding), ""),
    ]
    return make_table(words, "consent", "what given on", rows)


def _some(many: tuple[T, ...] | NotOnRecord) -> tuple[T, ...]:
    return () if many is NOT_ON_RECORD else many
