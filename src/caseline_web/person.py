"""What a person may ask for at any time: all that is kept about them, or that it is erased."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from caseline_web import erasures
from caseline_web.audit import chain, listed
from caseline_web.courses import store as courses
from caseline_web.courses.held import all_held
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

    Raises
    ------
    SettingError
        It cannot be noted that the person is to be erased from backups too; nothing was erased.
    """
    with transaction.atomic():  # a course that is erased no longer tells whose it was
        theirs = _courses(course)
        for one in theirs:
            reminders.forget(one)
            courses.erase(one, by)
        if course.patient is not None:
            end_account(course.patient)
            people.erase_identity(course.patient, by)
        erasures.note(settings.DATA, [one.pseudonym for one in theirs], timezone.now())


def erase_again(by: str) -> list[str]:
    """Erase whom a backup brought back, by the register of who was erased.

    Returns
    -------
    list of str
        The pseudonyms, in order.

    Raises
    ------
    SettingError
        The register cannot be read or written.
    """
    found = []
    for pseudonym, at in sorted(erasures.noted(settings.DATA).items()):
        course = courses.course_named(pseudonym)
        if course is not None and course.created_at <= at:
            found += [one.pseudonym for one in _courses(course)]
            erase(course, by)
    return sorted(found)


def _courses(course: CourseRef) -> list[CourseRef]:
    return courses.courses_of_patient(course.patient) if course.patient else [course]


def _course(course: CourseRef) -> dict[str, Any]:
    return {
        "pseudonym": course.pseudonym,
        "begun": _plain(course.created_at),
        "entries": [_told(one) for one in courses.history(course)],
        "held": [_told(one) for one in all_held(course)],
        "reminders_chosen": _told(reminders.chosen(course)),
        "devices": [_told(one) for one in reminders.devices_of(course)],
        "reminders": [_told(one) for one in ledger.reminders_of(course)],
        "seen_by": [_told(one) for one in chain.events(course.pseudonym)],
        "seen_in_lists": [_told(one) for one in listed.events(course.pseudonym)],
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
