"""The own answers as points over time: raw, without an average and without what was given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from caseline_web.asking.questions import Form
from caseline_web.courses.entries import Entry

WIDE, HIGH = 1000, 200  # of one panel, in its own units; whole ones, for no language to spell


@dataclass(frozen=True, slots=True)
class Panel:
    """One question over time: where its points lie, and what stands at the ends of the axes."""

    text: str
    points: tuple[tuple[int, int], ...]
    low: str
    high: str
    first: date
    last: date


def panels(there: Iterable[Entry], forms: Iterable[Form]) -> list[Panel]:
    """One panel for each question of an evening that was answered on two days or more."""
    visits = [one.content for one in there if one.kind == "visit" and _is_day(one)]
    found = []
    for form in forms:
        asked = form.asked
        told = [
            (date.fromisoformat(str(visit["on"])), one["answers"])
            for visit in visits
            for one in visit.get("responses", [])
            if str(one["instrument"]).partition("@")[0] == asked.instrument.id
            and one.get("recall_days") == asked.recall_days
        ]
        for question in form.questions:
            values = {
                day: Fraction(given[question.part]) for day, given in told if question.part in given
            }
            if len(values) > 1 and question.choices:
                found.append(_panel(question.text, values, [one.value for one in question.choices]))
    return found


def _panel(text: str, values: dict[date, Fraction], choices: list[str]) -> Panel:
    first, last = min(values), max(values)
    low, high = Fraction(choices[0]), Fraction(choices[-1])
    days = (last - first).days
    points = tuple(
        (
            round((day - first).days * WIDE / days),
            round(float((high - value) / (high - low)) * HIGH),
        )
        for day, value in sorted(values.items())
    )
    return Panel(text, points, choices[0], choices[-1], first, last)


def _is_day(entry: Entry) -> bool:
    return len(str(entry.content.get("on", ""))) == len("2026-01-01")
