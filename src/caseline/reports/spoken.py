"""The parts of sentences about a change that the plain answer and the clinician's share."""

from fractions import Fraction

from caseline.charts.labels import outcome_name
from caseline.effects.change import Change
from caseline.effects.mdc import Mdc
from caseline.interval import Interval
from caseline.reports.phrase import span_of, value_of
from caseline.reports.words import Words


def subject(change: Change, words: Words) -> str:
    """The outcome as the subject of a sentence."""
    outcome = change.outcome
    if words.has("subject", outcome.id):
        return words.say("subject", outcome.id)
    return outcome_name(outcome, words.lang)


def mdc_text(mdc: Mdc | None, words: Words) -> str:
    """The detectable change in points."""
    if mdc is None:
        return words.say("answer", "unread")
    return points(mdc.low, mdc.high, words)


def highest_mark(change: Change) -> str | None:
    """The highest IMMPACT mark that every reading reaches; None where none is or none exist."""
    reached = [m.mark for m in change.marks if m.mark.kind == "impact" and m.reached == "yes"]
    return max(reached, key=lambda mark: mark.at).label if reached else None


def points(low: float | Fraction, high: float | Fraction, words: Words) -> str:
    """A number of points, or a span of it: "2 points"."""
    value = span_of(float(low), float(high), words)
    return words.say("answer", "point" if value == "1" else "points", value=value)


def value_text(value: Interval | None, change: Change, words: Words) -> str:
    """A value of the outcome, or "not on record"."""
    if value is None:
        return words.say("word", "not_on_record")
    return value_of(value, change.outcome, words)
