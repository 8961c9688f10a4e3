"""The reminders of a course as a person reads them: planned, sent, opened, answered."""

from dataclasses import dataclass
from datetime import date, datetime

from caseline_web.courses.agenda import answered
from caseline_web.courses.current import schedule_of
from caseline_web.courses.store import CourseRef, history
from caseline_web.reminders import ledger
from caseline_web.reminders.channels import NAMES, REASONS


@dataclass(frozen=True, slots=True)
class Line:
    """One reminder, what became of it, and when its evening was answered."""

    reminder: ledger.Reminder
    channel: str
    answered_at: datetime | None
    why: str
    state: str  # "sent", "waiting", "needless", "lost" or "over"


def lines(course: CourseRef, at: datetime) -> list[Line]:
    """Every reminder of a course, the newest first."""
    first = _first_answers(course)
    return [_line(one, first.get(one.evening), at) for one in ledger.reminders_of(course)]


def _line(one: ledger.Reminder, answered_at: datetime | None, at: datetime) -> Line:
    why = str(REASONS.get(one.why, ""))
    return Line(one, str(NAMES[one.channel]), answered_at, why, _state(one, at))


def _state(one: ledger.Reminder, at: datetime) -> str:
    if one.sent_at:
        return "sent"
    if one.why in ledger.NEEDLESS:
        return "needless"
    if one.ends_at > at:
        return "waiting"
    return "lost" if one.tries and not one.why else "over"


def _first_answers(course: CourseRef) -> dict[date, datetime]:
    """When the first answer of each evening was received."""
    schedule = schedule_of(course)
    first: dict[date, datetime] = {}
    for entry in history(course, "visit") if schedule else ():
        for day in answered((entry,), schedule.evenings if schedule else ()):
            first.setdefault(day, entry.received_at)
    return first
