"""Another password or second factor is an event of the audit trail."""

from contextlib import contextmanager

import pytest

from tests.web.accounts.conftest import PASSWORD, SECRET, code

pytestmark = pytest.mark.extra
NEW = "another battery horse staple"


@pytest.fixture
def remembered(clinician):
    """`with remembered() as what:` gathers what the trail tells of the clinician meanwhile."""
    from django.test import TestCase

    from caseline_web.audit import chain

    @contextmanager
    def during():
        before, what = chain.head(chain.CLINIC)[0], []
        with TestCase.captureOnCommitCallbacks(execute=True):
            yield what
        for one in chain.events(chain.CLINIC):
            if one.number > before:
                assert one.actor == one.about == clinician.username
                what.insert(0, one.what)

    return during


@pytest.fixture
def browser(client, clinician, fresh_counts, mail):
    client.post("/accounts/login/", {"login": clinician.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_a_password_that_was_changed(browser, remembered):
    with remembered() as what:
        told = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
        browser.post("/accounts/password/change/", told)
    assert what == ["changed password"]


def test_a_password_that_was_not_changed_is_no_event(browser, remembered):
    with remembered() as what:
        told = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
        browser.post("/accounts/password/change/", told)
    assert what == []


def test_a_password_that_was_reset_by_a_link(client, clinician, fresh_counts, mail, remembered):
    client.post("/accounts/password/reset/", {"email": clinician.email})
    link = next(one for one in mail[-1].body.split() if "/accounts/password/reset/key/" in one)
    with remembered() as what:
        form = client.get("/" + link.split("/", 3)[3])
        client.post(form["Location"], {"password1": NEW, "password2": NEW})
    assert what == ["reset password"]


def test_recovery_codes_that_were_made(browser, remembered):
    with remembered() as what:
        browser.post("/accounts/2fa/recovery-codes/generate/")
    assert what == ["made recovery codes anew"]


def test_an_authenticator_app_taken_off_and_set_again(browser, clinician, remembered):
    with remembered() as what:
        browser.post("/accounts/2fa/totp/deactivate/")
    assert what == ["removed authenticator app"]
    with remembered() as what:
        browser.get("/accounts/2fa/totp/activate/")
        session = browser.session
        session["mfa.totp.secret"] = SECRET
        session.save()
        browser.post("/accounts/2fa/totp/activate/", {"code": code()})
    assert what == ["added authenticator app", "added recovery codes"]


def test_a_passkey_taken_off(browser, clinician, remembered):
    from allauth.mfa.models import Authenticator

    key = Authenticator.objects.create(user=clinician, type="webauthn", data={"name": "x"})
    with remembered() as what:
        browser.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert what == ["removed passkey"]
