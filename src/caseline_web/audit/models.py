"""Rows of the audit trail."""

from typing import ClassVar

from django.db import models


class AuditEventRow(models.Model):
    """One event of one chain: a course's pseudonym, or "clinic" for what concerns no course.

    `digest` is that of the event together with the digest before it.
    """

    chain = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    what = models.CharField(max_length=64)
    about = models.CharField(max_length=128, blank=True)
    content = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_event"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_event_in_order")
        ]


class AuditListRow(models.Model):
    """Courses that a page showed together, by the digest that the event of the look holds."""

    digest = models.CharField(max_length=64, primary_key=True)
    pseudonyms = models.TextField()  # in order, one a line

    class Meta:
        db_table = "audit_list"
