"""Rows of reminders: what a patient chose, and what became of each one."""

from typing import ClassVar

from django.db import models

from caseline_web.courses.models import CourseRow
from caseline_web.crypt import EncryptedTextField


class ChoiceRow(models.Model):
    """When and by what a patient wants to be reminded."""

    course = models.OneToOneField(CourseRow, models.CASCADE, primary_key=True)
    hour = models.TimeField()
    by_email = models.BooleanField(default=False)
    feed = EncryptedTextField(blank=True)
    feed_fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    feed_read_at = models.DateTimeField(null=True)
    chosen_at = models.DateTimeField()

    class Meta:
        db_table = "reminder_choice"


class DeviceRow(models.Model):
    """A browser that takes notifications, under the address that its maker's service gave it."""

    course = models.ForeignKey(CourseRow, models.CASCADE, related_name="devices")
    digest = models.CharField(max_length=64)
    subscription = EncryptedTextField()
    since = models.DateTimeField()

    class Meta:
        db_table = "reminder_device"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "digest"], name="reminder_device_once")
        ]


class ReminderRow(models.Model):
    """One reminder. It is planned before it is sent, and taken by one process before it is tried.

    One that was taken and has no outcome was lost between the two: it stays to be seen, and is
    tried again once `taken_until` has passed.
    """

    course = models.ForeignKey(CourseRow, models.CASCADE, related_name="reminders")
    evening = models.DateField()
    channel = models.CharField(max_length=8)
    due_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    taken_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=16, blank=True)

    class Meta:
        db_table = "reminder"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["course", "evening", "channel"], name="reminder_once_an_evening"
            )
        ]


class RunRow(models.Model):
    """One run of the due work."""

    at = models.DateTimeField(db_index=True)
    due = models.PositiveIntegerField()
    sent = models.PositiveIntegerField()

    class Meta:
        db_table = "run"


class AlarmRow(models.Model):
    """A day on which reminders were due and none went out."""

    day = models.DateField(unique=True)
    due = models.PositiveIntegerField()
    raised_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "reminder_alarm"
