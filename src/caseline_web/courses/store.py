"""Courses in the database: the only place that reads and writes their rows.

Each function that writes is one transaction: its rows, and its event in the audit trail.
"""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Max, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from caseline.errors import CourseError
from caseline_web.audit import chain
from caseline_web.courses.entries import ConflictError, Entry, Part, Receipt, Submission
from caseline_web.courses.exact import refuse_unstorable, storable
from caseline_web.courses.kinds import check, key_of
from caseline_web.courses.models import CourseRow, EntryRow, HeldRow, SubmissionRow
from caseline_web.courses.proof import SAVED, digest_of
from caseline_web.people.models import OrganisationRow, User

LONGEST_REASON, LONGEST_KEY = 500, 96
_REF = ("pk", "pseudonym", "organisation_id", "patient_id", "zone", "created_at")
_ENTRY: tuple[str | Combinable, ...] = (
    *("kind", "key", "version", "content", "void"),
    *(f"submission__{name}" for name in ("mode", "reason", "entered_at", "received_at")),
    Coalesce("submission__by__username", Value("")),
)
_turn = Lock()  # SQLite has one writer: the others queue here, and do not ask it again and again
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another


@dataclass(frozen=True, slots=True)
class CourseRef:
    """Which course: all that a page needs to know of its row."""

    pk: int
    pseudonym: str
    organisation: int
    patient: int | None
    zone: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """A submission that could not be taken."""

    id: UUID
    why: str
    received_at: datetime
    content: object


def new_course(
    organisation: OrganisationRow, patient: User | None, by: str, pseudonym: str | None = None
) -> CourseRef:
    """Begin a course, under a new pseudonym that tells nothing or under one that it has."""
    pseudonym = pseudonym or "P-" + "".join(secrets.choice(_LETTERS) for _ in range(6))
    with transaction.atomic():
        row = CourseRow.objects.create(
            pseudonym=pseudonym, organisation=organisation, patient=patient, zone=organisation.zone
        )
        chain.record(pseudonym, by, "began course")
    return CourseRef(*(getattr(row, name) for name in _REF))


def course_named(pseudonym: str) -> CourseRef | None:
    """The course of that pseudonym."""
    return next(_refs(CourseRow.objects.filter(pseudonym=pseudonym)), None)


def course_of_submission(id_: UUID) -> CourseRef | None:
    """The course to which something was sent under that id."""
    return next(_refs(CourseRow.objects.filter(submissions=id_)), None)


def courses_of_organisation(organisation: int) -> list[CourseRef]:
    """Every course of a clinic that was not erased, by pseudonym."""
    rows = CourseRow.objects.filter(organisation_id=organisation, erased_at=None)
    return list(_refs(rows.order_by("pseudonym")))


def courses() -> list[CourseRef]:
    """Every course that was not erased."""
    return list(_refs(CourseRow.objects.filter(erased_at=None).order_by("pseudonym")))


def courses_of_patient(user: int) -> list[CourseRef]:
    """Every course of a patient, the newest first."""
    rows = CourseRow.objects.filter(patient_id=user, erased_at=None)
    return list(_refs(rows.order_by("-created_at")))


def move(course: CourseRef, zone: str, by: str) -> None:
    """The patient's clock is another one from now on, in each of their courses."""
    with transaction.atomic():
        rows = CourseRow.objects.filter(pk=course.pk)
        if course.patient is not None:
            rows = CourseRow.objects.filter(patient_id=course.patient)
        for moved in _refs(rows.exclude(zone=zone)):
            CourseRow.objects.filter(pk=moved.pk).update(zone=zone)
            chain.record(moved.pseudonym, by, "changed time zone")


def save(course: CourseRef, sent: Submission, by: User) -> Receipt:
    """Keep a submission whole, once, however often it is sent.

    Raises
    ------
    CourseError
        A part cannot be; nothing of it is kept.
    ConflictError
        Something else was sent under this id, or under it to another course.
    """
    for part in sent.parts:
        check(part.kind, part.content)
        refuse_unstorable([part.content, part.key, sent.reason])
    _refuse_long(sent)
    with _one_writer(course):
        earlier = _receipt_again(course, sent)
        if earlier:
            return earlier
        row = SubmissionRow.objects.create(
            id=sent.id,
            course_id=course.pk,
            by=by,
            mode=sent.mode,
            reason=sent.reason,
            entered_at=sent.entered_at,
            received_at=timezone.now(),
            digest=sent.digest,
        )
        rows = [_add(row, part, number) for number, part in enumerate(sent.parts, 1)]
        chain.record(course.pseudonym, by.username, SAVED, str(sent.id), content=digest_of(rows))
    return Receipt(row.id, row.received_at, again=False)


def entries(course: CourseRef, *kinds: str) -> tuple[Entry, ...]:
    """What counts today, without what was taken back.

    Of the versions of an entry the one counts that was entered last, by the sender's clock: a
    phone that was without network may send an older one later. Among equals the newest counts.
    """
    return _counting(history(course, *kinds))


def entries_of_each(found: Iterable[CourseRef], *kinds: str) -> dict[int, tuple[Entry, ...]]:
    """The same for many courses at once, by their `pk`."""
    many: dict[int, list[Entry]] = {one.pk: [] for one in found}
    rows = EntryRow.objects.filter(course_id__in=many, kind__in=kinds)
    for of, *told in rows.order_by("pk").values_list("course_id", *_ENTRY):
        many[of].append(Entry(*told))
    return {pk: _counting(every) for pk, every in many.items()}


def history(course: CourseRef, *kinds: str) -> tuple[Entry, ...]:
    """Every version of every entry, the earliest first."""
    rows = EntryRow.objects.filter(course_id=course.pk)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return tuple(Entry(*row) for row in rows.order_by("pk").values_list(*_ENTRY))


def _counting(every: Iterable[Entry]) -> tuple[Entry, ...]:
    newest: dict[tuple[str, str], Entry] = {}
    for entry in sorted(every, key=lambda one: one.entered_at):
        newest[entry.kind, entry.key] = entry
    return tuple(entry for entry in newest.values() if not entry.void)


def version_of(course: CourseRef) -> int:
    """A number that grows with each entry of the course."""
    return EntryRow.objects.filter(course_id=course.pk).aggregate(last=Max("pk"))["last"] or 0


def hold(course: CourseRef, id_: UUID, content: object, why: str, by: User) -> None:
    """Keep what could not be taken, for a person to look at."""
    with transaction.atomic():
        _, new = HeldRow.objects.get_or_create(
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
            chain.record(course.pseudonym, by.username, "held submission", str(id_))


def held(course: CourseRef) -> list[Held]:
    """What waits for a person."""
    rows = HeldRow.objects.filter(course_id=course.pk, settled_at=None).order_by("received_at")
    return [Held(row.id, row.why, row.received_at, row.content) for row in rows]


def n_held(found: Iterable[CourseRef]) -> dict[int, int]:
    """How many submissions wait in each course, by its `pk`; those without any are left out."""
    rows = HeldRow.objects.filter(course_id__in=[one.pk for one in found], settled_at=None)
    counted = rows.values_list("course_id").annotate(n=Count("pk"))
    return dict(counted.order_by("course_id"))


def erase(course: CourseRef, by: str) -> None:
    """Take out everything that is about the person.

    What stays: that there was a course, when something was sent in it, and the digests, by which
    the audit trail still holds. Nothing can be read from them.
    """
    with transaction.atomic():
        EntryRow.objects.filter(course_id=course.pk).delete()
        HeldRow.objects.filter(course_id=course.pk).delete()
        SubmissionRow.objects.filter(course_id=course.pk).update(by=None, reason="")
        CourseRow.objects.filter(pk=course.pk).update(patient=None, erased_at=timezone.now())
        chain.record(course.pseudonym, by, "erased course")


def settle(course: CourseRef, id_: UUID, by: User) -> None:
    """Somebody looked at what was held, and is done with it."""
    with transaction.atomic():
        HeldRow.objects.filter(pk=id_, course_id=course.pk).update(settled_at=timezone.now())
        chain.record(course.pseudonym, by.username, "settled submission", str(id_))


def _refuse_long(sent: Submission) -> None:
    """A database has columns of so many characters."""
    if len(sent.reason) > LONGEST_REASON:
        raise CourseError(f"reason: has more than {LONGEST_REASON} characters, fewer are right")
    for part in sent.parts:
        key = key_of(part.kind, part.content, otherwise=part.key)
        if len(key) > LONGEST_KEY:
            raise CourseError(f"{part.kind}: its key has more than {LONGEST_KEY} characters")


@contextmanager
def _one_writer(course: CourseRef) -> Iterator[None]:
    """A transaction in which nobody else writes into this course."""
    if connection.features.has_select_for_update:
        with transaction.atomic():
            CourseRow.objects.select_for_update().values_list("pk").get(pk=course.pk)
            yield
    else:
        with nullcontext() if connection.in_atomic_block else _turn, transaction.atomic():
            yield


def _add(row: SubmissionRow, part: Part, number: int) -> EntryRow:
    key = key_of(part.kind, part.content, otherwise=part.key or f"{row.id}/{number}")
    same = EntryRow.objects.filter(course_id=row.course_id, kind=part.kind, key=key)
    version = (same.order_by("-version").values_list("version", flat=True).first() or 0) + 1
    return EntryRow.objects.create(
        submission=row,
        course_id=row.course_id,
        kind=part.kind,
        key=key,
        version=version,
        content=dict(part.content),
        void=part.void,
    )


def _receipt_again(course: CourseRef, sent: Submission) -> Receipt | None:
    """The receipt of a submission that is kept already."""
    kept = SubmissionRow.objects.filter(pk=sent.id)
    for of, digest, received_at in kept.values_list("course_id", "digest", "received_at"):
        if of != course.pk or digest != sent.digest:
            raise ConflictError
        return Receipt(sent.id, received_at, again=True)
    return None


def _refs(rows: QuerySet[CourseRow]) -> Iterator[CourseRef]:
    return (CourseRef(*row) for row in rows.values_list(*_REF))
