"""Numbers, intervals and dates in the reader's form."""

import re
from datetime import date
from fractions import Fraction

from caseline.calendar import Day, Days, Span
from caseline.course.model import Outcome
from caseline.instruments.model import Source
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.reports.words import Words


def number(value: Fraction | float, words: Words, decimals: int = 1) -> str:
    """A number with at most `decimals` places, a true minus and the reader's decimal mark."""
    text = f"{round(float(value), decimals):.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    return text.replace("-", "−").replace(".", words.say("number", "decimal"))


def signed(value: Interval, words: Words, unit: str = "") -> str:
    """A change: "−40", "−65 to −35"; a gain in number carries its plus."""
    low, high = (_plus(end, words) + unit for end in (value.low, value.high))
    return low if value.exact is not None else words.say("number", "between", low=low, high=high)


def value_of(value: Interval, outcome: Outcome, words: Words) -> str:
    """A value on its scale: "70", "above 70", "35 to 65"."""
    rule = outcome.rule
    if value.exact is not None:
        return number(value.low, words)
    low, high = number(value.low, words), number(value.high, words)
    if value.high == rule.high and value.low > rule.low:
        return words.say("number", "above" if value.low_open else "at_least", low=low)
    if value.low == rule.low and value.high < rule.high:
        return words.say("number", "below" if value.high_open else "at_most", high=high)
    return words.say("number", "between", low=low, high=high)


def percent(value: Interval, words: Words) -> str:
    """A change in percent of the baseline, in whole percent."""
    whole = Interval(Fraction(round(value.low)), Fraction(round(value.high)))
    return signed(whole, words, " %")


def span_of(low: float, high: float, words: Words) -> str:
    """Two ends as one text; a single number where they print alike."""
    first, last = number(low, words), number(high, words)
    return first if first == last else words.say("number", "between", low=first, high=last)


def day(when: Day | NotOnRecord, words: Words) -> str:
    """A date as far as it is known: "14 February 2023", "February 2023", "2023"."""
    if when is NOT_ON_RECORD:
        return words.say("word", "not_on_record")
    month = words.months[when.first.month - 1]
    if when.exact:
        return words.say("date", "day", day=when.first.day, month=month, year=when.first.year)
    if when.first.month == when.last.month:
        return words.say("date", "month", month=month, year=when.first.year)
    return str(when.first.year)


def span(when: Span, words: Words) -> str:
    """A span of dates: "February to August 2023"."""
    begin, end = day(when.begin, words), day(when.end, words)
    if begin == end:
        return begin
    year = f" {when.begin.first.year}"
    if end.endswith(year):
        begin = begin.removesuffix(year)
    return words.say("date", "span", begin=begin, end=end)


def plain_day(when: date, words: Words) -> str:
    """A day that is known."""
    return day(Day(when, when), words)


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
    text = number(value, words)
    return f"+{text}" if value > 0 and text != "0" else text
