"""A Chromium that talks to nobody, and a page whose every complaint fails its test."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.judges import axe_complaints
from tools.find_chromium import NoChromiumError, find

QUIET = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
LOCAL_SCHEMES = {"file", "data", "blob", "about"}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
expect.set_options(timeout=30_000)  # as long as a click waits: 5 s are little on a busy machine


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all browser tests; where there is none they fail and say so."""
    try:
        path = find()
    except NoChromiumError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
    # Chromium's sandbox refuses to run as root, which is who a container runs as.
    args = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=args)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def patient_demo():
    """The address of a server process with the demo persons, a fresh one for each file of tests."""
    serve = [sys.executable, "-c", "from caseline.cli.main import main; main()", "serve"]
    with subprocess.Popen(
        [*serve, "--demo", "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as server:
        yield re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())[0]
        server.terminate()


@pytest.fixture
def complaints():
    """What went wrong on the page so far: console and script errors, requests to the outside."""
    return []


@pytest.fixture
def page(browser, complaints):
    """A page; its test fails if anything stands in `complaints` at the end."""
    with _watched(browser, complaints) as page:
        yield page


@pytest.fixture(params=[(390, 844), (320, 640)], ids=["390 px", "320 px"])
def phone(request, browser, complaints):
    """The same on a phone, which is touched."""
    width, height = request.param
    screen = {"viewport": {"width": width, "height": height}, "has_touch": True, "is_mobile": True}
    with _watched(browser, complaints, **screen) as page:
        yield page


@contextmanager
def _watched(browser, complaints, **screen):
    context = browser.new_context(reduced_motion="reduce", locale="en-GB", **screen)
    context.route("**/*", lambda route: _let_in(route, complaints))
    page = context.new_page()
    page.on("console", lambda said: _note(said, complaints))
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    yield page
    context.close()
    assert complaints == []


def _note(said, complaints):
    if said.type == "error":
        complaints.append(f"console: {said.text}")


def _let_in(route, complaints):
    address = urlsplit(route.request.url)
    if address.scheme in LOCAL_SCHEMES or address.hostname in LOOPBACK:
        route.continue_()
    else:
        complaints.append(f"request to the outside: {route.request.url}")
        route.abort()


@pytest.fixture
def axe(page):
    """`axe()` gives what axe says of the page as it stands."""
    return lambda: axe_complaints(page)
