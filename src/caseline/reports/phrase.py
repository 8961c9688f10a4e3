"""Numbers, intervals and dates in the reader's form."""

import re
from fractions import Fraction

from caseline.calendar import Day, Days, Span
from caseline.charts.labels import day_text, number, span_text, spoken_interval
from caseline.course.model import Outcome
from caseline.instruments.model import Source
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.reports.words import Words


def signed(value: Interval, words: Words, unit: str = "") -> str:
    """A change: "−40", "−65 to −35"; a gain in number carries its plus."""
    low, high = (_plus(end, words) + unit for end in (value.low, value.high))
    return low if value.exact is not None else words.say("number", "between", low=low, high=high)


def value_of(value: Interval, outcome: Outcome, words: Words) -> str:
    """A value on its scale: "70", "above 70", "35 to 65"."""
    return spoken_interval(value, outcome.rule, words.lang)


def percent(value: Interval, words: Words) -> str:
    """A change in percent of the baseline, in whole percent."""
    whole = Interval(Fraction(round(value.low)), Fraction(round(value.high)))
    return signed(whole, words, " %")


def span_of(low: float, high: float, words: Words) -> str:
    """Two ends as one text; a single number where they print alike."""
    first, last = number(low, words.lang, 1), number(high, words.lang, 1)
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
    """A duration: "763 to 819 days"."""
    if duration is NOT_ON_RECORD:
        return words.say("word", "not_on_record")
    if duration.low == duration.high:
        return words.say("date", "days", n=duration.low)
    return words.say("date", "days_between", low=duration.low, high=duration.high)


def listing(parts: list[str], words: Words) -> str:
    """Some things in a row: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {words.say('word', 'and')} {parts[-1]}"


def short_cite(source: Source) -> str:
    """The first author and the year: "Wolfe 2015"."""
    author = re.split(r"[\s,]", source.cite, maxsplit=1)[0]
    year = re.search(r"\b(19|20)\d\d\b", source.cite)
    return f"{author} {year[0]}" if year else author


def _plus(value: Fraction, words: Words) -> str:
    text = number(value, words.lang, 1)
    return f"+{text}" if value > 0 and text != "0" else text
