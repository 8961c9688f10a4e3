"""Rows of reminders: what a patient chose, and what became of each one."""

from typing import ClassVar

from django.db import models

from caseline_web.courses.models import CourseRow


class ChoiceRow(models.Model):
    """When and by what a patient wants to be reminded."""

    course = models.OneToOneField(CourseRow, models.CASCADE, primary_key=True)
    hour = models.TimeField()
    by_email = models.BooleanField(default=False)
    feed = models.CharField(max_length=64, blank=True, db_index=True)
    feed_read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "reminder_choice"


class ReminderRow(models.Model):
    """One reminder. It is planned before it is sent, so that none is sent twice.

    One that was planned and not sent may have been lost between the two: it stays to be seen.
    """

    course = models.ForeignKey(CourseRow, models.CASCADE, related_name="reminders")
    evening = models.DateField()
    channel = models.CharField(max_length=8)
    planned_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    failed = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "reminder"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["course", "evening", "channel"], name="reminder_once_an_evening"
            )
        ]


class RunRow(models.Model):
    """One run of the due work."""

    at = models.DateTimeField()
    due = models.PositiveIntegerField()
    sent = models.PositiveIntegerField()

    class Meta:
        db_table = "run"
