"""Signing in, in Chromium, with a real server: the first administrator, a passkey, a second one."""

import os
import re
import subprocess
import sys

import pytest

pytestmark = pytest.mark.extra

PASSWORD = "correct horse battery staple"


@pytest.fixture
def first_link(tmp_path):
    """Where the first administrator of a new installation begins."""
    env = os.environ | {"CASELINE_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-c", "from caseline.cli.main import main; main()", "serve"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*command, "--port", "0"], env=env, stdout=pipe, stderr=pipe, text=True
    ) as server:
        server.stdout.readline()
        link = next(line.rpartition(" ")[2].strip() for line in server.stderr if "begin at" in line)
        yield link.replace("127.0.0.1", "localhost")  # a passkey belongs to a name
        server.terminate()


def authenticator(page):
    """A security key that says yes, and remembers who one is."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_the_first_administrator_begins_and_signs_in_again_with_a_passkey(first_link, page, axe):
    authenticator(page)
    page.goto(first_link)
    assert axe() == []
    page.get_by_label("Name of the clinic").fill("A clinic")
    page.get_by_label("Your e-mail address").fill("admin@clinic.example")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()

    page.get_by_role("heading", name="A second factor").wait_for()
    assert axe() == []
    page.get_by_role("link", name="A passkey or a security key").click()
    page.get_by_label("Name").fill("This machine")
    passwordless = page.get_by_label(re.compile("Passwordless", re.IGNORECASE))
    if passwordless.count():
        passwordless.check()
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
    page.get_by_text("/accounts/invited/").wait_for()
    assert axe() == []

    page.get_by_role("button", name="Sign out").click()
    page.goto(first_link.split("/accounts/")[0] + "/accounts/login/")
    assert axe() == []
    page.get_by_role("button", name="With a passkey").click()
    page.get_by_role("heading", name="Operation").wait_for()
