"""What of a course needs a look, for the list of patients and the top of its page."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseline.instruments import catalogue
from caseline_web.courses.agenda import agenda, schedule_in
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import Entry
from caseline_web.courses.store import CourseRef, entries, held

QUIET = 3  # evenings without an answer after which somebody should look
NEW = timedelta(days=14)
KINDS = ("schedule", "visit", "pause", "not_done", "side_effect", "prompt", "decision", "treatment")


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the list: who, what, where it stands, and what needs a look."""

    course: CourseRef
    treatment: str
    day: int | None
    of: int | None
    needs: tuple[str, ...]


def look_at(course: CourseRef) -> Look:
    """Where a course stands, and what needs a look."""
    there, today = entries(course, *KINDS), today_of(course)
    schedule = schedule_in(there)
    name = next((str(one.content["name"]) for one in there if one.kind == "treatment"), "")
    if schedule is None:
        return Look(course, name, None, None, _needs(course, there))
    day = (today - schedule.begin).days + 1
    length = (schedule.end - schedule.begin).days + 1
    return Look(course, name, day, length, _needs(course, there))


def _needs(course: CourseRef, there: tuple[Entry, ...]) -> tuple[str, ...]:
    """Short notes, the gravest first."""
    today = today_of(course)
    asked = agenda(there, today)
    recent = [day for day in asked.missed if day >= today - timedelta(days=QUIET)]
    new = [
        one for one in there if one.kind == "side_effect" and one.entered_at.date() >= today - NEW
    ]
    waiting = held(course)
    reminded = [one for one in there if one.kind == "prompt" and one.content["answer"] == "yes"]
    review = [
        one
        for one in there
        if one.kind == "decision" and str(one.content.get("review_on", "9")) <= today.isoformat()
    ]
    notes = (
        _item_9(there) and _("PHQ-9, item 9: above 0"),
        reminded and ngettext("%(n)s safety reminder", "%(n)s safety reminders", len(reminded)),
        new and ngettext("%(n)s new side effect", "%(n)s new side effects", len(new)),
        waiting and ngettext("%(n)s entry held", "%(n)s entries held", len(waiting)),
        len(recent) >= QUIET and _("no answer for three evenings"),
        asked.late and ngettext("%(n)s form is late", "%(n)s forms are late", len(asked.late)),
        review and _("a decision is due"),
    )
    counts = (0, len(reminded), len(new), len(waiting), 0, len(asked.late), 0)
    return tuple(
        str(note) % {"n": n} if n else str(note)
        for note, n in zip(notes, counts, strict=True)
        if note
    )


def _item_9(there: tuple[Entry, ...]) -> bool:
    """Whether the newest PHQ-9 has an answer above 0 to its ninth question."""
    answered: list[tuple[str, dict[str, int]]] = [
        (str(one.content["on"]), response["answers"])
        for one in there
        if one.kind == "visit" and "on" in one.content
        for response in one.content.get("responses", [])
        if str(response["instrument"]).startswith("phq9")
    ]
    newest = max(answered, key=lambda one: one[0], default=("", {}))[1]
    return any(
        newest.get(item.id, 0) >= item.safety.at
        for item in catalogue.instrument("phq9").items
        if item.safety
    )
