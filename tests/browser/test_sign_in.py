"""Signing in, in Chromium, with a real server: the first administrator, a passkey, a second one."""

import base64
import os
import re
import subprocess
import sys
import time
from urllib.parse import urljoin

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import expect

from tests.browser.patients import sign_in, sign_out
from tests.judges import axe_complaints, nu_complaints

PERIOD = 30  # seconds for which a code is good

pytestmark = pytest.mark.extra

PASSWORD = "correct horse battery staple"


@pytest.fixture
def first_link(tmp_path):
    """Where the first administrator of a new installation begins."""
    theirs = {key: value for key, value in os.environ.items() if not key.startswith("CASELINE_")}
    env = theirs | {"CASELINE_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-c", "from caseline.cli.main import main; main()", "serve"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*command, "--port", "0"], env=env, stdout=pipe, stderr=pipe, text=True
    ) as server:
        server.stdout.readline()
        link = next(line.rpartition(" ")[2].strip() for line in server.stderr if "begin at" in line)
        yield link.replace("127.0.0.1", "localhost")  # a passkey belongs to a name
        server.terminate()


def authenticator(page, *, phone=True):
    """A phone that says yes, and remembers who one is; or a security key, which does neither."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal" if phone else "usb",
        "hasResidentKey": phone,
        "hasUserVerification": phone,
        "isUserVerified": phone,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def another(page):
    """Put the key away, and take one that has never been here."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.disable")
    authenticator(page, phone=False)


def begin(page):
    """Fill in the first page of a clinic, which leads to the second factor."""
    page.get_by_label("Name of the clinic").fill("A clinic")
    page.get_by_label("Your e-mail address").fill("admin@clinic.example")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("heading", name="A second factor").wait_for()
    page.wait_for_load_state()  # a click on a page that does not stand yet can be lost


def give_password(page, clinic):
    """The first step of signing in, which leads to the second factor."""
    page.goto(f"{clinic}/accounts/login/")
    page.get_by_label("E-mail address").fill("admin@clinic.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_the_first_administrator_begins_and_signs_in_again_with_a_passkey(first_link, page, axe):
    authenticator(page)
    page.goto(first_link)
    assert axe() == []
    begin(page)
    assert axe() == []
    page.get_by_role("link", name="A passkey or a security key").click()
    page.wait_for_url("**/webauthn/add/")
    page.get_by_label("Name").fill("This machine")
    page.get_by_label(re.compile("Passwordless", re.IGNORECASE)).check()
    page.locator("main form").get_by_role("button").first.click()
    page.wait_for_url(re.compile("recovery-codes|webauthn/$"))
    assert axe() == []

    page.goto(first_link.split("/accounts/")[0] + "/operation/")
    page.get_by_role("heading", name="Operation").wait_for()
    assert axe() == []
    page.get_by_role("link", name="Staff").click()
    page.get_by_label("E-mail address").fill("doctor@clinic.example")
    page.get_by_label("Role").select_option("clinician")
    page.get_by_role("button", name="Invite").click()
    invitation = page.get_by_text("/accounts/invited/")
    invitation.wait_for()
    assert axe() == []
    page.goto(invitation.text_content())
    page.get_by_label("New password").wait_for()
    assert axe() == []

    sign_out(page)
    page.goto(first_link.split("/accounts/")[0] + "/accounts/login/")
    assert axe() == []
    page.get_by_role("button", name="With a passkey").click()
    page.get_by_role("heading", name="Operation").wait_for()


@pytest.fixture
def judged(page, tmp_path):
    """`judged()` is what axe and the Nu checker say of the page in both languages."""

    def complaints():
        found, kept = [], []
        for lang in ("de", "en"):
            chosen = {"name": "django_language", "value": lang, "url": urljoin(page.url, "/")}
            page.context.add_cookies([chosen])
            kept.append(tmp_path / f"{lang}.html")
            kept[-1].write_bytes(page.reload().body())
            assert page.locator("html").get_attribute("lang") == lang
            found += axe_complaints(page)
        return found + nu_complaints(*kept)

    return complaints


def code_of(secret, page):
    """What an authenticator app shows now; never in the last seconds of a code."""
    left = PERIOD - time.time() % PERIOD
    if left < 10:
        page.wait_for_timeout(1000 * left + 500)
    app = TOTP(base64.b32decode(secret), 6, SHA1(), PERIOD, enforce_key_length=False)
    return app.generate(int(time.time())).decode()


def test_an_app_gives_the_code_to_sign_in_with_and_another_code_is_refused(
    first_link, page, judged
):
    home = first_link.split("/accounts/")[0]
    page.goto(first_link)
    begin(page)
    assert judged() == []
    page.get_by_role("link", name="An authenticator app").click()
    page.wait_for_url("**/totp/activate/")
    assert judged() == []
    secret = page.get_by_label("Authenticator secret").input_value()
    page.get_by_label("Authenticator code").fill("000000")
    page.get_by_role("button", name="Activate").click()
    page.get_by_text("This code is not right.").wait_for()
    secret = page.get_by_label("Authenticator secret").input_value()
    page.get_by_label("Authenticator code").fill(code_of(secret, page))
    page.get_by_role("button", name="Activate").click()
    page.wait_for_url(re.compile("recovery-codes"))
    assert judged() == []
    codes = page.get_by_label("Unused codes").input_value().split()
    assert len(set(codes)) == 10

    sign_out(page)
    give_password(page, home)
    page.wait_for_url(re.compile("2fa/authenticate"))
    assert judged() == []
    page.goto(f"{home}/operation/")  # a password alone opens nothing
    page.wait_for_url(f"{home}/accounts/2fa/authenticate/")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text("This code is not right.").wait_for()
    page.get_by_label("Code").fill(code_of(secret, page))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Operation").wait_for()
    assert page.goto(f"{home}/accounts/2fa/totp/deactivate/").status == 200
    assert judged() == []


@pytest.fixture
def keyed(first_link, page):
    """The first administrator's clinic, whose second factor is a security key."""
    authenticator(page, phone=False)
    page.goto(first_link)
    begin(page)
    page.get_by_role("link", name="A passkey or a security key").click()
    page.wait_for_url("**/webauthn/add/")
    page.get_by_label("Name").fill("A key on my ring")
    page.locator("main form").get_by_role("button").first.click()
    page.wait_for_url(re.compile("recovery-codes|webauthn/$"))
    return first_link.split("/accounts/")[0]


def test_a_password_and_the_security_key_open_the_pages_of_staff(keyed, page):
    sign_out(page)
    give_password(page, keyed)
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url(f"{keyed}/operation/")
    page.get_by_role("heading", name="Operation").wait_for()


def test_a_key_that_is_not_the_right_one_opens_nothing_and_the_page_says_so(keyed, page, axe):
    sign_out(page)
    give_password(page, keyed)
    page.get_by_role("button", name="Use a security key").wait_for()
    another(page)
    for _ in range(2):
        page.get_by_role("button", name="Use a security key").click()
        expect(page.get_by_role("alert")).to_have_text(re.compile(r"^That did not work\."))
        assert axe() == []
    page.goto(f"{keyed}/operation/")
    page.wait_for_url(f"{keyed}/accounts/2fa/authenticate/")


def test_no_judge_complains_of_the_pages_of_a_key(keyed, page, judged):
    page.goto(f"{keyed}/accounts/2fa/webauthn/")
    assert judged() == []
    links = page.locator("main a[href*='/webauthn/']").evaluate_all(
        "all => all.map(one => one.href)"
    )
    ways = [
        f"{keyed}/accounts/2fa/reauthenticate/",
        f"{keyed}/accounts/2fa/webauthn/reauthenticate/",
    ]
    for address in (*links, *ways):
        assert page.goto(address).status == 200
        assert page.url == address
        assert judged() == [], address


def test_no_text_becomes_markup_on_any_kind_of_page(page, patient_demo, complaints):
    """Whatever is entered, and whichever script forgets that it was: the browser itself refuses."""
    sign_in(page, patient_demo, "Demo 1")
    for where in ("/my/demo-open/tonight/", "/my/demo-open/course/", "/drawing/", "/accounts/"):
        page.goto(f"{patient_demo}{where}")
        refused = page.evaluate(
            """() => {
              try { document.body.insertAdjacentHTML("beforeend", "<b>x</b>"); }
              catch (error) { return error.name; }
            }"""
        )
        assert refused == "TypeError", where
    assert all("TrustedHTML" in one for one in complaints)
    complaints.clear()
