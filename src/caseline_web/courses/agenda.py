"""What a course asks for: tonight, these days, and what went by without an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from caseline.calendar import read_day
from caseline.care.schedule import Asked, Due, Schedule, all_due, due, read_schedule, unanswered
from caseline.document import Table
from caseline.errors import CourseError
from caseline_web.courses.entries import Entry
from caseline_web.courses.exact import dumps, loads

Days = dict[tuple[str, int | None], set[date]]

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
    return _read(dumps(found.content))


@lru_cache(maxsize=1024)
def _read(content: str) -> Schedule:
    """Each schedule once: it is asked for at every step, and never changes."""
    return read_schedule(Table("schedule", "", loads(content), CourseError))


def agenda(entries: Iterable[Entry], today: date) -> Agenda:
    """What the course asks for on that day."""
    there = tuple(entries)
    schedule = schedule_in(there)
    if schedule is None:
        return Agenda()
    pauses, days, refused = paused_days(there, today), _days(there), _refused(there)
    evenings = _over(days, schedule.evenings)
    within = schedule.begin <= today <= schedule.end and today not in pauses
    return Agenda(
        tonight=schedule.evenings if within else (),
        answered_tonight=today in evenings,
        forms=tuple(one for one in due(schedule, today) if not _done(one, days, refused)),
        missed=unanswered(schedule, evenings, pauses, today),
        late=tuple(
            one for one in all_due(schedule) if one.last < today and not _done(one, days, refused)
        ),
        pause=pauses.get(today),
    )


def answered(entries: Iterable[Entry], asked: Iterable[Asked]) -> set[date]:
    """The days on which one of the instruments was answered over the days that it is asked for."""
    return _over(_days(entries), asked)


def _over(days: Days, asked: Iterable[Asked]) -> set[date]:
    wanted = (days.get((one.instrument.id, one.recall_days), set()) for one in asked)
    return set().union(*wanted)


def _days(entries: Iterable[Entry]) -> Days:
    """The days on which each instrument was answered, by how many days the answers are about."""
    found: Days = {}
    for entry in entries:
        if entry.kind == "visit" and (on := _day(entry)):
            told = [*entry.content.get("responses", []), *entry.content.get("totals", [])]
            for one in told:
                found.setdefault((_instrument(one), _recall(one)), set()).add(on)
    return found


def _refused(entries: Iterable[Entry]) -> set[tuple[str, date]]:
    """The instruments of which somebody said that they are not answered, each with its day."""
    return {
        (_instrument(one.content), on)
        for one in entries
        if one.kind == "not_done" and (on := _day(one))
    }


def _day(entry: Entry, key: str = "on") -> date | None:
    """A day of an entry; None where there is none, or the month alone is known."""
    found = read_day(str(entry.content.get(key, "")))
    return found.exact if found else None


def _instrument(told: Mapping[str, object]) -> str:
    return str(told["instrument"]).partition("@")[0]


def _recall(told: Mapping[str, object]) -> int | None:
    found = told.get("recall_days")
    return found if isinstance(found, int) else None


def _done(one: Due, days: Days, refused: set[tuple[str, date]]) -> bool:
    """Whether a form was answered, or said not to be, within its days."""
    name = one.asked.instrument.id
    done = _over(days, [one.asked]) | {day for of, day in refused if of == name}
    return any(one.first <= day <= one.last for day in done)


def paused_days(entries: Iterable[Entry], today: date) -> dict[date, date]:
    """The days of the pauses so far, each with the day on which its pause began."""
    days: dict[date, date] = {}
    for entry in entries:
        if entry.kind == "pause" and (first := _day(entry, "from")):
            last = _day(entry, "to") or first + MOST_PAUSE
            n_days = (min(last, today) - first).days + 1
            days |= {first + timedelta(days=n): first for n in range(n_days)}
    return days
