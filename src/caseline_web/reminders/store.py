"""Reminders in the database: the only place that reads and writes their rows."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from caseline_web.audit import chain
from caseline_web.courses.store import CourseRef, course_named
from caseline_web.reminders.models import ChoiceRow, ReminderRow, RunRow

EVENING = time(20)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a patient chose."""

    hour: time = EVENING
    by_email: bool = False
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What became of one reminder."""

    evening: date
    channel: str
    planned_at: datetime
    sent_at: datetime | None
    opened_at: datetime | None
    failed: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the due work: how many reminders were due, and how many went out."""

    at: datetime
    due: int
    sent: int


def chosen(course: CourseRef) -> Chosen:
    """What the patient of a course chose; nothing at first."""
    row = ChoiceRow.objects.filter(course_id=course.pk).first()
    return Chosen(row.hour, row.by_email, row.feed) if row else Chosen()


def choose(course: CourseRef, hour: time, by_email: bool, feed: bool, by: str) -> None:
    """Keep a choice; a calendar feed gets an address that nobody can guess."""
    address = (chosen(course).feed or secrets.token_urlsafe(32)) if feed else ""
    with transaction.atomic():
        ChoiceRow.objects.update_or_create(
            course_id=course.pk, defaults={"hour": hour, "by_email": by_email, "feed": address}
        )
        chain.record(course.pseudonym, by, "chose reminders")


def course_of_feed(address: str) -> CourseRef | None:
    """The course whose calendar this is; remembers that it was read."""
    row = ChoiceRow.objects.filter(feed=address).exclude(feed="").select_related("course").first()
    if row is None:
        return None
    ChoiceRow.objects.filter(pk=row.pk).update(feed_read_at=timezone.now())
    return course_named(row.course.pseudonym)


def plan(course: CourseRef, evening: date, channel: str) -> bool:
    """Plan one reminder; False where another process has it, or it went out already."""
    try:
        with transaction.atomic():
            ReminderRow.objects.create(
                course_id=course.pk, evening=evening, channel=channel, planned_at=timezone.now()
            )
    except IntegrityError:
        return False
    return True


def sent(course: CourseRef, evening: date, channel: str) -> None:
    """It went out."""
    _one(course, evening, channel).update(sent_at=timezone.now())


def failed(course: CourseRef, evening: date, channel: str, why: str) -> None:
    """It did not."""
    _one(course, evening, channel).update(failed=why[:100])


def opened(course: CourseRef, evening: date) -> None:
    """Its link was opened."""
    rows = ReminderRow.objects.filter(course_id=course.pk, evening=evening, opened_at=None)
    rows.update(opened_at=timezone.now())


def reminders_of(course: CourseRef) -> list[Reminder]:
    """What became of the reminders of a course, the newest first."""
    rows = ReminderRow.objects.filter(course_id=course.pk).order_by("-evening", "channel")
    return [
        Reminder(r.evening, r.channel, r.planned_at, r.sent_at, r.opened_at, r.failed) for r in rows
    ]


def forget(course: CourseRef) -> None:
    """Take out what was chosen and what was sent: the person is erased."""
    ReminderRow.objects.filter(course_id=course.pk).delete()
    ChoiceRow.objects.filter(course_id=course.pk).delete()


def ran(due: int, n_sent: int) -> None:
    """One run of the due work is over."""
    RunRow.objects.create(at=timezone.now(), due=due, sent=n_sent)


def runs() -> list[Run]:
    """The last runs, the newest first."""
    return [Run(row.at, row.due, row.sent) for row in RunRow.objects.order_by("-at")[:30]]


def _one(course: CourseRef, evening: date, channel: str) -> QuerySet[ReminderRow]:
    return ReminderRow.objects.filter(course_id=course.pk, evening=evening, channel=channel)
