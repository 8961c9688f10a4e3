"""Rows of courses and of what was entered in them.

Nothing here is changed after it was written. An entry that is put right is followed by the
next version under the same key; the earlier one stays.
"""

from typing import ClassVar

from django.db import models

from caseline_web.courses.exact import ExactDecoder, ExactEncoder
from caseline_web.people.models import OrganisationRow, User


class CourseRow(models.Model):
    """One treatment of one person, under a pseudonym."""

    pseudonym = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(OrganisationRow, models.PROTECT, related_name="courses")
    patient = models.ForeignKey(User, models.SET_NULL, null=True, related_name="courses")
    zone = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "course"


class SubmissionRow(models.Model):
    """What was sent at one time, under an id that the sender made."""

    id = models.UUIDField(primary_key=True)
    course = models.ForeignKey(CourseRow, models.PROTECT, related_name="submissions")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    mode = models.CharField(max_length=12)
    reason = models.CharField(max_length=500, blank=True)
    entered_at = models.DateTimeField()
    received_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "submission"


class EntryRow(models.Model):
    """One part of a course, in the words of the course file; the highest version counts."""

    submission = models.ForeignKey(SubmissionRow, models.PROTECT, related_name="entries")
    course = models.ForeignKey(CourseRow, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=24)
    key = models.CharField(max_length=96)
    version = models.PositiveIntegerField()
    content = models.JSONField(encoder=ExactEncoder, decoder=ExactDecoder)
    void = models.BooleanField(default=False)

    class Meta:
        db_table = "entry"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["course", "kind", "key", "version"], name="entry_version_once"
            )
        ]


class HeldRow(models.Model):
    """What was sent and could not be taken: it waits here for a person, and is never lost."""

    id = models.UUIDField(primary_key=True)
    course = models.ForeignKey(CourseRow, models.PROTECT, related_name="held")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    content = models.JSONField(encoder=ExactEncoder, decoder=ExactDecoder)
    why = models.CharField(max_length=500)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_why = models.CharField(max_length=500, blank=True)  # what became of it

    class Meta:
        db_table = "held"
