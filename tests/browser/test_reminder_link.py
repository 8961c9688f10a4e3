"""The link of a reminder on a phone on which other answers wait."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.patients import Finger, rows_of, sign_in, watched_phone

WORST = "pain-nrs.worst_pain"
MEANT = ("net::ERR_FAILED",)  # a network that was away
LINK = """
import django
django.setup()
from caseline_web.courses.current import today_of
from caseline_web.courses.store import course_named
from caseline_web.links import EveningLink, token_for
from caseline_web.people.accounts import made_under
course = course_named("demo-open")
link = EveningLink(course.pseudonym, today_of(course), made_under(course.patient))
print(f"/my/e/{token_for(link)}/")
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A demo server of its own: its address, and the link of this evening's reminder."""
    folder = tmp_path_factory.mktemp("served")
    here = {**os.environ, "TMPDIR": str(folder)}
    serve = [sys.executable, "-c", "from caseline.cli.main import main; main()", "serve"]
    with subprocess.Popen(
        [*serve, "--demo", "--port", "0"], stdout=subprocess.PIPE, text=True, env=here
    ) as server:
        address = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())[0]
        [data] = folder.glob("caseline-*/data")
        mine = {
            "CASELINE_DATA": str(data),
            "CASELINE_DB_URL": f"sqlite:///{data}/caseline.sqlite3",
            "DJANGO_SETTINGS_MODULE": "caseline_web.settings",
        }
        told = subprocess.run(
            [sys.executable, "-c", LINK], env={**here, **mine}, stdout=subprocess.PIPE, check=True
        )
        yield address, address + told.stdout.decode().strip()
        server.terminate()


@pytest.fixture
def phone(browser, complaints):
    with watched_phone(browser, complaints, MEANT) as page:
        yield page


def answered(phone, address, worst):
    phone.goto(address)
    finger = Finger(phone)
    finger.choose(WORST, worst)
    finger.save()


def of_tonight(phone, served):
    return [row[3] for row in rows_of(phone, served) if row[2] == "worst_pain"][-1:]


def test_it_is_delivered_though_older_answers_wait_for_a_sign_in(served, phone):
    address, link = served
    sign_in(phone, address)
    phone.route("**/tonight/", lambda route: route.abort() if _sends(route) else route.continue_())
    answered(phone, f"{address}/my/demo-open/tonight/", 3)
    expect(phone.locator("#waiting p")).to_have_text(re.compile("One entry waits on this phone."))
    phone.unroute("**/tonight/")
    phone.context.clear_cookies(name="sessionid")  # the session ran out
    answered(phone, link, 8)
    expect(phone.locator("form[data-queue]")).to_have_text(re.compile(r"^Saved"))
    expect(phone.locator("#waiting p")).to_have_text(
        re.compile("One entry waits.*sign in", re.IGNORECASE)
    )
    sign_in(phone, address)
    expect(phone.locator("#waiting")).to_be_hidden()
    assert of_tonight(phone, address) == ["8"]  # the older answer came later, and is the older one


def test_it_writes_the_entry_of_its_patient_whoever_else_is_signed_in(served, phone):
    address, link = served
    sign_in(phone, address, who="Demo 2")
    answered(phone, link, 6)
    expect(phone.locator("form[data-queue]")).to_have_text(re.compile(r"^Saved"))
    phone.context.clear_cookies(name="sessionid")
    sign_in(phone, address)
    assert of_tonight(phone, address) == ["6"]


def _sends(route):
    return route.request.method == "POST"
