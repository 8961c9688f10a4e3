"""Each period in order: what was given, how many values it has, and what these are worth."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from caseline.analysis.answer import Answer
from caseline.analysis.words import said
from caseline.claims.words import Language, words
from caseline.course.model import Course, Letter
from caseline.course.periods import allotted, drawn_by_period, nearest, periods
from caseline.effects.texture import effective_n

MOST_TOLD = 12  # periods in a line; the data has all


@dataclass(frozen=True, slots=True)
class PeriodValues:
    """One period: A without, B with the treatment; `n` values of so many `planned`.

    `n_eff` is None where no model tells how values resemble each other.
    """

    letter: Letter
    first: date
    last: date
    n: int
    planned: int
    n_eff: float | None


def periods_of(answer: Answer) -> tuple[PeriodValues, ...]:
    """The periods of an analysis in order; none where the record holds no single values."""
    series, effect = answer.analysis.series, answer.analysis.effect
    if series.reason is not None:
        return ()
    numbers, there = np.array(series.periods), np.isfinite(series.values)
    found = []
    for number, on in enumerate(series.period_on):
        where = numbers == number
        letter: Letter = "B" if on else "A"
        days = [series.dates[place] for place in np.flatnonzero(where)]
        ends = (*days, *_ends(answer.course, letter, days[0]))
        found.append(
            PeriodValues(
                letter=letter,
                first=min(ends),
                last=max(ends),
                n=int((where & there).sum()),
                planned=int(where.sum()),
                n_eff=None if effect is None else effective_n(series, effect, where),
            )
        )
    return tuple(found)


def _ends(course: Course | None, letter: Letter, when: date) -> tuple[date, ...]:
    """The first and the last day of the period of a value; () in a table, which tells none."""
    if course is None:
        return ()
    known = allotted(course) if drawn_by_period(course) else periods(course)
    own = nearest((one for one in known if one.letter == letter), when)
    return () if own is None else (own.first, own.last)


def sequence(found: tuple[PeriodValues, ...], lang: Language) -> str:
    """The periods in one line; of many only how many there are; "" without any."""
    texts = said(lang)["periods"]
    if not found:
        return ""
    if len(found) > MOST_TOLD:
        on = sum(one.letter == "B" for one in found)
        least = min(one.n / one.planned for one in found)
        share = words(lang).number(100 * (1 - least), 0)
        return texts["many"].format(n=len(found), on=on, off=len(found) - on, missing=share)
    return texts["line"].format(parts="; ".join(_told(one, lang) for one in found))


def _told(one: PeriodValues, lang: Language) -> str:
    texts = said(lang)["periods"]
    values = {"letter": one.letter, "first": one.first, "last": one.last, "n": one.n}
    told = texts["one"].format(planned=one.planned, **values)
    if one.n_eff is None:
        return told
    worth = texts["worth"].format(n=words(lang).number(one.n_eff, 0))
    return f"{told}, {worth}"
