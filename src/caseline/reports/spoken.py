"""The parts of sentences about a change that the plain answer and the clinician's share."""

from fractions import Fraction

from caseline.charts.labels import band_label, chosen_bands, digits_apart
from caseline.direction import relief
from caseline.effects.change import Change
from caseline.instruments import instrument
from caseline.instruments.model import BandSet
from caseline.interval import Interval
from caseline.reports.phrase import signed, span_of, value_of
from caseline.reports.words import Words

JUST = Fraction(1, 1_000_000)  # inside an open end, closer than any score lies


def subject(change: Change, words: Words) -> str:
    """The outcome as the subject of a sentence."""
    return change.outcome.instrument.name(change.outcome.rule.id, words.lang).subject


def say_of(change: Change, name: str, words: Words, /, **values: object) -> str:
    """A sentence on a change; another one where periods off and on treatment are compared."""
    drawn = change.by_condition and name in words.sections["drawn"]
    return words.say("drawn" if drawn else "answer", name, **values)


def is_step(change: Change) -> bool:
    """Whether one single number went to another one in the course of time."""
    ends = (change.baseline.mean if change.baseline else None, change.last_value)
    exact = all(end is not None and end.exact is not None for end in ends)
    return exact and not change.by_condition


def label_of(outcome_id: str, words: Words) -> str:
    """What an outcome is called, by its id, which may end in that of a single item."""
    instrument_id, _, part = outcome_id.partition(".")
    return instrument(instrument_id).name(part, words.lang).label


def moved_text(change: Change, words: Words) -> str:
    """The change in points; a dash where there is none."""
    return "–" if change.change is None else signed(change.change, words, digits=_digits(change))


def mdc_text(change: Change, words: Words) -> str:
    """The detectable change in points."""
    mdc = change.mdc
    if mdc is None:
        return words.say("answer", "unread")
    return points(mdc.low, mdc.high, words, _digits(change))


def _digits(change: Change) -> int:
    """As many as show on which side of its error and of each mark a change lies."""
    moved, rule = change.change, change.outcome.rule
    if moved is None:
        return 1
    marks = [relief(rule.worse) * mark.at for mark in rule.marks if mark.unit == "points"]
    errors = [change.mdc.low, change.mdc.high] if change.mdc else []
    bounds: list[Fraction | float] = [0, *marks, *errors, *(-error for error in errors)]
    return digits_apart((moved.low, moved.high), bounds, 1)


def highest_mark(change: Change) -> str | None:
    """The highest IMMPACT mark that every reading reaches; None where none is or none exist."""
    reached = [m.mark for m in change.marks if m.mark.kind == "impact" and m.reached == "yes"]
    return max(reached, key=lambda mark: mark.at).label if reached else None


def is_open(change: Change) -> bool:
    """Whether the change may reach an IMMPACT mark and may miss it."""
    return any(m.mark.kind == "impact" and m.reached == "unclear" for m in change.marks)


def points(low: float | Fraction, high: float | Fraction, words: Words, digits: int = 1) -> str:
    """A number of points, or a span of it: "2 points"."""
    value = span_of(float(low), float(high), words, digits)
    return words.say("answer", "point" if value == "1" else "points", value=value)


def value_text(value: Interval | None, change: Change, words: Words) -> str:
    """A value of the outcome, or "not on record"."""
    if value is None:
        return words.say("word", "not_on_record")
    return value_of(value, change.outcome, words)


def answer_text(value: Interval | None, change: Change, words: Words) -> str:
    """A value of the outcome with its word, where each step of the scale has one: "2 (better)"."""
    rule, text = change.outcome.rule, value_text(value, change, words)
    bands = chosen_bands(rule)
    if value is None or bands is None or len(bands.cuts) <= (rule.high - rule.low) / rule.step:
        return text
    labels = bands_of(bands, value)
    if len(labels) == len(bands.cuts):
        return text
    said = [band_label(label, words.lang) for label in labels]
    return f"{text} ({' / '.join(said)})"


def bands_of(bands: BandSet, value: Interval) -> tuple[str, ...]:
    """Every severity word of an instrument's file that a value may earn, from its low end on."""
    first = bands.label(value.low + (JUST if value.low_open else 0))
    last = bands.label(value.high - (JUST if value.high_open else 0))
    labels = [cut.label for cut in bands.cuts]
    return tuple(labels[labels.index(first) : labels.index(last) + 1])
