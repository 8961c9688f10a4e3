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
        assert any(insert(one))
    found = [list(newest(chain=chain)) for chain in ("a", "b", "c")]
    assert [[row[:2] for row in rows] for rows in found] == [[(2, "second")], [(1, "other")], []]
    assert found[0][0][2] == event("a", 1, "").at


def test_a_row_that_is_there_already_is_left_as_it_is(newest, event):
    from caseline_web.prepared import insert

    assert any(insert(event("a", 1, "first"), "chain", "number"))
    assert not any(insert(event("a", 1, "another"), "chain", "number"))
    [(_number, digest, _at)] = newest(chain="a")
    assert digest == "first"


def test_a_row_that_is_counted_follows_those_that_it_shares_something_with(newest, event):
    from caseline_web.prepared import insert

    told = [event("a", None, "1"), event("b", None, "2"), event("a", None, "3")]
    counted = [list(insert(one, counted="number", within=("chain",))) for one in told]
    assert counted == [[(1,)], [(1,)], [(2,)]]
    assert [row[:2] for row in newest(chain="a")] == [(2, "3")]


def test_within_together_each_answer_is_the_one_to_its_own_question(newest, event):
    from caseline_web.prepared import insert, together

    with together():
        written = insert(event("a", 1, "first"), "chain", "number")
        again = insert(event("a", 1, "another"), "chain", "number")
        found = newest(chain="a")
    assert (any(written), any(again)) == (True, False)
    assert [row[:2] for row in found] == [(1, "first")]


def test_what_is_refused_within_together_is_told_though_nobody_looks_at_its_answer(event):
    from django.db import IntegrityError, transaction

    from caseline_web.prepared import insert, together

    any(insert(event("a", 1, "first")))
    with pytest.raises(IntegrityError), transaction.atomic(), together():
        insert(event("a", 1, "another"))


def test_a_second_row_where_there_may_be_one_is_refused_unless_it_is_asked_for(event):
    from django.db import IntegrityError, transaction

    from caseline_web.prepared import insert

    any(insert(event("a", 1, "first")))
    with pytest.raises(IntegrityError), transaction.atomic():
        any(insert(event("a", 1, "another")))
