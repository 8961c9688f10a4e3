"""Whether what a course holds is still what its audit trail saw being saved."""

import hashlib
from collections.abc import Iterable
from datetime import UTC

from caseline_web.audit import chain, listed
from caseline_web.courses.exact import dumps
from caseline_web.courses.models import CourseRow, EntryRow, HeldRow, SubmissionRow

# Events of a course's chain that are verified against its rows.
BEGAN, SAVED, ERASED = "began course", "saved entries", "erased course"
HELD = "held submission"
TAKEN_IN, LEFT_OUT = "took in held submission", "left out held submission"
SETTLED = (TAKEN_IN, LEFT_OUT)


def digest_of(sent: SubmissionRow, by: str, rows: Iterable[EntryRow]) -> str:
    """The SHA-256 of what was sent as it is kept: when, by whose handle, how, why, and its rows."""
    moments = [one.astimezone(UTC) for one in (sent.entered_at, sent.received_at)]
    told = {"sent": [*moments, by, sent.mode, sent.reason], "rows": _told(rows)}
    return _sha(told)


def digest_of_whose(course: CourseRow) -> str:
    """The same of whose a course is: by the handle of the patient, and the number of the clinic."""
    return _sha([course.patient.username if course.patient else "", course.organisation_id])


def digest_of_held(one: HeldRow) -> str:
    """The same of what was held: what, when, and why it could not be taken."""
    return _sha([one.content, one.received_at.astimezone(UTC), one.why])


def digest_of_why(why: str) -> str:
    """The same of what became of it, in words."""
    return _sha(why)


def broken(name: str) -> chain.Break | None:
    """Where a chain, or what it tells of, is not as it was; None where all holds."""
    if found := chain.verify(name):
        return found
    why = _list_altered() if name == chain.CLINIC else _course_altered(name)
    return chain.Break(name, 0, why) if why else None


def _list_altered() -> str | None:
    digest = listed.altered()
    return f"list {digest} is not the one that was shown" if digest else None


def _course_altered(pseudonym: str) -> str | None:
    """What of a course is not as the trail tells; None where all is.

    Of an erased course no more is asked than who erased it: its entries are gone.
    """
    course = CourseRow.objects.filter(pseudonym=pseudonym).first()
    events = list(chain.events(pseudonym))
    if course is None:
        return "its course is not there"
    if course.erased_at is not None:
        erased = any(one.what == ERASED for one in events)
        return None if erased else "its course is marked as erased, and nobody erased it"
    began = next((one.content for one in events if one.what == BEGAN), "")
    if began not in ("", digest_of_whose(course)):
        return "its course belongs to somebody else than when it began"
    if submission := _altered(course, [one for one in events if one.what == SAVED]):
        return f"entries of submission {submission} are not those that were saved"
    if held := _held_altered(course, events):
        return f"what was held as {held}, or what became of it, is not as it was"
    return None


def _altered(course: CourseRow, saved: list[chain.Event]) -> str | None:
    """The earliest submission that is not as it was saved; None where all are."""
    rows: dict[str, list[EntryRow]] = {}
    for row in EntryRow.objects.filter(course=course).order_by("pk").iterator():
        rows.setdefault(str(row.submission_id), []).append(row)
    sent = SubmissionRow.objects.filter(course=course).select_related("by").order_by("received_at")
    there = {str(one.pk): one for one in sent}
    for event in reversed(saved):
        one, its = there.pop(event.about, None), rows.pop(event.about, [])
        if one is None or event.content not in _digests(one, its):
            return event.about
    return next(iter(there), None) or next(iter(rows), None)


def _held_altered(course: CourseRow, events: list[chain.Event]) -> str | None:
    """Something that was held and is not as it was; None where all is.

    An event of an earlier version has no digest: it tells that something was held, or ended.
    """
    there = {str(one.pk): one for one in HeldRow.objects.filter(course=course)}
    held = {one.about: one.content for one in events if one.what == HELD}
    ended = {one.about: one.content for one in events if one.what in SETTLED}
    for number in sorted(held.keys() | there.keys()):
        row = there.get(number)
        if row is None or held.get(number) not in ("", digest_of_held(row)):
            return number
        ends = ("", digest_of_why(row.settled_why)) if row.settled_at else (None,)
        if ended.get(number) not in ends:
            return number
    return None


def _digests(sent: SubmissionRow, rows: list[EntryRow]) -> tuple[str, str]:
    """What an event may hold: the digest, or that of an earlier version, of the rows alone.

    A newer event holds the first one, whatever is altered: nothing makes it equal the second.
    """
    by = sent.by.username if sent.by else ""
    return digest_of(sent, by, rows), _sha(_told(rows))


def _told(rows: Iterable[EntryRow]) -> list[list[object]]:
    return [[row.kind, row.key, row.version, row.content, row.void] for row in rows]


def _sha(told: object) -> str:
    return hashlib.sha256(dumps(told).encode()).hexdigest()
