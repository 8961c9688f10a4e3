"""A phone was lost: the clinic ends every sign-in of its patient, and the trail tells who did."""

import pytest

from tests.web.accounts.conftest import PASSWORD, code_in
from tests.web.diary.conftest import link_of

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("fresh_counts")]


@pytest.fixture(autouse=True)
def every_second_factor(monkeypatch):
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)


@pytest.fixture
def where(course):
    return f"/accounts/sign-ins/{course.pseudonym}/"


@pytest.fixture
def passkey(account):
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.create(
        user=account("patient"), type="webauthn", data={"name": "My phone"}
    )


def paired(browser, account):
    from caseline_web.people.store import pair

    browser.post("/accounts/pair/", {"code": pair(account("patient"), account("clinician"))})
    assert lasts(browser)
    return browser


def lasts(browser):
    return browser.get("/accounts/").status_code == 200


@pytest.mark.parametrize("role", ["clinician", "administrator"])
def test_staff_end_every_sign_in_of_a_patient(role, where, account, client, signed_in):
    from caseline_web.audit import chain

    phone, other = paired(client, account), signed_in("patient")  # also one that no list knows
    assert "Signed in on 1 phone or browser." in signed_in(role).get(where).content.decode()
    signed_in(role).post(where)
    assert not lasts(phone)
    assert not lasts(other)
    ended = next(one for one in chain.events(chain.CLINIC) if one.what == "ended sign-ins")
    assert (ended.actor, ended.about) == (account(role).username, account("patient").username)
    assert "Signed in on 0 phones or browsers." in signed_in(role).get(where).content.decode()


def test_a_code_that_was_not_used_ends_and_a_new_one_pairs_again(where, account, client, signed_in):
    from caseline_web.people.store import pair

    earlier = pair(account("patient"), account("clinician"))
    signed_in("clinician").post(where)
    client.post("/accounts/pair/", {"code": earlier})
    assert not lasts(client)
    paired(client, account)


def test_passkeys_stay_unless_somebody_says_that_they_are_lost(where, passkey, account, signed_in):
    from allauth.mfa.models import Authenticator

    from caseline_web.audit import chain

    def there():
        return Authenticator.objects.filter(user=account("patient")).exists()

    signed_in("clinician").post(where)
    assert there()
    signed_in("clinician").post(where, {"passkeys": "yes"})
    assert not there()
    assert "ended sign-ins and passkeys" in [one.what for one in chain.events(chain.CLINIC)]


def test_nobody_else_is_signed_out(where, account, client, clinic, signed_in):
    from caseline_web.people.models import User
    from caseline_web.people.store import pair

    other = User.objects.create(role="patient", organisation=clinic)
    client.post("/accounts/pair/", {"code": pair(other, account("clinician"))})
    staff = signed_in("clinician")
    staff.post(where)
    assert lasts(client)
    assert lasts(staff)


def test_of_an_erased_person_there_is_no_sign_in_to_end(course, where, account, signed_in):
    from caseline_web.person import erase

    erase(course, account("administrator").username)
    assert signed_in("administrator").get(where).status_code == 404


def test_the_pages_of_the_phone_and_of_the_person_lead_there(course, where, account, signed_in):
    from caseline_web.people.store import Identity, put_right

    put_right(account("patient"), Identity("Erika Beispiel", "", None), account("clinician"))
    for page in (f"/accounts/pair/{course.pseudonym}/", f"/clinic/{course.pseudonym}/identity/"):
        assert f'href="{where}"' in signed_in("clinician").get(page).content.decode()


# ── what was sent or shown before, and not used ──────────────────────────────────────────────
def by_clinic(where, phone, signed_in):
    signed_in("clinician").post(where)


def by_themselves(where, phone, signed_in):
    phone.post("/accounts/sessions/")


def by_another_address(where, phone, signed_in):
    from urllib.parse import urlsplit

    there = urlsplit(where).path.replace("/accounts/sign-ins/", "/clinic/") + "identity/"
    told = {"name": "Erika Beispiel", "email": "new@beispiel.example", "birth_date": ""}
    shown = {"initial-name": "Erika Beispiel", "initial-email": "erika@beispiel.example"}
    assert signed_in("clinician").post(there, told | shown).status_code == 302


ENDED_BY = pytest.mark.parametrize("ends", [by_clinic, by_themselves, by_another_address])


@pytest.fixture
def stranger(application):
    """The browser of whoever has the lost phone's mailbox."""
    from django.test import Client

    return Client(headers={"host": "localhost", "accept-language": "en"})


@pytest.fixture
def address(account):
    from caseline_web.people.store import Identity, put_right

    who = Identity("Erika Beispiel", "erika@beispiel.example", None)
    put_right(account("patient"), who, account("clinician"))
    return who.email


@ENDED_BY
def test_a_code_by_mail_of_before_signs_nobody_in_and_a_new_one_does(
    ends, where, client, stranger, address, account, signed_in, mail
):
    phone = paired(client, account)
    stranger.post("/accounts/login/code/", {"email": address})
    ends(where, phone, signed_in)
    told = stranger.post("/accounts/login/code/confirm/", {"code": code_in(mail[0])}, follow=True)
    assert "has ended. Ask for another." in told.content.decode()
    assert not lasts(stranger)

    now = "new@beispiel.example" if ends is by_another_address else address
    stranger.post("/accounts/login/code/", {"email": now})
    stranger.post("/accounts/login/code/confirm/", {"code": code_in(mail[-1])})
    assert lasts(stranger)


@ENDED_BY
def test_the_link_of_a_reminder_of_before_opens_no_evening(
    ends, where, client, stranger, course, address, account, signed_in
):
    phone = paired(client, account)
    from caseline_web.courses.current import today_of

    evening = today_of(course).isoformat()
    before = link_of(course, evening)
    assert stranger.get(before).status_code == 200
    ends(where, phone, signed_in)
    assert stranger.get(before).status_code == 404
    assert stranger.get(link_of(course, evening)).status_code == 200


def test_who_ends_every_other_sign_in_goes_on_here_alone_and_the_trail_tells(
    client, account, signed_in
):
    from caseline_web.audit import chain
    from caseline_web.people.store import pair

    phone, other = paired(client, account), signed_in("patient")
    shown = pair(account("patient"), account("clinician"))
    assert phone.post("/accounts/sessions/").status_code == 302
    assert lasts(phone)
    assert phone.get("/accounts/sessions/").content.decode().count("(this one)") == 1
    assert not lasts(other)
    other.post("/accounts/pair/", {"code": shown})
    assert not lasts(other)
    ended = next(one for one in chain.events(chain.CLINIC) if one.what == "ended sign-ins")
    assert ended.actor == ended.about == account("patient").username


def test_staff_end_their_other_sessions_and_keep_their_password(account, signed_in):
    from caseline_web.people.models import User

    user = account("clinician")
    user.set_password(PASSWORD)
    user.save()
    signed_in("clinician").post("/accounts/sessions/")
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
