"""A picture of a course in words, for people who do not see it: every value, with its dates."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from caseline.calendar import Day
from caseline.charts.events import numbered
from caseline.charts.labels import (
    Lang,
    author,
    band_label,
    chosen_bands,
    day_text,
    fixed,
    number,
    outcome_name,
    span_text,
    spoken_interval,
    words,
)
from caseline.charts.readings import change_words, value_words
from caseline.charts.side_lanes import co_text, earlier_text
from caseline.course.model import Course, Dose, Observation, Reading
from caseline.effects.change import change_of
from caseline.effects.course_level import CourseLevel
from caseline.effects.window import Window
from caseline.record import NOT_ON_RECORD, NotOnRecord

T = TypeVar("T")

MOST_TOLD = 9  # readings of one phase told one by one; of more, how many, from where to where


def describe(course: Course, shown: Sequence[Sequence[Observation]], lang: Lang) -> str:
    """Treatment, then each outcome, in sentences."""
    said = words(lang)
    parts = [said["chart"]["synthetic"] + "."] if course.synthetic else []
    parts.append(_treatment(course, lang))
    parts += [_outcome(course, many, lang) for many in shown]
    return " ".join(parts)


def describe_course(
    course: Course,
    shown: Sequence[Sequence[Observation]],
    lang: Lang,
    level: CourseLevel | None = None,
) -> str:
    """The same with everything else that the course chart shows."""
    behind = [_level(many, level, lang) for many in shown if level and _is_of(level, many)]
    return " ".join([describe(course, shown, lang), *behind, *_beside(course, lang)])


def _treatment(course: Course, lang: Lang) -> str:
    doses = "; ".join(_dose(one, course, lang) for one in course.treatment.doses)
    return f"{course.treatment.name}: {doses}."


def _dose(one: Dose, course: Course, lang: Lang) -> str:
    said = words(lang)
    amount = number(one.amount, lang)
    what = said["chart"]["a_day"].format(amount=amount, unit=course.treatment.unit)
    if one.amount == 0:
        what = said["chart"]["placebo" if one.placebo else "none"]
    if not isinstance(one.begin, Day):
        if one.amount == 0 and not one.placebo:
            return str(what)
        return f"{what}, {said['record']['start_unknown']}"
    return str(said["chart"]["from"].format(day=day_text(one.begin, lang, "long"), what=what))


def _outcome(course: Course, many: Sequence[Observation], lang: Lang) -> str:
    said, rule = words(lang), many[0].outcome.rule
    head = said["description"]["scale"].format(
        name=outcome_name(many[0].outcome, lang),
        low=number(rule.low, lang),
        high=number(rule.high, lang),
        worse=said["chart"][f"{rule.worse}_worse"],
    )
    return " ".join([head, *_readings(many, lang), *_references(course, many, lang)])


def _readings(many: Sequence[Observation], lang: Lang) -> Iterator[str]:
    conditions = words(lang)["conditions"]
    for condition, group in groupby(many, key=lambda one: one.condition):
        found = tuple(group)
        key = "unknown" if condition is NOT_ON_RECORD else condition
        told = [_told(one, lang) for one in found]
        if len(found) > MOST_TOLD:
            told = [_summed(Window(found), lang)]
        yield f"{_capital(conditions[key])}, {'; '.join(told)}."


def _told(one: Observation, lang: Lang) -> str:
    orr = words(lang)["values"]["or"]
    readings = [_reading(reading, one, lang) for reading in one.readings]
    value = " ".join([readings[0], *(orr.format(reading=text) for text in readings[1:])])
    if one.statistic == "mean":
        value = words(lang)["values"]["mean"].format(value=value)
    return f"{span_text(one.when, lang, 'long')}: {value}"


def _reading(reading: Reading, one: Observation, lang: Lang) -> str:
    if reading.change is not None:
        return change_words(reading.change, lang)
    assert reading.value is not None  # noqa: S101  the reader lets no reading without either pass
    return value_words(spoken_interval(reading.value, one.outcome.rule, lang), one, lang)


def _summed(window: Window, lang: Lang) -> str:
    values = [one.value for one in window.observations if one.value is not None]
    low, high = min(value.low for value in values), max(value.high for value in values)
    form = words(lang)["description"]["summed"]
    return str(
        form.format(
            when=span_text(window.when, lang, "long"),
            n=window.n,
            low=number(low, lang),
            high=number(high, lang),
            mean=_mean(window, lang),
        )
    )


def _mean(window: Window, lang: Lang) -> str:
    mean = window.mean
    return fixed(mean.low, lang) if mean and mean.exact is not None else "?"


def _references(course: Course, many: Sequence[Observation], lang: Lang) -> Iterator[str]:
    said, outcome = words(lang)["description"], many[0].outcome
    change = change_of(course, many)
    if change.by_condition and change.baseline and change.last:
        yield said["compared"].format(
            off=_mean(change.baseline, lang),
            n_off=change.baseline.n,
            on=_mean(change.last, lang),
            n_on=change.last.n,
        )
    if change.mdc is not None and change.change is not None:
        low, high = (fixed(size, lang) for size in (change.mdc.low, change.mdc.high))
        form = said["error"] if low == high else said["errors"]
        yield form.format(low=low, high=high)
    bands = chosen_bands(outcome.rule)
    if bands is not None:
        listed = "; ".join(
            said["band"].format(word=band_label(cut.label, lang), at=number(cut.at, lang))
            for cut in bands.cuts
        )
        yield said["bands"].format(author=author(bands, outcome.instrument), list=listed)


def _is_of(level: CourseLevel, many: Sequence[Observation]) -> bool:
    return many[0].outcome.id == level.outcome


def _level(many: Sequence[Observation], level: CourseLevel, lang: Lang) -> str:
    """The model's level and interval at both ends of the record."""
    ends = {
        f"{name}_{end}": fixed(of[place], lang)
        for end, place in (("first", 0), ("last", -1))
        for name, of in (("mean", level.means), ("low", level.lows), ("high", level.highs))
    }
    form = words(lang)["description"]["level"]
    return str(form.format(name=outcome_name(many[0].outcome, lang), **ends))


def _beside(course: Course, lang: Lang) -> Iterator[str]:
    earlier, others = course.earlier_treatments, course.co_treatments
    missed = course.missed_visits
    yield _listed("earlier", _texts(earlier, lambda one: earlier_text(one, lang)), lang)
    yield _listed("others", _texts(others, lambda one: co_text(one, lang)), lang)
    for key, found in (("side_effects", course.side_effects), ("life_events", course.life_events)):
        if found is NOT_ON_RECORD or not found:
            yield _listed(key, _texts(found, str), lang)
    if events := numbered(course, lang):
        yield _listed("events", [f"{event.number}, {event.text}" for event in events], lang)
    yield _listed("missed", _texts(missed, lambda day: day_text(day, lang)), lang)


def _texts(found: Iterable[T] | NotOnRecord, text: Callable[[T], str]) -> list[str] | NotOnRecord:
    return NOT_ON_RECORD if isinstance(found, NotOnRecord) else [text(one) for one in found]


def _listed(key: str, texts: Sequence[str] | NotOnRecord, lang: Lang) -> str:
    said = words(lang)
    if isinstance(texts, NotOnRecord):
        told = said["record"]["not_on_record"]
    else:
        told = "; ".join(texts) or said["description"]["none"]
    return str(said["description"][key].format(list=told))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
