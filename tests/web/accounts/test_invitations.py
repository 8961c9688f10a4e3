"""Who is invited to the staff: once more where the link was lost, and never in another role."""

import pytest

pytestmark = pytest.mark.extra

ADDRESS = "new@clinic.example"


@pytest.fixture
def invite(signed_in, monkeypatch):
    """`invite("clinician")` is the page that answers an invitation of one and the same address."""
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    browser = signed_in("administrator")

    def invited(role):
        answer = browser.post("/accounts/staff/", {"email": ADDRESS, "role": role})
        return answer.content.decode()

    return invited


def test_a_link_that_was_lost_is_made_anew_until_it_was_taken_up(invite):
    from caseline_web.people.models import User

    for _ in range(2):
        text = invite("clinician")
        assert "/accounts/invited/" in text
        assert "<small>invited</small>" in text
    [user] = User.objects.filter(email=ADDRESS)
    user.set_password("correct horse battery staple")
    user.save()
    text = invite("clinician")
    assert "There is an account of this address already" in text
    assert "/accounts/invited/" not in text


def test_who_was_invited_in_one_role_is_not_invited_in_another(invite):
    invite("clinician")
    assert "There is an account of this address already" in invite("administrator")


def test_nobody_becomes_an_administrator_by_what_the_form_proposes(signed_in, monkeypatch):
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    text = signed_in("administrator").get("/accounts/staff/").content.decode()
    assert '<option value="clinician" selected>' in text


def test_a_link_that_has_ended_says_so_and_where_another_is_from(client, db):
    for page in ("begin", "invited"):
        answer = client.get(f"/accounts/{page}/altered/")
        assert answer.status_code == 404
        assert "Ask whoever gave it to you for another" in answer.content.decode()
