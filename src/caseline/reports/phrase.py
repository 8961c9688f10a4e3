"""Numbers, intervals and dates in the reader's form."""

import re
from fractions import Fraction

from caseline.calendar import Day, Days, Span
from caseline.charts.labels import day_text, digits_apart, number, span_text, spoken_interval
from caseline.course.model import Outcome
from caseline.direction import relief
from caseline.effects.responder import LEAST_PERCENT, MOST_PERCENT
from caseline.instruments.model import Source
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.reports.words import Words


def signed(value: Interval, words: Words, unit: str = "", digits: int = 1) -> str:
    """A change: "−40", "−65 to −35"; a gain in number carries its plus."""
    low, high = (_plus(end, words, digits) + unit for end in (value.low, value.high))
    return low if value.exact is not None else words.say("number", "between", low=low, high=high)


def value_of(value: Interval, outcome: Outcome, words: Words) -> str:
    """A value on its scale: "70", "above 70", "35 to 65"."""
    return spoken_interval(value, outcome.rule, words.lang)


def percent(value: Interval, outcome: Outcome, words: Words) -> str:
    """A change in percent of the baseline: whole, unless it would seem to reach or miss a mark."""
    marks = [mark.at for mark in outcome.rule.marks if mark.unit == "percent"]
    asked = [*marks, Fraction(LEAST_PERCENT), Fraction(MOST_PERCENT)]
    bounds = [Fraction(0), *(relief(outcome.rule.worse) * at for at in asked)]
    return signed(value, words, "\u00a0%", digits_apart((value.low, value.high), bounds, 0))


def span_of(low: float, high: float, words: Words, digits: int = 1) -> str:
    """Two ends as one text; a single number where they print alike."""
    first, last = number(low, words.lang, digits), number(high, words.lang, digits)
    return first if first == last else words.say("number", "between", low=first, high=last)


def day(when: Day | NotOnRecord, words: Words) -> str:
    """A date as far as it is known: "14 February 2023", "February 2023", "2023"."""
    if when is NOT_ON_RECORD:
        return words.say("word", "not_on_record")
    return day_text(when, words.lang, "long")


def span(when: Span, words: Words) -> str:
    """A span of dates: "February to August 2023"."""
    return span_text(when, words.lang, "long")


def days(duration: Days | NotOnRecord, words: Words) -> str:
    """A duration: "764 to 820 days"."""
    if duration is NOT_ON_RECORD:
        return words.say("word", "not_on_record")
    if duration.low == duration.high == 1:
        return words.say("date", "day")
    if duration.low == duration.high:
        return words.say("date", "days", n=duration.low)
    return words.say("date", "days_between", low=duration.low, high=duration.high)


def listing(parts: list[str], words: Words) -> str:
    """Some things in a row: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {words.say('word', 'and')} {parts[-1]}"


def short_cite(source: Source) -> str:
    """The first author and the year: "Wolfe 2015"; without a year what it begins with."""
    year = re.search(r"\b(19|20)\d\d\b", source.cite)
    if year is None:
        return re.split("[:,]", source.cite, maxsplit=1)[0]
    author = re.split(r"[\s,]", source.cite, maxsplit=1)[0]
    return f"{author} {year[0]}"


def _plus(value: Fraction, words: Words, digits: int) -> str:
    text = number(value, words.lang, digits)
    return f"+{text}" if value > 0 and text != "0" else text
