"""Whether what a course holds is still what its audit trail saw being saved."""

import hashlib
from collections.abc import Iterable
from datetime import UTC

from caseline_web.audit import chain, listed
from caseline_web.courses.exact import dumps
from caseline_web.courses.models import CourseRow, EntryRow, SubmissionRow

SAVED = "saved entries"


def digest_of(sent: SubmissionRow, by: str, rows: Iterable[EntryRow]) -> str:
    """The SHA-256 of what was sent as it is kept: when, by whose handle, how, why, and its rows."""
    moments = [one.astimezone(UTC) for one in (sent.entered_at, sent.received_at)]
    told = {"sent": [*moments, by, sent.mode, sent.reason], "rows": _told(rows)}
    return _sha(told)


def broken(name: str) -> chain.Break | None:
    """Where a chain, or what it tells of, is not as it was; None where all holds."""
    if found := chain.verify(name):
        return found
    if name == chain.CLINIC and (digest := listed.altered()):
        return chain.Break(name, 0, f"list {digest} is not the one that was shown")
    if submission := _altered(name):
        why = f"entries of submission {submission} are not those that were saved"
        return chain.Break(name, 0, why)
    return None


def _altered(pseudonym: str) -> str | None:
    """The earliest submission that is not as it was saved; None where all are.

    Of an erased course nothing is asked: its entries are gone, as the trail says.
    """
    found = CourseRow.objects.filter(pseudonym=pseudonym, erased_at=None).first()
    if found is None:
        return None
    rows: dict[str, list[EntryRow]] = {}
    for row in EntryRow.objects.filter(course=found).order_by("pk").iterator():
        rows.setdefault(str(row.submission_id), []).append(row)
    sent = SubmissionRow.objects.filter(course=found).select_related("by").order_by("received_at")
    there = {str(one.pk): one for one in sent}
    saved = [one for one in chain.events(pseudonym) if one.what == SAVED]
    for event in reversed(saved):
        one, its = there.pop(event.about, None), rows.pop(event.about, [])
        if one is None or event.content not in _digests(one, its):
            return event.about
    return next(iter(there), None) or next(iter(rows), None)


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
