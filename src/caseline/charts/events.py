"""What else befell the patient, numbered in order of time."""

from dataclasses import dataclass

from caseline.calendar import Day, Span
from caseline.charts.labels import Lang, band_label, day_text, span_text, words
from caseline.course.model import Course, SideEffect
from caseline.record import NOT_ON_RECORD


@dataclass(frozen=True, slots=True)
class Numbered:
    """An event with its number; `when` is None where its date is not on record."""

    number: int
    when: Span | None
    text: str


def numbered(course: Course, lang: Lang) -> list[Numbered]:
    """Side effects and life events, the dated ones first and in order of time."""
    found: list[tuple[Span | None, str]] = []
    if course.side_effects is not NOT_ON_RECORD:
        found += [(_onset(one), _side_effect(one, lang)) for one in course.side_effects]
    if course.life_events is not NOT_ON_RECORD:
        for event in course.life_events:
            text = f"{event.what}, {day_text(event.on, lang)}"
            found.append((Span(event.on, event.on), text))
    dated = sorted(
        ((when, text) for when, text in found if when), key=lambda pair: (pair[0].first, pair[1])
    )
    undated = [(when, text) for when, text in found if when is None]
    return [
        Numbered(number, when, text) for number, (when, text) in enumerate([*dated, *undated], 1)
    ]


def _onset(one: SideEffect) -> Span | None:
    return Span(one.onset, one.onset) if isinstance(one.onset, Day) else None


def _side_effect(one: SideEffect, lang: Lang) -> str:
    said = words(lang)
    parts = [one.what]
    if one.severity is not NOT_ON_RECORD:
        parts.append(band_label(one.severity, lang))
    if one.action is not NOT_ON_RECORD and one.action != "none":
        parts.append(said["actions"][one.action])
    if isinstance(one.onset, Day) and isinstance(one.ended, Day):
        parts.append(span_text(Span(one.onset, one.ended), lang))
    elif isinstance(one.onset, Day):
        parts.append(said["record"]["since"].format(day=day_text(one.onset, lang)))
    else:
        parts.append(said["record"]["date_unknown"])
    return ", ".join(parts)
