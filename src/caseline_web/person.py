"""What a person may ask for at any time: all that is kept about them, or that it is erased."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from caseline_web.audit import chain
from caseline_web.courses import store as courses
from caseline_web.courses.store import CourseRef
from caseline_web.people import store as people
from caseline_web.people.accounts import about_account, end_account
from caseline_web.reminders import ledger
from caseline_web.reminders import store as reminders

SCHEMA = 1


def everything(course: CourseRef) -> dict[str, Any]:
    """All that is kept about the person of a course, in every course of theirs."""
    theirs = _courses(course)
    who = people.identity_of(course.patient) if course.patient else None
    return {
        "schema": SCHEMA,
        "identity": {"name": who.name, "email": who.email, "birth_date": _plain(who.birth_date)}
        if who
        else None,
        "account": about_account(course.patient),
        "courses": [_course(one) for one in theirs],
    }


def erase(course: CourseRef, by: str) -> None:
    """Take out all that is about the person of a course, in every course of theirs.

    What stays, because the trail of what was done must hold: that there was a course under this
    pseudonym, when something was sent in it, and digests. Nobody can be told from them.
    """
    for one in _courses(course):
        reminders.forget(one)
        courses.erase(one, by)
    if course.patient is not None:
        end_account(course.patient)
        people.erase_identity(course.patient, by)


def _courses(course: CourseRef) -> list[CourseRef]:
    return courses.courses_of_patient(course.patient) if course.patient else [course]


def _course(course: CourseRef) -> dict[str, Any]:
    return {
        "pseudonym": course.pseudonym,
        "begun": _plain(course.created_at),
        "entries": [_told(one) for one in courses.history(course)],
        "held": [_told(one) for one in courses.held(course)],
        "reminders_chosen": _told(reminders.chosen(course)),
        "devices": [_told(one) for one in reminders.devices_of(course)],
        "reminders": [_told(one) for one in ledger.reminders_of(course)],
        "seen_by": [_told(one) for one in chain.events(course.pseudonym)],
    }


def _told(row: Any) -> dict[str, Any]:  # noqa: ANN401  any of the stores' dataclasses
    return {name: _plain(getattr(row, name)) for name in row.__slots__}


def _plain(value: object) -> object:
    """A value as JSON has it."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time() | UUID():
            return str(value)
    return value
