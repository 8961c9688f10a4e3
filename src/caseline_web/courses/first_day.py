"""The day of the first dose: what the plan asks for by then was answered before it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from caseline.calendar import read_day
from caseline.care.schedule import Asked, Schedule
from caseline.paindrawing.model import REGION_IDS
from caseline_web.courses.agenda import schedule_in
from caseline_web.courses.entries import Entry, Part
from caseline_web.courses.store import CourseRef, entries

BEFORE = "before treatment"


def of_before(
    course: CourseRef, schedule: Schedule | None, parts: tuple[Part, ...], day: date
) -> tuple[Part, ...]:
    """The same answers, told to be from before the treatment where they are.

    A reading without a time stands for the evening, so one of the day of the first dose counts as
    on treatment. A form of a contact up to that day looks back on the time before, and is
    answered when the treatment is handed out.
    """
    if schedule is None or not parts or day != first_dose(entries(course, "dose")):
        return parts
    return tuple(
        replace(part, content={**part.content, "condition": BEFORE})
        if _is_asked_before(part, schedule)
        else part
        for part in parts
    )


def first_dose(there: Iterable[Entry]) -> date | None:
    """The day of the first dose of the treatment or of its placebo.

    None where there is none, or its month alone is known.
    """
    doses = [one.content for one in there if one.kind == "dose"]
    given = [one for one in doses if one.get("placebo") or one.get("amount") != 0]
    days = [day for one in given if (day := read_day(str(one["from"])))]
    first = min(days, key=lambda day: day.first, default=None)
    return first.exact if first else None


def as_the_doses_are(there: Iterable[Entry]) -> tuple[Entry, ...]:
    """The same entries; what is of a day after the first dose is not from before it any more.

    It was so when it was answered. Since then somebody told that the first dose was taken earlier.
    """
    found = tuple(there)
    schedule, first = schedule_in(found), first_dose(found)
    if schedule is None or first is None:
        return found
    return tuple(
        replace(one, content={k: v for k, v in one.content.items() if k != "condition"})
        if _is_overtaken(one, first) and _is_asked_before(one, schedule)
        else one
        for one in found
    )


def _is_overtaken(entry: Entry, first: date) -> bool:
    content = entry.content
    return content.get("condition") == BEFORE and str(content.get("on", "")) > first.isoformat()


def _is_asked_before(told: Part | Entry, schedule: Schedule) -> bool:
    """Whether it answers a form that the plan asks for by the first dose."""
    contacts = (one for one in schedule.contacts if one.week <= 0)
    return any(_answers(told, one) for contact in contacts for one in contact.asked)


def _answers(told: Part | Entry, asked: Asked) -> bool:
    """Whether that is an answer to it: to all of it, and not to what an evening takes of it."""
    if asked.items or told.kind != "visit":
        return False
    if "drawing" in told.content:
        return any(asked.instrument.item(one) for one in REGION_IDS)
    parts = [*told.content.get("responses", ()), *told.content.get("totals", ())]
    return any(str(one["instrument"]).partition("@")[0] == asked.instrument.id for one in parts)
