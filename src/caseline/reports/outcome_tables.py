"""Tables of outcomes: values, changes, bands and readings."""

from caseline.charts.labels import band_label, number, outcome_name
from caseline.course.model import Outcome
from caseline.effects.change import Change, ReadingChange
from caseline.effects.window import Window
from caseline.instruments.model import BandSet, Mark
from caseline.interval import Interval
from caseline.reports.phrase import listing, percent, short_cite, signed, span, value_of
from caseline.reports.report import Report
from caseline.reports.spoken import bands_of, mdc_text, moved_text, say_of
from caseline.reports.table import Table, make_table
from caseline.reports.words import Words


def outcome_table(report: Report) -> Table:
    """Every outcome: baseline, last, change, and how it compares with error and importance."""
    words = report.words
    made = make_table(
        words,
        "outcomes",
        f"outcome {_sides(report)} {_moved(report)} percent mdc reliable marks",
        (_outcome_row(change, words) for change in report.changes),
    )
    found = [_basis(change, words) for change in report.changes if change.change is not None]
    bases = "; ".join(base for base in found if base)
    note = f"{words.say('label', 'mdc')}: {bases}." if bases else ""
    return Table(made.id, made.title, made.head, made.rows, note)


def _sides(report: Report) -> str:
    """The two columns that are compared, by name: before and last, or off and on treatment."""
    return "off on_treatment" if _by_condition(report) else "baseline last"


def _moved(report: Report) -> str:
    return "difference" if _by_condition(report) else "change"


def _by_condition(report: Report) -> bool:
    return any(change.by_condition for change in report.changes)


def _outcome_row(change: Change, words: Words) -> tuple[str, ...]:
    moved = change.change
    return (
        outcome_name(change.outcome, words.lang),
        _window(change.baseline, change.baseline.mean if change.baseline else None, change, words),
        _window(change.last, change.last_value, change, words),
        moved_text(change, words),
        percent(change.percent, change.outcome, words) if change.percent else "–",
        mdc_text(change, words) if moved else "–",
        say_of(change, f"reliable_words_{change.reliable}", words) if moved else "–",
        ", ".join(_reached(change, words)) or "–",
    )


def _window(window: Window | None, value: Interval | None, change: Change, words: Words) -> str:
    if window is None or value is None:
        return words.say("word", "not_on_record")
    many = f"; n\u00a0=\u00a0{window.n}" if window.n > 1 else ""
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
        own = "own_off" if change.by_condition else "own"
        return f"{name}: {words.say('label', own, n=mdc.n_repeats)}"
    instrument = change.outcome.instrument
    cited = dict.fromkeys(short_cite(instrument.source(error.source)) for error in mdc.errors)
    text = f"{name}: {words.say('label', 'published', sources=', '.join(cited))}"
    if not mdc.assumed_sds:
        return text
    sds = listing([number(sd, words.lang) for sd in mdc.assumed_sds], words)
    return f"{text}, {words.say('label', 'assumed', sd=sds)}"


def band_table(report: Report) -> Table:
    """Severity words before and on treatment, each with its author."""
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
    return make_table(words, "bands", f"outcome source {_sides(report)}", rows)


def _band(bands: BandSet, value: Interval | None, words: Words) -> str:
    """Every word that the value may earn; a dash where it is not on record."""
    if value is None:
        return "–"
    return " / ".join(band_label(label, words.lang) for label in bands_of(bands, value))


def reading_table(report: Report) -> Table:
    """Every way to read the baseline with every way to read the last value."""
    words = report.words
    rows = [
        _reading_row(reading, change.outcome, words)
        for change in report.changes
        for reading in change.readings
        if reading.text
    ]
    heads = f"outcome source {_sides(report)} {_moved(report)} percent"
    return make_table(words, "readings", heads, rows)


def _reading_row(reading: ReadingChange, outcome: Outcome, words: Words) -> tuple[str, ...]:
    texts = [text for text in (reading.baseline_text, reading.last_text) if text]
    return (
        outcome_name(outcome, words.lang),
        " → ".join(words.say("word", "quote", text=text) for text in texts),
        value_of(reading.baseline, outcome, words) if reading.baseline else "–",
        value_of(reading.last, outcome, words) if reading.last else "–",
        signed(reading.change, words) if reading.change else "–",
        percent(reading.percent, outcome, words) if reading.percent else "–",
    )
