"""Names, numbers and dates in the reader's language."""

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, Literal

from caseline.calendar import Day, Span
from caseline.charts.theme import HERE
from caseline.course.model import Outcome
from caseline.instruments.model import BandSet, Instrument, ScoreRule
from caseline.interval import Interval

SHORT_SCALE = 2  # points from end to end
MOST_DIGITS = 4  # after the point, however near two numbers lie

Lang = Literal["en", "de"]
Length = Literal["short", "long"]


@cache
def words(lang: Lang) -> Mapping[str, Any]:
    """The words of the charts in one language, by section and key."""
    path = HERE / "words" / f"{lang}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def outcome_name(outcome: Outcome, lang: Lang) -> str:
    """What an outcome is called: "Average pain"."""
    return outcome.instrument.name(outcome.rule.id, lang).label


def short_name(outcome: Outcome, lang: Lang) -> str:
    """What it is called once it has been named: its abbreviation, where the name ends in one."""
    name = outcome_name(outcome, lang)
    found = re.search(r"\(([^)]+)\)$", name)
    return found[1] if found else name


def rank(outcome: Outcome) -> int:
    """The place of an outcome among all that a picture may show."""
    order = _order()
    return order.index(outcome.id) if outcome.id in order else len(order)


@cache
def _order() -> tuple[str, ...]:
    read = tomllib.loads((HERE / "order.toml").read_text(encoding="utf-8"))
    return tuple(read["outcomes"])


def band_label(word: str, lang: Lang) -> str:
    """A severity word of an instrument's file in the reader's language."""
    label: str = words(lang)["bands"].get(word, word)
    return label


def chosen_bands(rule: ScoreRule) -> BandSet | None:
    """The one set of bands that a picture shows: the finest, and of equals the last listed."""
    return max(reversed(rule.bands), key=lambda bands: len(bands.cuts), default=None)


def author(bands: BandSet, instrument: Instrument) -> str:
    """Who drew the bands, and when: "Salaffi 2021"."""
    cite = instrument.source(bands.source).cite
    lead = re.split(r",| et al", cite, maxsplit=1)[0]
    year = re.search(r"\b(?:19|20)\d\d\b", cite)
    return lead if year is None or year[0] in lead else f"{lead} {year[0]}"


def number(value: Fraction | float, lang: Lang, digits: int = 2) -> str:
    """A number with at most `digits` digits after the point and a true minus sign."""
    text = f"{float(_rounded(value, digits)):.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−").replace(".", words(lang)["forms"]["decimal"])


def fixed(value: Fraction | float, lang: Lang) -> str:
    """A mean: always one digit after the point."""
    text = f"{float(_rounded(value, 1)):.1f}"
    return text.replace("-", "−").replace(".", words(lang)["forms"]["decimal"])


def digits_apart(
    values: Iterable[Fraction | float], bounds: Iterable[Fraction | float], least: int
) -> int:
    """How many digits, `least` or more, show each value on its side of each bound.

    29.6 % is not printed as 30 % beside the words that 30 % is not reached.
    """
    pairs = [(Fraction(value), Fraction(bound)) for value in values for bound in bounds]
    for digits in range(least, MOST_DIGITS):
        if all(
            _side(value, bound) == _side(_rounded(value, digits), _rounded(bound, digits))
            for value, bound in pairs
        ):
            return digits
    return MOST_DIGITS


def short_interval(value: Interval, rule: ScoreRule, lang: Lang) -> str:
    """An interval as a label: 70, >70, ≤40, 35–65."""
    low, high = _ends(value, rule, lang)
    if value.exact is not None:
        return low
    match _bound(value, rule):
        case "low":
            return f"{'>' if value.low_open else '≥'}{low}"
        case "high":
            return f"{'<' if value.high_open else '≤'}{high}"
        case _:
            return f"{low}–{high}"


def spoken_interval(value: Interval, rule: ScoreRule, lang: Lang) -> str:
    """An interval in words: 70, above 70, at most 40, 35 to 65, anything from 0 to 100."""
    said = words(lang)["values"]
    low, high = _ends(value, rule, lang)
    if value.exact is not None:
        return low
    match _bound(value, rule):
        case "low":
            form = said["above" if value.low_open else "at_least"]
            return str(form.format(value=low))
        case "high":
            form = said["below" if value.high_open else "at_most"]
            return str(form.format(value=high))
        case "none":
            return str(said["anything"].format(low=low, high=high))
        case _:
            return str(said["from_to"].format(low=low, high=high))


def _bound(value: Interval, rule: ScoreRule) -> Literal["low", "high", "both", "none"]:
    """Which ends are bounds that somebody gave; the ends of the scale bound every value."""
    low = value.low > rule.low or value.low_open
    high = value.high < rule.high or value.high_open
    if low and high:
        return "both"
    return "low" if low else "high" if high else "none"


def _ends(value: Interval, rule: ScoreRule, lang: Lang) -> tuple[str, str]:
    """Both ends with one digit after the point, two on a scale as short as from -1 to 1.

    More where the value would else seem to lie in another band.
    """
    least = 1 if rule.high - rule.low > SHORT_SCALE else 2
    cuts = [cut.at for bands in rule.bands for cut in bands.cuts]
    digits = digits_apart((value.low, value.high), cuts, least)
    return number(value.low, lang, digits), number(value.high, lang, digits)


def _side(value: Fraction, bound: Fraction) -> int:
    return (value > bound) - (value < bound)


def _rounded(value: Fraction | float, digits: int) -> Fraction:
    """Rounded as readers do it: a half goes away from zero."""
    exact = Fraction(value)
    size = math.floor(abs(exact) * 10**digits + Fraction(1, 2))
    return Fraction(size if exact > 0 else -size, 10**digits)


def day_text(when: Day, lang: Lang, length: Length = "short") -> str:
    """A date as exactly as it is known: 14 Feb 2023, Feb 2023, 2023."""
    forms, months = words(lang)["forms"], words(lang)["months"][length]
    first = when.first
    if len(str(when)) == len("2023"):
        return str(first.year)
    form = forms["day"] if when.exact else forms["month"]
    return str(form.format(day=first.day, month=months[first.month - 1], year=first.year))


def span_text(when: Span, lang: Lang, length: Length = "short") -> str:
    """A span, with its year said once where both ends share it: Feb to Aug 2023."""
    first, last = day_text(when.begin, lang, length), day_text(when.end, lang, length)
    if when.one_date:
        return first
    year = f" {when.end.first.year}"
    if when.begin.first.year == when.end.first.year and first.endswith(year) and len(first) > 5:
        first = first.removesuffix(year)
    return str(words(lang)["forms"]["to"].format(first=first, last=last))
