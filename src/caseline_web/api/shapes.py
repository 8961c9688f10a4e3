"""The shapes of what programs send and are sent."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field

from caseline_web.courses.kinds import KINDS
from caseline_web.courses.store import LONGEST_KEY, LONGEST_REASON


class CourseOut(Schema):
    """One course, under its pseudonym."""

    pseudonym: str
    begun: datetime
    zone: str


class EntryOut(Schema):
    """One version of one entry."""

    kind: str
    key: str
    version: int
    content: dict[str, Any]
    void: bool
    mode: str
    reason: str
    entered_at: datetime
    received_at: datetime


class WholeOut(CourseOut):
    """A course with every version of every entry."""

    entries: list[EntryOut]


class _In(Schema):
    """What is sent holds nothing that nobody reads."""

    model_config = ConfigDict(extra="forbid")


class PartIn(_In):
    """One thing that was entered, in the words of the course file."""

    kind: Literal[tuple(KINDS)]  # type: ignore[valid-type]  # the kinds are data
    content: dict[str, Any]
    key: Annotated[str, Field(max_length=LONGEST_KEY)] = ""
    void: bool = False


class SubmissionIn(_In):
    """What is sent at one time: taken whole, or not at all."""

    id: UUID
    entered_at: AwareDatetime
    mode: Literal["web", "paper", "interview", "telephone", "app"] = "app"
    reason: Annotated[str, Field(max_length=LONGEST_REASON)] = ""
    parts: Annotated[list[PartIn], Field(min_length=1, max_length=200)]


class ReceiptOut(Schema):
    """That a submission is kept, and since when; `again` where it was kept before."""

    id: UUID
    received_at: datetime
    again: bool


class RefusalOut(Schema):
    """Why something was not done."""

    detail: str
