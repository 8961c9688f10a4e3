"""Append to the audit trail, and verify it.

An event is never changed and never removed. Each holds the digest of the one before it, so
that whoever takes one out or alters it breaks the chain from there on. The content of an
entry stands in the event as its own digest: after a person was erased the chain still holds.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import DatabaseError, transaction
from django.db.models import CharField
from django.utils import timezone

from caseline_web.audit.models import AuditEventRow
from caseline_web.prepared import Prepared, Rows, Slot, insert

CLINIC = "clinic"
_FIRST = "0" * 64
_TRIES = 20
_newest = Prepared(
    lambda: (
        AuditEventRow.objects.filter(chain=Slot("chain", CharField()))
        .order_by("-number")
        .values_list("number", "digest")[:1]
    )
)
End = tuple[int, str]  # how many events a chain has, and the digest of the newest


@dataclass(frozen=True, slots=True)
class Event:
    """One event, as a page shows it."""

    number: int
    at: datetime
    actor: str
    what: str
    about: str
    content: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first place at which a chain, or what it tells of, does not hold.

    Parameters
    ----------
    number
        Of the event; 0 where the chain itself holds, and what it tells of was altered.
    """

    chain: str
    number: int
    why: str

    def __str__(self) -> str:
        """In words, for a command."""
        return f"event {self.number} {self.why}" if self.number else self.why


def record(
    chain: str,
    actor: str,
    what: str,
    about: str = "",
    content: str = "",
    *,
    behind: End | None = None,
) -> None:
    """Append one event.

    Parameters
    ----------
    chain
        A course's pseudonym, or `CLINIC`.
    actor
        The account's handle, or the name of the command.
    what
        A verb and a noun: "read course", "saved entries".
    about
        What it was done to: an id, never a name or an answer.
    content
        The SHA-256 of what was written, where something was.
    behind
        The end of the chain, where it was asked for already.
    """
    with transaction.atomic(savepoint=False):
        for _ in range(_TRIES):
            if _append(behind or head(chain), chain, actor, what, about, content):
                return
            behind = None  # another process appended in between: behind its event, then
    raise DatabaseError("the audit trail is written to by too many at once")


def events(chain: str) -> Iterator[Event]:
    """The events of a chain, the newest first."""
    for row in AuditEventRow.objects.filter(chain=chain).order_by("-number").iterator():
        yield Event(row.number, row.at, row.actor, row.what, row.about, row.content)


def chains() -> list[str]:
    """Every chain there is."""
    found = AuditEventRow.objects.order_by("chain").values_list("chain", flat=True)
    return list(found.distinct())


def verify(chain: str) -> Break | None:
    """The first event that was changed or taken out; None where the chain holds.

    The end of a chain can be cut off unseen: `holds_at` asks for a digest that was printed
    earlier and kept in a place that this database cannot reach.
    """
    before = _FIRST
    for wanted, row in enumerate(
        AuditEventRow.objects.filter(chain=chain).order_by("number").iterator(), 1
    ):
        if row.number != wanted:
            return Break(chain, wanted, "is missing")
        found = _digest(
            before, chain, row.number, row.at, row.actor, row.what, row.about, row.content
        )
        if found != row.digest:
            return Break(chain, wanted, "was changed, or follows one that was")
        before = found
    return None


def holds_at(chain: str, number: int, digest: str) -> bool:
    """Whether the chain still has the event of that number, with that digest."""
    return AuditEventRow.objects.filter(chain=chain, number=number, digest=digest).exists()


def head(chain: str) -> End:
    """The end of a chain."""
    return end_in(newest(chain))


def newest(chain: str) -> Rows:
    """The newest event of a chain, for `end_in`: asked for now, and looked at there."""
    return _newest(chain=chain)


def end_in(found: Rows) -> End:
    """The end of the chain whose newest event that is."""
    for number, digest in found:
        return number, digest
    return 0, _FIRST


def _append(before: End, chain: str, actor: str, what: str, about: str, content: str) -> bool:
    """Whether the event could be put behind that end."""
    number, at = before[0] + 1, timezone.now()
    row = AuditEventRow(
        chain=chain,
        number=number,
        at=at,
        actor=actor,
        what=what,
        about=about,
        content=content,
        digest=_digest(before[1], chain, number, at, actor, what, about, content),
    )
    return any(insert(row, "chain", "number"))


def _digest(before: str, chain: str, number: int, at: datetime, *told: str) -> str:
    whole = [before, chain, number, at.astimezone(UTC).isoformat(), *told]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()
