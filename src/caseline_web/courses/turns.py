"""Turns: who writes into a course writes alone, and nobody into one that was erased."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import Lock

from django.db import connection, transaction
from django.db.models import BigIntegerField

from caseline_web.courses.models import CourseRow
from caseline_web.prepared import Prepared, Slot

_turn = Lock()  # SQLite has one writer: the others queue here, and do not ask it again and again
_COURSE = Slot("course", BigIntegerField())
# Within a transaction: the course, which nobody else writes into until it ends; none if erased.
locked = Prepared(
    lambda: (
        CourseRow.objects.filter(pk=_COURSE, erased_at=None).select_for_update().values_list("pk")
    )
)


@contextmanager
def one_writer() -> Iterator[None]:
    """A transaction; on SQLite after those who came before."""
    alone = connection.features.has_select_for_update or connection.in_atomic_block
    with nullcontext() if alone else _turn, transaction.atomic():
        yield


@contextmanager
def alone_in(course: int) -> Iterator[None]:
    """A transaction in which nobody else writes into the course: what is read there stays so."""
    with one_writer():
        list(locked(course=course))
        yield
