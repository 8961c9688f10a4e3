"""Pages that show many courses at once: one event for each look, and each list kept once.

The event's content is the digest of the list, so that it can be told from the trail who saw
whose record when, and whether a list was altered. A list holds pseudonyms alone.
"""

import hashlib
from collections.abc import Iterable, Iterator

from django.db import transaction

from caseline_web.audit import chain
from caseline_web.audit.models import AuditEventRow, AuditListRow
from caseline_web.prepared import insert

_LISTED = "listed: "


def record(actor: str, where: str, pseudonyms: Iterable[str]) -> None:
    """Append that an account saw these courses on one page.

    Parameters
    ----------
    actor
        The account's handle.
    where
        The page's name among the addresses.
    """
    told = sorted(pseudonyms)
    row = AuditListRow(pseudonyms="\n".join(told))
    row.digest = _digest(row)
    with transaction.atomic(savepoint=False):
        any(insert(row, "digest"))  # the same list is kept once
        chain.record(
            chain.CLINIC, actor, f"{_LISTED}{where}", f"{len(told)} courses", content=row.digest
        )


def events(pseudonym: str) -> Iterator[chain.Event]:
    """Each look at a page that had this course on it, the newest first."""
    rows = AuditListRow.objects.filter(pseudonyms__contains=pseudonym)
    digests = {row.digest for row in rows if pseudonym in row.pseudonyms.split("\n")}
    for event in chain.events(chain.CLINIC):
        if event.what.startswith(_LISTED) and event.content in digests:
            yield event


def altered() -> str | None:
    """The digest of a list that was altered or taken out; None where all are as they were."""
    looks = AuditEventRow.objects.filter(chain=chain.CLINIC, what__startswith=_LISTED)
    shown = set(looks.values_list("content", flat=True).distinct())
    there = {row.digest: _digest(row) for row in AuditListRow.objects.iterator()}
    wrong = [one for one in shown | there.keys() if there.get(one) != one]
    return min(wrong, default=None)


def _digest(row: AuditListRow) -> str:
    return hashlib.sha256(row.pseudonyms.encode()).hexdigest()
