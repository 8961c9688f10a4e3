"""The audit trail shows whether anything was taken out, changed or put elsewhere."""

import pytest

from tests.web.audit.sent import ALTERED, named

pytestmark = pytest.mark.extra


@pytest.fixture
def three_events(db):
    from caseline_web.audit import chain

    for what in ("began course", "saved entries", "read course"):
        chain.record("P-1", "somebody", what)


@pytest.fixture
def intruder(db):
    """Whoever owns the database can take its protection off."""
    from caseline_web.audit import kept
    from caseline_web.audit.models import AuditEventRow

    kept.unprotect("audit_event")
    yield AuditEventRow.objects
    kept.protect("audit_event")


def test_a_chain_that_nobody_touched_holds(three_events):
    from caseline_web.audit import chain

    assert chain.verify("P-1") is None
    assert [event.number for event in chain.events("P-1")] == [3, 2, 1]
    assert chain.chains() == ["P-1"]


@pytest.mark.parametrize("column", ["actor", "what", "about", "content", "digest"])
def test_an_event_that_was_changed_is_found(column, three_events, intruder):
    from caseline_web.audit import chain

    intruder.filter(number=2).update(**{column: "other"})
    broken = chain.verify("P-1")
    assert broken == chain.Break("P-1", 2, "was changed, or follows one that was")
    assert str(broken).startswith("event 2 ")


def test_an_event_whose_time_was_changed_is_found(three_events, intruder):
    from datetime import timedelta

    from django.db.models import F

    from caseline_web.audit import chain

    intruder.filter(number=2).update(at=F("at") + timedelta(seconds=1))
    assert chain.verify("P-1") == chain.Break("P-1", 2, "was changed, or follows one that was")


def test_an_event_that_was_taken_out_is_found(three_events, intruder):
    from caseline_web.audit import chain

    intruder.filter(number=2).delete()
    assert chain.verify("P-1") == chain.Break("P-1", 2, "is missing")


def test_two_events_that_changed_places_are_found(three_events, intruder):
    from caseline_web.audit import chain

    for number, other in ((2, 9), (3, 2), (9, 3)):
        intruder.filter(number=number).update(number=other)
    assert chain.verify("P-1") == chain.Break("P-1", 2, "was changed, or follows one that was")


def test_an_event_of_another_chain_is_found(three_events, intruder):
    from caseline_web.audit import chain

    intruder.filter(chain="P-1").update(chain="P-2")
    assert chain.verify("P-2") == chain.Break("P-2", 1, "was changed, or follows one that was")


def test_the_newest_digest_changes_with_each_event(three_events):
    from caseline_web.audit import chain

    before = chain.head("P-1")
    chain.record("P-1", "somebody", "read course")
    assert before[0] + 1 == chain.head("P-1")[0]
    assert before[1] != chain.head("P-1")[1]
    assert chain.holds_at("P-1", *before)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_itself_refuses_to_change_an_event(change, three_events):
    from django.db import DatabaseError, transaction

    from caseline_web.audit.models import AuditEventRow

    rows = AuditEventRow.objects.filter(number=2)
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        rows.update(what="other") if change == "update" else rows.delete()
    assert rows.get().what == "saved entries"


def test_the_database_itself_refuses_to_change_an_entry(course, enter):
    from django.db import DatabaseError, transaction

    from caseline_web.courses.models import EntryRow

    enter(("taken", {"on": "2026-03-01", "taken": "yes"}))
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        EntryRow.objects.update(content={"on": "2026-03-01", "taken": "no"})


@pytest.mark.parametrize("how", ALTERED, ids=named)
def test_the_database_itself_refuses_to_change_what_was_sent(how, course, enter):
    from django.db import DatabaseError, transaction

    from caseline_web.courses.models import SubmissionRow

    enter(("taken", {"on": "2026-03-01", "taken": "yes"}))
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        SubmissionRow.objects.update(**how)
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        SubmissionRow.objects.all()._raw_delete("default")


def test_the_database_itself_refuses_to_change_what_is_held(course, account):
    from uuid import uuid4

    from django.db import DatabaseError, transaction

    from caseline_web.courses.held import hold, leave_out
    from caseline_web.courses.models import HeldRow

    id_, by = uuid4(), account("clinician")
    hold(course, id_, {"pain": "endless"}, "off its scale", by)
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        HeldRow.objects.update(content={"pain": 3})
    assert leave_out(course, id_, "asked again", by)
