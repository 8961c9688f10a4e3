"""What patients chose, in the database: the only place that reads and writes these rows."""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from caseline_web.audit import chain
from caseline_web.courses.store import CourseRef, course_named
from caseline_web.crypt import fingerprint
from caseline_web.reminders.models import ChoiceRow, DeviceRow, ReminderRow

EVENING = time(20)
MOST_DEVICES = 10  # of one patient; the newest are kept


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a patient chose.

    Parameters
    ----------
    feed
        The part of the calendar's address that nobody can guess; "" where none is wanted.
    feed_read_at
        When a calendar last fetched it.
    """

    hour: time = EVENING
    by_email: bool = False
    feed: str = ""
    feed_read_at: datetime | None = None
    chosen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that takes notifications."""

    pk: int
    subscription: Mapping[str, object]


def chosen(course: CourseRef) -> Chosen:
    """What the patient of a course chose; nothing at first."""
    row = ChoiceRow.objects.filter(course_id=course.pk).first()
    return _chosen(row) if row else Chosen()


def choices() -> Iterator[tuple[CourseRef, Chosen]]:
    """Every course whose patient chose something, by pseudonym."""
    rows = ChoiceRow.objects.filter(course__erased_at=None).select_related("course")
    for row in rows.order_by("course__pseudonym"):
        course = course_named(row.course.pseudonym)
        if course is not None:
            yield course, _chosen(row)


def choose(course: CourseRef, hour: time, by_email: bool, feed: bool, by: str) -> None:
    """Keep a choice; a calendar feed gets an address that nobody can guess."""
    before = chosen(course)
    address = (before.feed or secrets.token_urlsafe(32)) if feed else ""
    now = {
        "hour": hour,
        "by_email": by_email,
        "feed": address,
        "feed_fingerprint": fingerprint(address) if address else "",
        "feed_read_at": before.feed_read_at if feed else None,
        "chosen_at": timezone.now(),
    }
    with transaction.atomic():
        ChoiceRow.objects.update_or_create(course_id=course.pk, defaults=now)
        chain.record(course.pseudonym, by, "chose reminders")


def course_of_feed(address: str) -> CourseRef | None:
    """The course whose calendar this is; remembers that it was read."""
    rows = ChoiceRow.objects.filter(feed_fingerprint=fingerprint(address))
    row = rows.select_related("course").first()
    if row is None:
        return None
    ChoiceRow.objects.filter(pk=row.pk).update(feed_read_at=timezone.now())
    return course_named(row.course.pseudonym)


def add_device(course: CourseRef, subscription: Mapping[str, object], by: str) -> None:
    """A browser takes notifications from now on; asking twice changes nothing."""
    with transaction.atomic():
        ChoiceRow.objects.get_or_create(
            course_id=course.pk, defaults={"hour": EVENING, "chosen_at": timezone.now()}
        )
        _, new = DeviceRow.objects.update_or_create(
            course_id=course.pk,
            digest=_digest(str(subscription["endpoint"])),
            defaults={"subscription": json.dumps(subscription), "since": timezone.now()},
        )
        for old in DeviceRow.objects.filter(course_id=course.pk).order_by("-pk")[MOST_DEVICES:]:
            old.delete()
        if new:
            chain.record(course.pseudonym, by, "turned notifications on")


def drop_device(course: CourseRef, endpoint: str, by: str) -> None:
    """A browser takes no notifications any more."""
    with transaction.atomic():
        rows = DeviceRow.objects.filter(course_id=course.pk, digest=_digest(endpoint))
        if rows.delete()[0]:
            chain.record(course.pseudonym, by, "turned notifications off")


def devices_of(course: CourseRef) -> list[Device]:
    """The browsers that take notifications of a course."""
    rows = DeviceRow.objects.filter(course_id=course.pk).order_by("pk")
    return [Device(row.pk, json.loads(row.subscription)) for row in rows]


def device_is_gone(device: Device) -> None:
    """Its service says that there is no such address any more."""
    DeviceRow.objects.filter(pk=device.pk).delete()


def renew_devices() -> int:
    """Encrypt every device's address with the first of the keys; how many there are."""
    rows = list(DeviceRow.objects.all())
    for row in rows:
        row.save(update_fields=["subscription"])
    return len(rows)


def renew_feeds() -> int:
    """The same for the address of every calendar, and by what it is found."""
    rows = list(ChoiceRow.objects.all())
    for row in rows:
        row.feed_fingerprint = fingerprint(row.feed) if row.feed else ""
        row.save(update_fields=["feed", "feed_fingerprint"])
    return len(rows)


def forget(course: CourseRef) -> None:
    """Take out what a patient chose and what was sent: the person is erased."""
    for rows in (ChoiceRow, DeviceRow, ReminderRow):
        rows._default_manager.filter(course_id=course.pk).delete()


def _chosen(row: ChoiceRow) -> Chosen:
    return Chosen(row.hour, row.by_email, row.feed, row.feed_read_at, row.chosen_at)


def _digest(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()
