"""Whether the entries of a course are still those that its audit trail saw being saved."""

import hashlib
from collections.abc import Iterable

from caseline_web.audit import chain
from caseline_web.courses.exact import dumps
from caseline_web.courses.models import CourseRow, EntryRow

SAVED = "saved entries"


def digest_of(rows: Iterable[EntryRow]) -> str:
    """The SHA-256 of rows as they are kept."""
    told = [[row.kind, row.key, row.version, row.content, row.void] for row in rows]
    return hashlib.sha256(dumps(told).encode()).hexdigest()


def altered(pseudonym: str) -> str | None:
    """The earliest submission whose rows are not those that were saved; None where all are.

    Of an erased course nothing is asked: its entries are gone, as the trail says.
    """
    found = CourseRow.objects.filter(pseudonym=pseudonym, erased_at=None).first()
    if found is None:
        return None
    kept: dict[str, list[EntryRow]] = {}
    for row in EntryRow.objects.filter(course=found).order_by("pk").iterator():
        kept.setdefault(str(row.submission_id), []).append(row)
    saved = [one for one in chain.events(pseudonym) if one.what == SAVED]
    for event in reversed(saved):
        if digest_of(kept.pop(event.about, [])) != event.content:
            return event.about
    return next(iter(kept), None)
