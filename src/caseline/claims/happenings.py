"""What else changed in a course, and how near to a switch of the treatment."""

from collections.abc import Sequence

from caseline.calendar import Day
from caseline.claims.facts import Number
from caseline.claims.features import Events, Happening
from caseline.claims.periods import switches
from caseline.claims.rules import words_for
from caseline.course.model import CoTreatment, Course
from caseline.record import NOT_ON_RECORD, NotOnRecord


def events(course: Course) -> Events:
    """Other treatments that began, ended or changed, and life events."""
    at = switches(course)
    others, lives = course.co_treatments, course.life_events
    return Events(
        co_interventions=NOT_ON_RECORD
        if others is NOT_ON_RECORD
        else tuple(_happening(one.name, when, at) for one in others for when in _moments(one)),
        life_events=NOT_ON_RECORD
        if lives is NOT_ON_RECORD
        else tuple(_happening(one.what, one.on, at) for one in lives),
    )


def _moments(other: CoTreatment) -> tuple[Day | NotOnRecord, ...]:
    """When it changed; one that is told as unchanged did not, one without an end still runs."""
    told = other.change
    if told is not NOT_ON_RECORD and told.casefold() in words_for("unchanged"):
        return ()
    return (other.begin,) if other.end is NOT_ON_RECORD else (other.begin, other.end)


def _happening(what: str, when: Day | NotOnRecord, at: Sequence[Day] | NotOnRecord) -> Happening:
    if when is NOT_ON_RECORD or at is NOT_ON_RECORD:
        return Happening(what, NOT_ON_RECORD, NOT_ON_RECORD)
    after = [(when.first - switch.first).days for switch in at if switch.first <= when.last]
    before = [(switch.first - when.last).days for switch in at if switch.first >= when.first]
    return Happening(what, _least(after), _least(before))


def _least(days: Sequence[int]) -> Number:
    return max(min(days), 0) if days else None
