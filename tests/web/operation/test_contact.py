"""Whom patients read that they can talk to, where an answer sounds heavy."""

import pytest

pytestmark = pytest.mark.extra

WHOM = "Crisis line 0800 000 000 <invented>"


@pytest.fixture
def administrator(monkeypatch, signed_in):
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    return signed_in("administrator")


def _care(page):
    return page.partition('id="care"')[2].partition("</p>")[0]


@pytest.mark.parametrize("page", ["tonight/", "tonight/?blank", "events/", "link"])
def test_patients_of_the_clinic_read_it_and_those_of_another_do_not(
    page, administrator, course, enter, signed_in, client, account
):
    from caseline_web.courses.current import today_of
    from caseline_web.people.models import OrganisationRow
    from caseline_web.people.store import contact_of
    from tests.web.diary.conftest import SCHEDULE, link_of

    enter(("schedule", SCHEDULE))
    other = OrganisationRow.objects.create(name="Another clinic")
    assert administrator.post("/operation/", {"contact": WHOM}).status_code == 302
    reader = client if page == "link" else signed_in("patient")
    link = link_of(course, today_of(course).isoformat())
    address = link if page == "link" else f"/my/{course.pseudonym}/{page}"
    said = _care(reader.get(address).content.decode())
    assert "<strong>Crisis line 0800 000 000 &lt;invented&gt;</strong>" in said
    assert contact_of(other.pk) == ""
    administrator.post("/operation/", {"contact": ""})
    assert "<strong>" not in _care(reader.get(address).content.decode())


def test_the_administrator_sees_what_is_said_and_the_trail_tells_who_said_it(
    administrator, account
):
    from caseline_web.audit import chain

    administrator.post("/operation/", {"contact": WHOM})
    assert "0800 000 000" in administrator.get("/operation/").content.decode()
    newest = next(iter(chain.events(chain.CLINIC)))
    assert (newest.actor, newest.what) == (account("administrator").username, "set contact")


def test_what_is_too_long_is_refused(administrator, account):
    from caseline_web.people.store import contact_of

    answer = administrator.post("/operation/", {"contact": "x" * 201})
    assert "at most 200" in answer.content.decode()
    assert contact_of(account("administrator").organisation_id) == ""
