"""Names, numbers and dates in the reader's language."""

import re
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any, Literal

from caseline.calendar import Day, Span
from caseline.charts.theme import HERE
from caseline.course.model import Outcome
from caseline.instruments.model import BandSet, Instrument, ScoreRule
from caseline.interval import Interval

SHORT_SCALE = 2  # points from end to end

Lang = Literal["en", "de"]
Length = Literal["short", "long"]


@cache
def words(lang: Lang) -> Mapping[str, Any]:
    """The words of the charts in one language, by section and key."""
    path = HERE / "words" / f"{lang}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def outcome_name(outcome: Outcome, lang: Lang) -> str:
    """What an outcome is called: "Average pain"."""
    fallback = f"{outcome.instrument.title}, {outcome.rule.id}"
    name: str = words(lang)["outcomes"].get(outcome.id, fallback)
    return name


def short_name(outcome: Outcome, lang: Lang) -> str:
    """What it is called once it has been named: its abbreviation, where the name ends in one."""
    name = outcome_name(outcome, lang)
    found = re.search(r"\(([^)]+)\)$", name)
    return found[1] if found else name


def rank(outcome: Outcome) -> int:
    """The place of an outcome among all that a picture may show."""
    order = list(words("en")["outcomes"])
    return order.index(outcome.id) if outcome.id in order else len(order)


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
    text = f"{float(value):.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    return text.replace("-", "−").replace(".", words(lang)["forms"]["decimal"])


def fixed(value: Fraction | float, lang: Lang) -> str:
    """A mean: always one digit after the point."""
    return f"{float(value):.1f}".replace("-", "−").replace(".", words(lang)["forms"]["decimal"])


def short_interval(value: Interval, rule: ScoreRule, lang: Lang) -> str:
    """An interval as a label: 70, >70, ≤40, 35–65."""
    low, high = (number(end, lang, _digits(rule)) for end in (value.low, value.high))
    if value.exact is not None:
        return low
    if value.high == rule.high:
        return f"{'>' if value.low_open else '≥'}{low}"
    if value.low == rule.low:
        return f"{'<' if value.high_open else '≤'}{high}"
    return f"{low}–{high}"


def spoken_interval(value: Interval, rule: ScoreRule, lang: Lang) -> str:
    """An interval in words: 70, above 70, at most 40, 35 to 65."""
    said = words(lang)["values"]
    low, high = (number(end, lang, _digits(rule)) for end in (value.low, value.high))
    if value.exact is not None:
        return low
    if value.high == rule.high:
        form = said["above" if value.low_open else "at_least"]
        return str(form.format(value=low))
    if value.low == rule.low:
        form = said["below" if value.high_open else "at_most"]
        return str(form.format(value=high))
    return str(said["from_to"].format(low=low, high=high))


def _digits(rule: ScoreRule) -> int:
    """One digit after the point, two on a scale as short as an index from -1 to 1."""
    return 1 if rule.high - rule.low > SHORT_SCALE else 2


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
