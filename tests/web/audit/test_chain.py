"""The audit trail shows whether anything was taken out or changed."""

import pytest

pytestmark = pytest.mark.extra


@pytest.fixture
def three_events(db):
    from caseline_web.audit import chain

    for what in ("began course", "saved entries", "read course"):
        chain.record("P-1", "somebody", what)


def test_a_chain_that_nobody_touched_holds(three_events):
    from caseline_web.audit import chain

    assert chain.verify("P-1") is None
    assert [event.number for event in chain.events("P-1")] == [3, 2, 1]
    assert chain.chains() == ["P-1"]


@pytest.mark.parametrize("column", ["actor", "what", "about", "content", "digest"])
def test_an_event_that_was_changed_is_found(column, three_events):
    from caseline_web.audit import chain
    from caseline_web.audit.models import AuditEventRow

    AuditEventRow.objects.filter(number=2).update(**{column: "other"})
    assert chain.verify("P-1") == chain.Break("P-1", 2, "was changed, or follows one that was")


def test_an_event_that_was_taken_out_is_found(three_events):
    from caseline_web.audit import chain
    from caseline_web.audit.models import AuditEventRow

    AuditEventRow.objects.filter(number=2).delete()
    assert chain.verify("P-1") == chain.Break("P-1", 2, "is missing")


def test_the_newest_digest_changes_with_each_event(three_events):
    from caseline_web.audit import chain

    before = chain.head("P-1")
    chain.record("P-1", "somebody", "read course")
    assert before[0] + 1 == chain.head("P-1")[0]
    assert before[1] != chain.head("P-1")[1]
