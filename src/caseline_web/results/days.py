"""A course day by day in words: what the chart says where the pointer is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from caseline.calendar import Day
from caseline.charts.course_chart import followed
from caseline.charts.labels import number, outcome_name, span_text, spoken_interval
from caseline.charts.readings import drawn
from caseline.course.model import Course, Dose, Observation
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.reports.words import Language

OVER = 7  # days after an event for which it is still named


@dataclass(frozen=True, slots=True)
class Told:
    """One day, or one span: where it stands on the axis, in ms of UTC, and what it holds."""

    at: int
    text: str


def days_of(course: Course, lang: Language) -> tuple[Told, ...]:
    """Every day with a reading, in order of time: its readings, the dose, what had just begun."""
    found: dict[tuple[date, str], list[str]] = {}
    for many in followed(course):
        marks = drawn(many, lang)
        for one in many:
            place = (one.when.middle, span_text(one.when, lang, "long"))
            labels = [mark.label for mark in marks if mark.observation is one]
            found.setdefault(place, []).append(_reading(one, labels, lang))
    return tuple(
        Told(_ms(on), f"{when}: {'; '.join([*readings, *_beside(course, on, lang)])}")
        for (on, when), readings in sorted(found.items())
    )


def _reading(one: Observation, labels: list[str], lang: Language) -> str:
    """The value in words; where it has several readings, those that stand in the chart."""
    name, value = outcome_name(one.outcome, lang), one.value
    if value is None:
        return f"{name} {' '.join(labels)}"
    return f"{name} {spoken_interval(value, one.outcome.rule, lang)}"


def _beside(course: Course, on: date, lang: Language) -> Iterator[str]:
    dose = _dose_on(course, on)
    if dose is not None:
        unit = course.treatment.unit
        yield _("placebo") if dose.placebo else f"{number(dose.amount, lang)} {unit}"
    if course.side_effects is not NOT_ON_RECORD:
        for effect in course.side_effects:
            if _just_began(effect.onset, on):
                yield effect.what


def _dose_on(course: Course, on: date) -> Dose | None:
    dated = [one for one in course.treatment.doses if isinstance(one.begin, Day)]
    begun = [one for one in dated if one.begin.last <= on]  # type: ignore[union-attr]  # dated
    return begun[-1] if begun else None


def _just_began(onset: Day | NotOnRecord, on: date) -> bool:
    if onset is NOT_ON_RECORD:
        return False
    return 0 <= (on - onset.first).days <= OVER


def _ms(on: date) -> int:
    return int(datetime.combine(on, time(), UTC).timestamp() * 1000)
