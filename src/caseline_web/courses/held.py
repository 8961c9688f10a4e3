"""What could not be taken as it is: kept, and seen to by a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.http import Http404
from django.utils import timezone

from caseline_web.audit import chain
from caseline_web.courses.entries import Part, Submission
from caseline_web.courses.exact import dumps, storable
from caseline_web.courses.models import HeldRow, SubmissionRow
from caseline_web.courses.proof import (
    HELD,
    LEFT_OUT,
    TAKEN_IN,
    digest_of_held,
    digest_of_why,
)
from caseline_web.courses.store import CourseRef, save
from caseline_web.courses.turns import locked, one_writer
from caseline_web.people.models import User

MOST_HELD, LONGEST_HELD = 100, 1_000_000  # that wait in one course; bytes of one of them
_HELD = ("id", "why", "received_at", "content", "settled_at", "settled_why")


@dataclass(frozen=True, slots=True)
class Held:
    """A submission that could not be taken.

    Parameters
    ----------
    settled_why
        What became of it, in the words of whoever saw to it; "" while it waits.
    taken
        Whether it was taken in then, under its own id.
    """

    id: UUID
    why: str
    received_at: datetime
    content: object
    settled_at: datetime | None
    settled_why: str
    taken: bool


class FullError(Exception):
    """It is too long to be held, or too much waits already."""


def hold(course: CourseRef, id_: UUID, content: object, why: str, by: User) -> None:
    """Keep what could not be taken, for a person to look at.

    Raises
    ------
    FullError
        It is too long, or so much waits that somebody has to look at it first.
    Http404
        The course was erased in the meantime.
    """
    waiting = HeldRow.objects.filter(course_id=course.pk, settled_at=None).exclude(pk=id_)
    if len(dumps(content)) > LONGEST_HELD or waiting.count() >= MOST_HELD:
        raise FullError
    with one_writer():
        if not any(locked(course=course.pk)):
            raise Http404
        row, new = HeldRow.objects.get_or_create(
            pk=id_,
            defaults={
                "course_id": course.pk,
                "by": by,
                "content": storable(content),
                "why": storable(why[:500]),
                "received_at": timezone.now(),
            },
        )
        if new:
            chain.record(course.pseudonym, by.username, HELD, str(id_), digest_of_held(row))


def held(course: CourseRef) -> list[Held]:
    """What waits for a person."""
    return [one for one in all_held(course) if one.settled_at is None]


def all_held(course: CourseRef) -> list[Held]:
    """What could not be taken, also what somebody was done with, and how."""
    rows = HeldRow.objects.filter(course_id=course.pk).order_by("received_at")
    taken = Exists(SubmissionRow.objects.filter(pk=OuterRef("pk"), course_id=course.pk))
    return [Held(*row) for row in rows.values_list(*_HELD, taken)]


def n_held(found: Iterable[CourseRef]) -> dict[int, int]:
    """How many submissions wait in each course, by its `pk`; those without any are left out."""
    rows = HeldRow.objects.filter(course_id__in=[one.pk for one in found], settled_at=None)
    counted = rows.values_list("course_id").annotate(n=Count("pk"))
    return dict(counted.order_by("course_id"))


def take_in(course: CourseRef, id_: UUID, parts: tuple[Part, ...], why: str, by: User) -> bool:
    """Take in what was held, as an entry of now with its reason; whether it waited.

    Raises
    ------
    CourseError
        A part cannot be; it waits on.
    """
    with one_writer():
        if found := _settle(course, id_, why, by, TAKEN_IN):
            save(course, Submission(id_, timezone.now(), "web", parts, why), by)
    return found


def leave_out(course: CourseRef, id_: UUID, why: str, by: User) -> bool:
    """Leave out what was held, which stays as it is, with the reason; whether it waited."""
    with one_writer():
        return _settle(course, id_, why, by, LEFT_OUT)


def _settle(course: CourseRef, id_: UUID, why: str, by: User, what: str) -> bool:
    waiting = HeldRow.objects.filter(pk=id_, course_id=course.pk, settled_at=None)
    kept = storable(why)
    found = bool(waiting.update(settled_at=timezone.now(), settled_why=kept))
    if found:
        chain.record(course.pseudonym, by.username, what, str(id_), digest_of_why(kept))
    return found
