"""The day of the first dose: what the plan asks for by then was answered before it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from caseline.calendar import read_day
from caseline.care.schedule import Asked, Schedule
from caseline.paindrawing.model import REGION_IDS
from caseline_web.courses.entries import Entry, Part
from caseline_web.courses.store import CourseRef, entries


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
    contacts = (one for one in schedule.contacts if one.week <= 0)
    asked = [one for contact in contacts for one in contact.asked]
    return tuple(
        replace(part, content={**part.content, "condition": "before treatment"})
        if any(_answers(part, one) for one in asked)
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


def _answers(part: Part, asked: Asked) -> bool:
    """Whether that is an answer to it: to all of it, and not to what an evening takes of it."""
    if asked.items or part.kind != "visit":
        return False
    if "drawing" in part.content:
        return any(asked.instrument.item(one) for one in REGION_IDS)
    told = [*part.content.get("responses", ()), *part.content.get("totals", ())]
    return any(str(one["instrument"]).partition("@")[0] == asked.instrument.id for one in told)
