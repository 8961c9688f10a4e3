"""The tables of a report as rows of text, the same for the page and for print."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from caseline.calendar import Day
from caseline.charts.labels import band_label, number, outcome_name
from caseline.course.model import Agreement, Observation, Outcome, Phase
from caseline.course.observe import observe
from caseline.course.phases import phases
from caseline.criteria import Criterion
from caseline.effects.change import Change
from caseline.effects.window import Window
from caseline.instruments.model import BandSet, Mark
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.reports.answer import mdc_text
from caseline.reports.phrase import (
    day,
    percent,
    short_cite,
    signed,
    span,
    value_of,
)
from caseline.reports.report import Report
from caseline.reports.words import Words

MOST_MEANS = 4  # columns of means that a page has room for
JUST = Fraction(1, 1_000_000)  # inside an open end, closer than any score lies


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts; the first cell of a row names the row."""

    id: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def tables(report: Report) -> tuple[Table, ...]:
    """Every table that the course fills, in the order of the report."""
    made = (
        _outcomes(report),
        _bands(report),
        _readings(report),
        _criteria(report),
        _responders(report),
        _phases(report),
        _doses(report),
        _earlier(report),
        _co_treatments(report),
        _side_effects(report),
        _life_events(report),
        _consent(report),
    )
    return tuple(table for table in made if table.rows)


def _table(report: Report, name: str, heads: str, rows: Iterable[tuple[str, ...]]) -> Table:
    words = report.words
    head = tuple(words.say("label", one) for one in heads.split())
    return Table(name, words.say("heading", name), head, tuple(rows))


def _outcomes(report: Report) -> Table:
    words = report.words
    made = _table(
        report,
        "outcomes",
        "outcome baseline last change percent mdc reliable marks",
        (_outcome_row(change, words) for change in report.changes),
    )
    bases = [_basis(change, words) for change in report.changes if change.change is not None]
    note = f"{words.say('label', 'mdc')}: {'; '.join(base for base in bases if base)}."
    return Table(made.id, made.title, made.head, made.rows, note)


def _outcome_row(change: Change, words: Words) -> tuple[str, ...]:
    moved = change.change
    return (
        outcome_name(change.outcome, words.lang),
        _window(change.baseline, change.baseline.mean if change.baseline else None, change, words),
        _window(change.last, change.last_value, change, words),
        signed(moved, words) if moved else "–",
        percent(change.percent, words) if change.percent else "–",
        mdc_text(change.mdc, words) if moved else "–",
        words.say("answer", f"reliable_words_{change.reliable}") if moved else "–",
        ", ".join(_reached(change, words)) or "–",
    )


def _window(window: Window | None, value: Interval | None, change: Change, words: Words) -> str:
    if window is None or value is None:
        return words.say("word", "not_on_record")
    many = f"; n = {window.n}" if window.n > 1 else ""
    return f"{value_of(value, change.outcome, words)} ({span(window.when, words)}{many})"


def _reached(change: Change, words: Words) -> list[str]:
    """The highest share that is reached, and every smallest important change, by author."""
    reached = [one.mark for one in change.marks if one.reached == "yes"]
    shares = [mark for mark in reached if mark.kind == "impact"]
    highest = [max(shares, key=lambda mark: mark.at)] if shares else []
    marks = [*highest, *(mark for mark in reached if mark.kind == "mcid")]
    return list(dict.fromkeys(_mark(mark, change.outcome, words) for mark in marks))


def _mark(mark: Mark, outcome: Outcome, words: Words) -> str:
    name = words.say("impact", mark.label) if mark.kind == "impact" else words.say("label", "mcid")
    return f"{name} ({short_cite(outcome.instrument.source(mark.source))})"


def _basis(change: Change, words: Words) -> str:
    mdc = change.mdc
    if mdc is None:
        return ""
    name = outcome_name(change.outcome, words.lang)
    if mdc.basis == "own repeats":
        return f"{name}: {words.say('label', 'own', n=mdc.n_repeats)}"
    instrument = change.outcome.instrument
    cited = dict.fromkeys(short_cite(instrument.source(error.source)) for error in mdc.errors)
    text = f"{name}: {words.say('label', 'published', sources=', '.join(cited))}"
    return f"{text}, {words.say('label', 'assumed')}" if mdc.assumed else text


def _bands(report: Report) -> Table:
    words = report.words
    rows = [
        (
            outcome_name(change.outcome, words.lang),
            short_cite(change.outcome.instrument.source(bands.source)),
            _band(bands, change.baseline.mean if change.baseline else None, words),
            _band(bands, change.last_value, words),
        )
        for change in report.changes
        for bands in change.outcome.rule.bands
        if change.outcome.rule.main
    ]
    return _table(report, "bands", "outcome source baseline last", rows)


def _band(bands: BandSet, value: Interval | None, words: Words) -> str:
    """Every word that the value may earn, from its low to its high end."""
    if value is None:
        return "–"
    first = bands.label(value.low + (JUST if value.low_open else 0))
    last = bands.label(value.high - (JUST if value.high_open else 0))
    labels = [cut.label for cut in bands.cuts]
    reached = labels[labels.index(first) : labels.index(last) + 1]
    return " / ".join(band_label(label, words.lang) for label in reached)


def _readings(report: Report) -> Table:
    words = report.words
    rows = [
        (
            outcome_name(change.outcome, words.lang),
            words.say("word", "quote", text=reading.text),
            value_of(reading.last, change.outcome, words) if reading.last else "–",
            signed(reading.change, words),
            percent(reading.percent, words) if reading.percent else "–",
        )
        for change in report.changes
        if len(change.readings) > 1
        for reading in change.readings
    ]
    return _table(report, "readings", "outcome source last change percent", rows)


def _criteria(report: Report) -> Table:
    words = report.words
    rows = [
        (
            words.say("criterion", one.id),
            span(diagnosis.visit.when, words),
            words.say("criterion", f"met_{str(one.met).lower()}"),
            why(one, words),
        )
        for diagnosis in report.diagnoses
        for one in diagnosis.criteria
    ]
    return _table(report, "criteria", "criterion on met decided", rows)


def why(one: Criterion, words: Words) -> str:
    """What decided, in words."""
    reached = words.say("criterion", f"thresholds_{str(one.thresholds_reached).lower()}")
    parts = "; ".join(words.say("part", part.id) for part in one.why)
    return f"{reached} {words.say('criterion', f'why_{str(one.met).lower()}', parts=parts)}"


def _responders(report: Report) -> Table:
    words = report.words
    short, long = report.responders
    rows = [
        (
            words.say("part", part.domain, percent=part.at_least_percent),
            part.outcome_id or "–",
            words.value(part.reached),
        )
        for part in long.parts
    ]
    made = _table(report, "responder", "part outcome met", rows)
    note = words.say(
        "answer", "clinician_fm30", short=words.value(short.met), long=words.value(long.met)
    )
    return Table(made.id, made.title, made.head, made.rows, note)


def _phases(report: Report) -> Table:
    words = report.words
    moved = [c.outcome for c in report.changes if c.outcome.rule.main and c.change is not None]
    shown = moved[:MOST_MEANS]
    seen = observe(report.course)
    rows = [
        (
            phase.letter,
            words.say("condition", phase.condition),
            *_phase_days(phase, words),
            *(_mean_in(phase, outcome, seen[outcome.id], words) for outcome in shown),
        )
        for phase in phases(report.course)
    ]
    made = _table(report, "phases", "phase condition from to", rows)
    names = tuple(outcome_name(outcome, words.lang) for outcome in shown)
    return Table(made.id, made.title, made.head + names, made.rows)


def _phase_days(phase: Phase, words: Words) -> tuple[str, str]:
    if phase.first is None or phase.last is None:
        missing = words.say("word", "not_on_record")
        return missing, missing
    return day(Day(phase.first, phase.first), words), day(Day(phase.last, phase.last), words)


def _mean_in(phase: Phase, outcome: Outcome, many: tuple[Observation, ...], words: Words) -> str:
    inside = tuple(
        one
        for one in many
        if phase.first
        and phase.last
        and phase.first <= one.when.first
        and one.when.last <= phase.last
    )
    mean = Window(inside).mean if inside else None
    if mean is None:
        return "–"
    n = f" (n = {len(inside)})" if len(inside) > 1 else ""
    return value_of(mean, outcome, words) + n


def _doses(report: Report) -> Table:
    words, treatment = report.words, report.course.treatment
    rows = []
    for dose in treatment.doses:
        amount = f"{number(dose.amount, words.lang)} {treatment.unit}"
        if dose.placebo:
            amount = words.say("label", "placebo")
        elif dose.amount == 0:
            amount = words.say("label", "pause")
        rows.append((day(dose.begin, words), amount, _text(dose.reason, words)))
    return _table(report, "doses", "from amount reason", rows)


def _earlier(report: Report) -> Table:
    words = report.words
    rows = [
        (
            one.name,
            _text(one.dose, words),
            words.say("word", "quote", text=one.quote.text)
            if one.quote
            else _text(one.ended_because, words),
        )
        for one in _some(report.course.earlier_treatments)
    ]
    return _table(report, "earlier", "name dose ended_because", rows)


def _co_treatments(report: Report) -> Table:
    words = report.words
    rows = [
        (
            one.name,
            _text(one.dose, words),
            day(one.begin, words),
            day(one.end, words),
            _text(one.change, words),
        )
        for one in _some(report.course.co_treatments)
    ]
    return _table(report, "co_treatments", "name dose from to changed", rows)


def _side_effects(report: Report) -> Table:
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
    return _table(report, "side_effects", heads, rows)


def _life_events(report: Report) -> Table:
    words = report.words
    rows = [(one.what, day(one.on, words)) for one in _some(report.course.life_events)]
    return _table(report, "life_events", "what on", rows)


def _consent(report: Report) -> Table:
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
    return _table(report, "consent", "what given on", rows)


def _some(many: tuple | NotOnRecord) -> tuple:  # type: ignore[type-arg]
    return () if many is NOT_ON_RECORD else many


def _text(value: object, words: Words) -> str:
    return words.value(value)
