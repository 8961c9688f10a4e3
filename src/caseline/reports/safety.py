"""Answers that somebody must see to, whatever the scores. It reminds, and it never clears."""

from dataclasses import dataclass
from typing import Literal

from caseline.calendar import Span
from caseline.course.merge import merged
from caseline.course.model import Course
from caseline.reports.phrase import listing, span
from caseline.reports.words import Words
from caseline.scoring import Response, safety_flags

MOST_NAMED = 3  # dates in one sentence

State = Literal["raised", "not_raised", "missing"]


@dataclass(frozen=True, slots=True)
class Watched:
    """A question with a safety flag at one visit, and whether its answer raises the flag."""

    instrument: str
    item: str
    flag: str
    when: Span
    state: State


@dataclass(frozen=True, slots=True)
class Safety:
    """The reminders of a report: flags that are raised, and what no flag leaves open."""

    raised: tuple[str, ...]
    open: tuple[str, ...]


def watched(course: Course) -> tuple[Watched, ...]:
    """Every question with a safety flag at every visit that has its instrument, also as a total."""
    return tuple(
        one
        for visit in course.visits
        for response in merged(visit)
        for one in _watched(response, visit.when)
    )


def safety(course: Course, words: Words) -> Safety:
    """What to remind of; nothing where no instrument of the course has such a question."""
    found = watched(course)
    raised: list[str] = []
    open_: list[str] = []
    for flag in dict.fromkeys(one.flag for one in found):
        dates = {
            state: [one.when for one in found if (one.flag, one.state) == (flag, state)]
            for state in ("raised", "missing", "not_raised")
        }
        if dates["raised"]:
            raised.append(words.say("safety_raised", flag, when=_dates(dates["raised"], words)))
        if dates["missing"]:
            open_.append(words.say("safety_missing", flag, when=_dates(dates["missing"], words)))
        if dates["not_raised"] and not dates["raised"]:
            open_.append(words.say("safety_not_raised", flag))
    return Safety(tuple(raised), tuple(open_))


def iso(when: Span) -> str:
    """The dates as a program reads them: 2025-01-06, 2025-01, 2025-01-06/2025-01-12."""
    return str(when.begin) if when.one_date else f"{when.begin}/{when.end}"


def _watched(response: Response, when: Span) -> list[Watched]:
    flags = safety_flags(response)
    return [
        Watched(response.instrument.ref, item.id, item.safety.id, when, state)
        for item in response.instrument.items
        if item.safety
        for state in [_state(item.id in response.answers, item.safety.id in flags)]
    ]


def _state(answered: bool, flagged: bool) -> State:
    if flagged:
        return "raised"
    return "not_raised" if answered else "missing"


def _dates(many: list[Span], words: Words) -> str:
    if len(many) > MOST_NAMED:
        return words.say("safety", "often", n=len(many), last=span(many[-1], words))
    return listing([span(one, words) for one in many], words)
