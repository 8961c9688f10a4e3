"""Sessions end: after a while without a click, and after a while in any case."""

from datetime import timedelta

import pytest

pytestmark = pytest.mark.extra


@pytest.fixture
def clock(monkeypatch):
    """`clock(minutes=31)` moves the clock of the guard on."""
    from django.utils import timezone

    now, moved = timezone.now, [timedelta()]
    monkeypatch.setattr(
        "caseline_web.accounts.sessions.timezone.now", lambda: now() + moved[0], raising=True
    )
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)

    def move(**told):
        moved[0] += timedelta(**told)

    return move


def lasts(browser):
    return browser.get("/accounts/").status_code == 200


def test_a_session_of_staff_ends_after_half_an_hour_without_a_click(signed_in, clock):
    browser = signed_in("clinician")
    for _ in range(3):
        assert lasts(browser)
        clock(minutes=29)
    assert lasts(browser)
    clock(minutes=31)
    assert not lasts(browser)


def test_a_session_of_staff_ends_after_twelve_hours_whoever_clicks(signed_in, clock):
    browser = signed_in("clinician")
    for _ in range(27):
        assert lasts(browser)
        clock(minutes=27)
    assert not lasts(browser)


def test_a_phone_stays_signed_in_for_ninety_days_if_it_is_used(signed_in, clock):
    browser = signed_in("patient")
    for _ in range(4):
        assert lasts(browser)
        clock(days=22)
    assert lasts(browser)
    clock(days=3)
    assert not lasts(browser)


def test_a_phone_that_nobody_used_for_a_month_is_signed_out(signed_in, clock):
    browser = signed_in("patient")
    assert lasts(browser)
    clock(days=31)
    assert not lasts(browser)


def test_the_cookie_lasts_no_longer_than_the_session(signed_in, clock):
    browser = signed_in("clinician")
    browser.get("/accounts/")
    assert 12 * 60 * 60 - 60 < browser.cookies["sessionid"]["max-age"] <= 12 * 60 * 60
    assert browser.cookies["sessionid"]["httponly"]


def test_an_account_that_is_switched_off_is_signed_out_at_once(signed_in, account, clock):
    from caseline_web.people.store import switch

    browser = signed_in("clinician")
    assert lasts(browser)
    switch(account("clinician"), False, account("administrator"))
    assert not lasts(browser)


def test_signing_in_is_in_the_audit_trail(client, clinic, account):
    from caseline_web.audit import chain
    from caseline_web.people.store import pair

    patient = account("patient")
    client.post("/accounts/pair/", {"code": pair(patient, account("clinician"))})
    newest = next(iter(chain.events(chain.CLINIC)))
    assert (newest.actor, newest.what) == (patient.username, "signed in")


def test_pages_of_who_is_signed_in_are_kept_in_no_cache(signed_in, clock):
    assert signed_in("patient").get("/accounts/")["Cache-Control"] == "no-store"
