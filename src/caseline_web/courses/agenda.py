"""What a course asks for: tonight, these days, and what went by without an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from caseline.care.schedule import Asked, Due, Schedule, all_due, due, read_schedule, unanswered
from caseline.document import Table
from caseline.errors import CourseError
from caseline_web.courses.entries import Entry

MOST_PAUSE = timedelta(days=28)  # a pause without an end is over then


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is asked on one day.

    Parameters
    ----------
    tonight
        What is asked this evening; empty during a pause and outside of the schedule.
    answered_tonight
        Whether the evening has its answers already.
    forms
        The longer forms that may be answered today and were not.
    missed
        The evenings that went by without an answer since the schedule began.
    late
        The longer forms whose days went by without an answer.
    pause
        The day on which the pause began that this day lies in; None where it lies in none.
    """

    tonight: tuple[Asked, ...] = ()
    answered_tonight: bool = False
    forms: tuple[Due, ...] = ()
    missed: tuple[date, ...] = ()
    late: tuple[Due, ...] = ()
    pause: date | None = None

    @property
    def paused(self) -> bool:
        """Whether this day lies in a pause."""
        return self.pause is not None


def schedule_in(entries: Iterable[Entry]) -> Schedule | None:
    """The schedule of a course; None where none was set up."""
    found = next((entry for entry in entries if entry.kind == "schedule"), None)
    if found is None:
        return None
    return read_schedule(Table("schedule", "", found.content, CourseError))


def agenda(entries: Iterable[Entry], today: date) -> Agenda:
    """What the course asks for on that day."""
    there = tuple(entries)
    schedule = schedule_in(there)
    if schedule is None:
        return Agenda()
    pauses = paused_days(there, today)
    evenings = {day for day, _ in answered(there, schedule.evenings)}
    within = schedule.begin <= today <= schedule.end and today not in pauses
    return Agenda(
        tonight=schedule.evenings if within else (),
        answered_tonight=today in evenings,
        forms=tuple(one for one in due(schedule, today) if not _done(one, there)),
        missed=unanswered(schedule, evenings, pauses, today),
        late=tuple(one for one in all_due(schedule) if one.last < today and not _done(one, there)),
        pause=pauses.get(today),
    )


def answered(entries: Iterable[Entry], asked: Iterable[Asked]) -> set[tuple[date, str]]:
    """The days on which one of the instruments was answered over the days that it is asked for."""
    wanted = {(one.instrument.id, one.recall_days) for one in asked}
    return {
        (date.fromisoformat(str(entry.content["on"])), instrument)
        for entry in entries
        if entry.kind == "visit" and "on" in entry.content
        for instrument, recall in _instruments(entry)
        if (instrument, recall) in wanted and len(str(entry.content["on"])) == len("2026-01-01")
    }


def _instruments(entry: Entry) -> list[tuple[str, int | None]]:
    """What was answered, and over how many days."""
    told = [*entry.content.get("responses", []), *entry.content.get("totals", [])]
    return [(str(one["instrument"]).partition("@")[0], _recall(one)) for one in told]


def _recall(told: dict[str, object]) -> int | None:
    found = told.get("recall_days")
    return found if isinstance(found, int) else None


def _done(one: Due, entries: Iterable[Entry]) -> bool:
    """Whether a form was answered, or said not to be, within its days."""
    refused = {
        (str(entry.content["on"]), str(entry.content["instrument"]).partition("@")[0])
        for entry in entries
        if entry.kind == "not_done"
    }
    days = {day for day, _ in answered(entries, [one.asked])}
    days |= {date.fromisoformat(on) for on, name in refused if name == one.asked.instrument.id}
    return any(one.first <= day <= one.last for day in days)


def paused_days(entries: Iterable[Entry], today: date) -> dict[date, date]:
    """The days of the pauses so far, each with the day on which its pause began."""
    days: dict[date, date] = {}
    for entry in entries:
        if entry.kind == "pause":
            first = date.fromisoformat(str(entry.content["from"]))
            told = entry.content.get("to")
            last = date.fromisoformat(str(told)) if told else first + MOST_PAUSE
            n_days = (min(last, today) - first).days + 1
            days |= {first + timedelta(days=n): first for n in range(n_days)}
    return days
