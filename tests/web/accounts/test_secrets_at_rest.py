"""Whoever has the database alone, and not the keys, has no way in by what it holds."""

import hashlib

import pytest

from tests.web.accounts.conftest import code_in

pytestmark = pytest.mark.extra


def test_a_pairing_code_cannot_be_found_by_trying_all_of_them(account, settings_changed, client):
    from caseline_web.people.models import PairingRow
    from caseline_web.people.store import pair, redeem

    code = pair(account("patient"), account("clinician"))
    kept = PairingRow.objects.get().digest
    for plain in (hashlib.sha256, hashlib.sha1, hashlib.md5):
        assert plain(code.encode()).hexdigest() != kept
    settings_changed(SECRET_KEY="another key than that of the server")
    assert redeem(code) is None  # by the code alone, without the key, it is not found


def test_a_pairing_code_is_found_however_it_is_written(account):
    from caseline_web.people.store import pair, redeem

    code = pair(account("patient"), account("clinician"))
    assert redeem(f" {code[:4]}-{code[4:]} ").pk == account("patient").pk
    assert redeem(code) is None


@pytest.fixture
def asked(client, clinic, account, fresh_counts, mail):
    """A patient who asked for a code by e-mail and has not used it; the code."""
    from caseline_web.people.models import User
    from caseline_web.people.store import Identity, enrol

    staff = [User(role="clinician", organisation=clinic) for _ in range(40)]
    User.objects.bulk_create(staff)  # of numbers up to 9 the sign-in package's writing is our own
    who = Identity("Erika Beispiel", "erika@beispiel.example", None)
    patient = enrol(clinic, who, "en", account("clinician"))
    client.post("/accounts/login/code/", {"email": who.email})
    return patient, code_in(mail[0])


def test_a_code_that_waits_cannot_be_read_in_the_database(asked, client):
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils.http import int_to_base36

    kept = Session.objects.get(session_key=client.session.session_key).session_data
    assert SessionStore().decode(kept) == {}  # as whoever has the signing key alone reads it
    assert client.session["account_login"]["user_pk"] == int_to_base36(asked[0].pk)


def test_erasing_a_person_ends_a_sign_in_that_was_begun(asked, client, account):
    from django.contrib.sessions.models import Session

    from caseline_web.courses.store import new_course
    from caseline_web.person import erase

    patient, code = asked
    erase(new_course(patient.organisation, patient, "test"), account("administrator").username)
    assert not Session.objects.exists()
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert "_auth_user_id" not in client.session


def test_a_key_of_a_session_in_the_database_opens_nothing(signed_in, client):
    from django.contrib.sessions.models import Session

    browser = signed_in("patient")
    assert browser.get("/accounts/").status_code == 200
    [key] = Session.objects.values_list("session_key", flat=True)
    for forged in (key, f"{key}:", f"{key}:{key}"):
        client.cookies["sessionid"] = forged
        assert client.get("/accounts/").status_code == 302
    client.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert client.get("/accounts/").status_code == 200


def test_a_session_that_no_key_opens_is_over(signed_in, settings_changed):
    from cryptography.fernet import Fernet

    browser = signed_in("patient")
    settings_changed(IDENTITY_KEYS=[Fernet.generate_key().decode()])
    assert dict(browser.session) == {}


def _counts():
    """Under what the cache counts tries; that of a test is the same in this."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, expires FROM cache")
        return dict(cursor.fetchall())


def test_what_is_counted_tells_no_address_that_somebody_guesses(asked, client):
    client.cookies.clear()  # else the code is waited for
    client.post("/accounts/login/", {"login": "erika@beispiel.example", "password": "wrong"})
    kept = " ".join(_counts())
    assert "code_from_here" in kept
    assert "login_failed" in kept
    told = ["erika@beispiel.example"]
    told += [f"{told[0]} 127.0.0.1", f"testserver:{told[0]}", f"testserver:{told[0]} 127.0.0.1"]
    assert not [one for one in told if hashlib.sha256(one.encode()).hexdigest() in kept]


def test_counts_that_have_ended_are_dropped_with_the_due_work(asked, clock_later):
    from caseline_web.operation.due import do_due

    assert _counts()
    clock_later(hours=2)
    do_due()
    assert not _counts()


@pytest.fixture
def clock_later(monkeypatch):
    """`clock_later(hours=2)` is the time that it is from then on."""
    from datetime import timedelta

    from django.utils import timezone

    now = timezone.now()

    def later(**told):
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(**told))

    return later
