"""Sessions end: after a while without a click, and after a while in any case."""

from datetime import timedelta

import pytest

from tests.web.accounts.conftest import code_in

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


def test_a_phone_that_is_used_stays_signed_in_for_four_hundred_days(signed_in, clock):
    browser = signed_in("patient")
    for _ in range(5):
        assert lasts(browser)
        clock(days=79)
    assert lasts(browser)
    clock(days=6)
    assert not lasts(browser)


def test_a_phone_that_nobody_used_for_ninety_days_is_signed_out(signed_in, clock):
    browser = signed_in("patient")
    assert lasts(browser)
    clock(days=91)
    assert not lasts(browser)


def test_a_session_that_a_full_disk_cannot_renew_is_told_as_that_and_goes_on(
    signed_in, clock, monkeypatch
):
    from django.contrib.sessions.models import Session
    from django.db import OperationalError

    def full(*_, **__):
        raise OperationalError("database or disk is full")

    browser = signed_in("patient")
    browser.raise_request_exception = False
    assert lasts(browser)
    clock(days=1)
    with monkeypatch.context() as patched:
        patched.setattr(Session, "save", full)
        told = browser.get("/accounts/")
        assert told.status_code == 503
        assert "It was not saved" not in told.content.decode()  # nothing was sent
    assert lasts(browser)


def test_a_session_that_somebody_ended_meanwhile_is_not_told_as_a_full_disk(
    signed_in, clock, monkeypatch
):
    from django.contrib.sessions.models import Session

    browser, save = signed_in("patient"), Session.save
    assert lasts(browser)
    clock(days=1)

    def ended_before(one, **how):
        Session.objects.all().delete()
        save(one, **how)

    monkeypatch.setattr(Session, "save", ended_before)
    assert browser.get("/accounts/").status_code == 400


@pytest.mark.parametrize(
    ("role", "idle", "later", "left"),
    [
        ("clinician", timedelta(minutes=30), 26 * 27, timedelta(minutes=18)),
        ("patient", timedelta(days=90), 5 * 79 * 24 * 60, timedelta(days=5)),
    ],
)
def test_the_cookie_is_renewed_by_use_and_never_beyond_the_end(
    role, idle, later, left, signed_in, clock
):
    browser, step = signed_in(role), idle * 0.9

    def seconds():
        return browser.cookies["sessionid"]["max-age"]

    browser.get("/accounts/")
    assert idle.total_seconds() - 5 < seconds() <= idle.total_seconds()
    assert browser.cookies["sessionid"]["httponly"]
    gone = timedelta()
    while gone + step < timedelta(minutes=later):
        clock(seconds=step.total_seconds())
        gone += step
        browser.get("/accounts/")
        assert 0 < seconds() <= idle.total_seconds()
    clock(seconds=(timedelta(minutes=later) - gone).total_seconds())
    browser.get("/accounts/")
    assert left.total_seconds() - 60 < seconds() <= left.total_seconds()


def test_a_code_by_mail_gives_a_patient_the_same_session_as_pairing(client, clinic, account, mail):
    from caseline_web.people.store import Identity, enrol, pair

    who = Identity("Erika Beispiel", "erika@beispiel.example", None)
    patient = enrol(clinic, who, "en", account("clinician"))

    def by_code():
        client.post("/accounts/login/code/", {"email": who.email})
        client.post("/accounts/login/code/confirm/", {"code": code_in(mail[-1])})

    def by_pairing():
        client.post("/accounts/pair/", {"code": pair(patient, account("clinician"))})

    lasting = []
    for way in (by_code, by_pairing):
        way()
        assert lasts(client)
        lasting.append(client.cookies["sessionid"]["max-age"])
        client.post("/accounts/logout/")
    assert max(lasting) <= 90 * 24 * 60 * 60
    assert max(lasting) - min(lasting) < 60


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


def test_what_an_account_was_signed_in_on_does_not_go_on_when_it_is_switched_on_again(
    signed_in, account, client, monkeypatch
):
    from caseline_web.people.store import switch
    from caseline_web.people.tokens import make_token

    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    browser, told = signed_in("clinician"), make_token(account("clinician"), "a program")
    for on in (False, True):
        switch(account("clinician"), on, account("administrator"))
    assert browser.get("/clinic/")["Location"].startswith("/accounts/login/")
    headers = {"authorization": f"Bearer {told}"}
    assert client.get("/api/courses", headers=headers).status_code == 401
