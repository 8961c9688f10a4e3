"""Keys of patients and of staff: what each is asked for, and where it leads."""

import pytest

from tests.web.accounts.conftest import code_in

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("fresh_counts")]


@pytest.fixture
def patient(clinic, account):
    from allauth.mfa.models import Authenticator

    from caseline_web.people.store import Identity, enrol

    who = Identity("Erika Beispiel", "erika@beispiel.example", None)
    user = enrol(clinic, who, "de", account("clinician"))
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "My phone"})
    return user


def test_a_patient_who_lost_the_phone_with_the_passkey_signs_in_with_a_code_by_mail(
    client, patient, mail
):
    client.post("/accounts/login/code/", {"email": "erika@beispiel.example"})
    client.post("/accounts/login/code/confirm/", {"code": code_in(mail[0])})
    assert client.session["_auth_user_id"] == str(patient.pk)


@pytest.mark.parametrize(("minutes", "signs_in"), [(14, True), (16, False)])
def test_a_code_by_mail_lasts_a_quarter_of_an_hour(
    client, patient, mail, monkeypatch, minutes, signs_in
):
    from time import time

    client.post("/accounts/login/code/", {"email": "erika@beispiel.example"})
    later = time() + 60 * minutes
    monkeypatch.setattr("time.time", lambda: later)
    client.post("/accounts/login/code/confirm/", {"code": code_in(mail[0])})
    assert ("_auth_user_id" in client.session) is signs_in


@pytest.mark.parametrize(
    ("role", "resident", "asks"), [("patient", True, False), ("clinician", False, True)]
)
def test_a_patients_key_signs_in_alone_and_nobody_asks_whether_it_shall(
    role, resident, asks, signed_in, monkeypatch
):
    known = "allauth.account.internal.flows.reauthentication.did_recently_reauthenticate"
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    monkeypatch.setattr(known, lambda request: True)
    browser = signed_in(role)
    answer = browser.get("/accounts/2fa/webauthn/add/")
    options = answer.context["js_data"]["creation_options"]["publicKey"]["authenticatorSelection"]
    assert (options.get("residentKey") == "required") is resident
    assert ("passwordless" in answer.context["form"].fields) is asks


def test_signing_in_tells_nobody_a_handle(client, patient, mail):
    client.post("/accounts/login/code/", {"email": "erika@beispiel.example"})
    answer = client.post("/accounts/login/code/confirm/", {"code": code_in(mail[0])}, follow=True)
    assert "You are signed in." in answer.content.decode()
    assert patient.username not in answer.content.decode()


def test_the_list_of_keys_is_in_german_too(client, patient, settings_changed):
    client.force_login(patient, backend="allauth.account.auth_backends.AuthenticationBackend")
    text = client.get("/accounts/2fa/webauthn/", headers={"accept-language": "de"}).content.decode()
    assert "My phone" in text
    assert "noch nicht benutzt" in text
    assert patient.username not in text
