"""What is asked of a course: on an evening, and in the longer forms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from caseline.care.schedule import Due, Schedule, all_due
from caseline_web.asking.questions import Form, form_of, has_drawing
from caseline_web.courses.agenda import Agenda, agenda, schedule_in
from caseline_web.courses.entries import Entry
from caseline_web.courses.store import CourseRef, entries

KINDS = ("schedule", "visit", "pause", "not_done", "taken", "dose", "treatment")
LATE = timedelta(days=7)  # for so long an evening or a form can be filled in later


@dataclass(frozen=True, slots=True)
class Open:
    """A longer form that can be filled in, in its last days or for a while after them."""

    id: str
    title: str
    last: date
    late: bool
    drawing: bool


@dataclass(frozen=True, slots=True)
class Evening:
    """What is asked on one evening.

    Parameters
    ----------
    dose
        Whether one is due.
    open
        The longer forms that can be filled in.
    """

    day: date
    forms: tuple[Form, ...]
    dose: bool
    open: tuple[Open, ...]
    agenda: Agenda

    @property
    def earlier(self) -> list[date]:
        """The evenings without an answer that can still be filled in."""
        return [day for day in self.agenda.missed if day >= self.day - LATE]


def evening_on(course: CourseRef, day: date, lang: str) -> Evening:
    """What is asked of a course on that evening, also where it lies in a pause."""
    there = entries(course, *KINDS)
    forms = forms_on(schedule_in(there), day, lang)
    found = agenda(there, day)
    due = bool(forms) and dose_is_due(there, day)
    return Evening(day, forms, due, _open(found, day, lang), found)


def forms_on(schedule: Schedule | None, day: date, lang: str) -> tuple[Form, ...]:
    """The questions of that evening; none where the schedule does not hold the day."""
    if schedule is None or not schedule.begin <= day <= schedule.end:
        return ()
    return tuple(form_of(one, lang) for one in schedule.evenings)


def _open(found: Agenda, day: date, lang: str) -> tuple[Open, ...]:
    late = [one for one in found.late if one.last >= day - LATE]
    return tuple(
        Open(
            id=one.asked.instrument.id,
            title=form_of(one.asked, lang).title,
            last=one.last,
            late=one in late,
            drawing=has_drawing(one.asked),
        )
        for one in (*found.forms, *late)
    )


def is_over(schedule: Schedule | None, today: date) -> bool:
    """Whether the last day has gone by on which anything of the schedule can be filled in."""
    return schedule is not None and schedule.end + LATE < today


def due_form(schedule: Schedule | None, instrument: str, day: date) -> Due | None:
    """A longer form as it is asked for on that day or was before, whether answered or not."""
    begun = _begun(schedule, day)
    return next((one for one in begun if one.asked.instrument.id == instrument), None)


def due_drawing(schedule: Schedule | None, day: date) -> Due | None:
    """The form that the pain drawing is a part of, as it was asked for last."""
    return next((one for one in _begun(schedule, day) if has_drawing(one.asked)), None)


def _begun(schedule: Schedule | None, day: date) -> list[Due]:
    """What was asked for up to that day, the latest first."""
    begun = [one for one in all_due(schedule) if one.first <= day] if schedule else []
    return begun[::-1]


def dose_is_due(there: Iterable[Entry], day: date) -> bool:
    """Whether something is taken on that day; in a blinded part nobody says what."""
    doses = [one.content for one in there if one.kind == "dose"]
    begun = [one for one in doses if str(one["from"]) <= day.isoformat()]
    last = max(begun, key=lambda one: str(one["from"]), default=None)
    return last is not None and bool(last["amount"] or last.get("placebo"))
