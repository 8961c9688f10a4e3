"""What somebody sends in, and what a course holds of it."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from caseline_web.courses.exact import dumps
from caseline_web.courses.kinds import Content

Mode = Literal["web", "paper", "interview", "telephone", "app"]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was entered.

    Parameters
    ----------
    kind
        One of `caseline_web.courses.kinds.KINDS`.
    content
        In the words of the course file: days as texts, numbers as int or Decimal.
    key
        Of a kind of which a course holds many: which one is put right; "" for a new one.
    void
        It is taken back: the earlier version stays, and counts no more.
    follows
        The version that was read and is put right: another one that counts by now refuses it.
        0 says that none was there; None takes whatever is there.
    """

    kind: str
    content: Content
    key: str = ""
    void: bool = False
    follows: int | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """What is sent at one time: taken whole, or not at all.

    Parameters
    ----------
    id
        Made by the sender, who may send it again and again: it is taken once.
    entered_at
        When it was entered, by the sender's clock.
    reason
        Why an earlier entry is put right.
    """

    id: UUID
    entered_at: datetime
    mode: Mode
    parts: tuple[Part, ...]
    reason: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of what was sent, by which a second sending is told from another entry."""
        told = [[part.kind, dict(part.content), part.key, part.void] for part in self.parts]
        return hashlib.sha256(dumps([told, self.mode, self.reason]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One part as a course holds it, in one version."""

    kind: str
    key: str
    version: int
    content: Content = field(hash=False)
    void: bool
    mode: Mode
    reason: str
    entered_at: datetime
    received_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a submission is kept, and since when."""

    id: UUID
    received_at: datetime
    again: bool


class ConflictError(Exception):
    """Another submission was sent under the same id."""


class MovedError(Exception):
    """An entry is no longer the one that was read, so what puts it right is not kept."""
