"""Courses in the database: the only place that reads and writes their rows.

Each function that writes is one transaction: its rows, and its event in the audit trail.
"""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID

from django.db import transaction
from django.db.models import BigIntegerField, CharField, Max, QuerySet, UUIDField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_noop

from caseline.errors import CourseError
from caseline_web.audit import chain
from caseline_web.courses.entries import (
    ConflictError,
    Entry,
    MovedError,
    Part,
    Receipt,
    Submission,
)
from caseline_web.courses.exact import refuse_unstorable
from caseline_web.courses.kinds import key_of
from caseline_web.courses.models import CourseRow, EntryRow, HeldRow, SubmissionRow
from caseline_web.courses.proof import BEGAN, ERASED, SAVED, digest_of, digest_of_whose
from caseline_web.courses.safety import takes_back_yes
from caseline_web.courses.turns import locked, one_writer
from caseline_web.people.models import OrganisationRow, User
from caseline_web.prepared import Prepared, Slot, insert, together

LONGEST_REASON, LONGEST_KEY = 500, 96
AHEAD = timedelta(minutes=10)  # by which a sender's clock may go before ours
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # nothing here was entered before
_REF = ("pk", "pseudonym", "organisation_id", "patient_id", "zone", "created_at")
_ENTRY: tuple[str | Combinable, ...] = (
    *("kind", "key", "version", "content", "void"),
    *(f"submission__{name}" for name in ("mode", "reason", "entered_at", "received_at")),
    Coalesce("submission__by__username", Value("")),
)
_COURSE, _ID = Slot("course", BigIntegerField()), Slot("id", UUIDField())
_PSEUDONYM = Slot("pseudonym", CharField())
_named = Prepared(
    lambda: CourseRow.objects.filter(pseudonym=_PSEUDONYM, erased_at=None).values_list(*_REF)
)
_sent = Prepared(
    lambda: SubmissionRow.objects.filter(pk=_ID).values_list("course_id", "digest", "received_at")
)
_MOVED = "changed time zone"
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


def new_course(
    organisation: OrganisationRow, patient: User | None, by: str, pseudonym: str | None = None
) -> CourseRef:
    """Begin a course, under a new pseudonym that tells nothing or under one that it has."""
    pseudonym = pseudonym or "P-" + "".join(secrets.choice(_LETTERS) for _ in range(6))
    with transaction.atomic():
        row = CourseRow.objects.create(
            pseudonym=pseudonym, organisation=organisation, patient=patient, zone=organisation.zone
        )
        chain.record(pseudonym, by, BEGAN, content=digest_of_whose(row))
    return CourseRef(*(getattr(row, name) for name in _REF))


def course_named(pseudonym: str) -> CourseRef | None:
    """The course of that pseudonym."""
    return next((CourseRef(*row) for row in _named(pseudonym=pseudonym)), None)


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
            chain.record(moved.pseudonym, by, _MOVED)


def moved_at(course: CourseRef) -> datetime | None:
    """When the patient's clock last became another one; None where it never did."""
    told = (one.at for one in chain.events(course.pseudonym) if one.what == _MOVED)
    return max(told, default=None)


def save(course: CourseRef, sent: Submission, by: User) -> Receipt:
    """Keep a submission whole, once, however often it is sent.

    Raises
    ------
    CourseError
        A part cannot be, or takes back a warning without a reason; nothing of it is kept.
    ConflictError
        Something else was sent under this id, or under it to another course.
    Http404
        The course was erased in the meantime.
    MovedError
        An entry that it puts right was changed since it was read.
    """
    keys = _keys(sent)
    for part in sent.parts:
        refuse_unstorable([part.content, part.key, sent.reason])
    now = timezone.now()
    if not EARLIEST <= sent.entered_at <= now + AHEAD:
        raise CourseError(
            gettext_noop("entered_at: is not in the past, the moment of the entry is right")
        )
    row = SubmissionRow(
        id=sent.id,
        course_id=course.pk,
        by_id=by.pk,
        mode=sent.mode,
        reason=sent.reason,
        entered_at=min(sent.entered_at, now),
        received_at=now,
        digest=sent.digest,
    )
    rows = [_entry(row, part, key) for part, key in zip(sent.parts, keys, strict=True)]
    try:
        with one_writer():
            _refuse_unseen(course, sent, keys)
            end = _write(course, row, rows)
            told = digest_of(row, by.username, rows)
            chain.record(course.pseudonym, by.username, SAVED, str(sent.id), told, behind=end)
    except _AgainError:
        return _receipt_again(course, sent)
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
    return tuple(Entry(*row) for row in _history(kinds)(course=course.pk))


@cache
def _history(kinds: tuple[str, ...]) -> Prepared:
    rows = EntryRow.objects.filter(course_id=_COURSE)
    chosen = rows.filter(kind__in=kinds) if kinds else rows
    return Prepared(lambda: chosen.order_by("pk").values_list(*_ENTRY))


def _counting(every: Iterable[Entry]) -> tuple[Entry, ...]:
    newest: dict[tuple[str, str], Entry] = {}
    for entry in sorted(every, key=lambda one: min(one.entered_at, one.received_at)):
        newest[entry.kind, entry.key] = entry
    return tuple(entry for entry in newest.values() if not entry.void)


def version_of(course: CourseRef) -> int:
    """A number that grows with each entry of the course."""
    return EntryRow.objects.filter(course_id=course.pk).aggregate(last=Max("pk"))["last"] or 0


def versions_of(found: Iterable[CourseRef]) -> dict[int, int]:
    """The same for many courses at once, by their `pk`; those without an entry are left out."""
    rows = EntryRow.objects.filter(course_id__in=[one.pk for one in found])
    newest = rows.values_list("course_id").annotate(last=Max("pk"))
    return dict(newest.order_by("course_id"))


def erase(course: CourseRef, by: str) -> None:
    """Take out everything that is about the person.

    What stays: that there was a course, when something was sent in it, and the digests, by which
    the audit trail still holds. Nothing can be read from them.
    """
    with transaction.atomic():  # the course first: who is saving into it is waited for
        CourseRow.objects.filter(pk=course.pk).update(patient=None, erased_at=timezone.now())
        EntryRow.objects.filter(course_id=course.pk).delete()
        HeldRow.objects.filter(course_id=course.pk).delete()
        SubmissionRow.objects.filter(course_id=course.pk).update(by=None, reason="")
        chain.record(course.pseudonym, by, ERASED)


def _keys(sent: Submission) -> list[str]:
    """Under which key each part counts; a database has columns of so many characters."""
    if len(sent.reason) > LONGEST_REASON:
        raise CourseError(f"reason: has more than {LONGEST_REASON} characters, fewer are right")
    keys = []
    for number, part in enumerate(sent.parts, 1):
        own = part.key or f"{sent.id}/{number}"
        keys.append(key_of(part.kind, part.content, otherwise=own))
        if len(keys[-1]) > LONGEST_KEY:
            raise CourseError(f"{part.kind}: its key has more than {LONGEST_KEY} characters")
    return keys


class _AgainError(Exception):
    """A submission of that id is kept already: nothing is written."""


def _refuse_unseen(course: CourseRef, sent: Submission, keys: list[str]) -> None:
    """Refuse to put right what is another by now, or to clear a warning that nobody explains.

    In the transaction that keeps it.
    """
    keyed = zip(sent.parts, keys, strict=True)
    told = [(part, key) for part, key in keyed if part.follows is not None or part.kind == "prompt"]
    if not told or list(_sent(id=sent.id)):
        return
    list(locked(course=course.pk))  # nobody else writes until it is kept
    there = entries(course, *sorted({part.kind for part, _key in told}))
    now = {(one.kind, one.key): one.version for one in there}
    if any(part.follows not in (None, now.get((part.kind, key), 0)) for part, key in told):
        raise MovedError
    stands = {one.key: str(one.content["answer"]) for one in there if one.kind == "prompt"}
    answers = {
        key: "" if part.void else str(part.content["answer"])
        for part, key in told
        if part.kind == "prompt"
    }
    if takes_back_yes(stands, answers) and not sent.reason.strip():
        raise CourseError(
            gettext_noop(
                "prompt: takes back a yes without a reason, one that has a reason is right"
            )
        )


def _entry(row: SubmissionRow, part: Part, key: str) -> EntryRow:
    return EntryRow(
        submission_id=row.id,
        course_id=row.course_id,
        kind=part.kind,
        key=key,
        content=dict(part.content),
        void=part.void,
    )


def _write(course: CourseRef, row: SubmissionRow, rows: list[EntryRow]) -> chain.End:
    """Within a transaction: all rows, each entry in the version that follows.

    Nobody else writes into the course until the transaction ends.

    Returns
    -------
    caseline_web.audit.chain.End
        Of the course's audit trail.
    """
    with together():
        there = locked(course=course.pk)
        new = insert(row, "id")
        written = [insert(one, counted="version", within=("course", "kind", "key")) for one in rows]
        newest = chain.newest(course.pseudonym)
    if not any(there):
        raise Http404
    if not any(new):
        raise _AgainError
    for one, [(version,)] in zip(rows, written, strict=True):
        one.version = version
    return chain.end_in(newest)


def _receipt_again(course: CourseRef, sent: Submission) -> Receipt:
    """The receipt of a submission that is kept already."""
    [(of, digest, received_at)] = _sent(id=sent.id)
    if of != course.pk or digest != sent.digest:
        raise ConflictError
    return Receipt(sent.id, received_at, again=True)


def _refs(rows: QuerySet[CourseRow]) -> Iterator[CourseRef]:
    return (CourseRef(*row) for row in rows.values_list(*_REF))
