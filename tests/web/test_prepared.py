"""Queries that are made once give what Django's own would, and a row is written once."""

import pytest

pytestmark = [pytest.mark.extra, pytest.mark.database]


@pytest.fixture
def newest(db):
    """`newest(chain)` is the number and the digest of the newest event."""
    from django.db.models import CharField

    from caseline_web.audit.models import AuditEventRow
    from caseline_web.prepared import Prepared, Slot

    asked = AuditEventRow.objects.filter(chain=Slot("chain", CharField()))
    return Prepared(lambda: asked.order_by("-number").values_list("number", "digest", "at")[:1])


@pytest.fixture
def event(db):
    """`event(chain, number, digest)` is an event that is not written yet."""
    from datetime import UTC, datetime

    from caseline_web.audit.models import AuditEventRow

    def made(chain, number, digest):
        at = datetime(2026, 3, 10, 19, 14, 5, 123456, tzinfo=UTC)
        return AuditEventRow(chain=chain, number=number, at=at, what="x", digest=digest)

    return made


def test_a_prepared_query_answers_for_each_value_that_it_is_asked_with(newest, event):
    from caseline_web.prepared import insert

    for one in (event("a", 1, "first"), event("a", 2, "second"), event("b", 1, "other")):
        insert(one)
    found = [newest(chain=chain) for chain in ("a", "b", "c")]
    assert [[row[:2] for row in rows] for rows in found] == [[(2, "second")], [(1, "other")], []]
    assert found[0][0][2] == event("a", 1, "").at


def test_a_row_that_is_there_already_is_left_as_it_is(newest, event):
    from caseline_web.prepared import insert

    assert insert(event("a", 1, "first"), "chain", "number")
    assert not insert(event("a", 1, "another"), "chain", "number")
    assert newest(chain="a")[0][1] == "first"


def test_a_second_row_where_there_may_be_one_is_refused_unless_it_is_asked_for(event):
    from django.db import IntegrityError, transaction

    from caseline_web.prepared import insert

    insert(event("a", 1, "first"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(event("a", 1, "another"))
