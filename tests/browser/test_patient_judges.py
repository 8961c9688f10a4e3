"""Every page of a patient before the judges: axe, the W3C Nu checker, the console, the scales."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.judged import OF_PATIENT
from tests.browser.patients import Finger, sign_in
from tests.judges import axe_complaints, nu_complaints

MOST = 25_000  # bytes of the daily page, all in, as they come over the wire


@pytest.fixture(params=[("en-GB", "light"), ("de-AT", "dark")], ids=["English", "German, dark"])
def reader(request, browser, patient_demo, complaints):
    """A phone in a language and a scheme, signed in as the first demo person."""
    language, scheme = request.param
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        locale=language,
        color_scheme=scheme,
        has_touch=True,
        is_mobile=True,
    )
    page = context.new_page()
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    sign_in(page, patient_demo)
    yield page
    context.close()
    assert complaints == []


def test_no_page_is_complained_of(reader, patient_demo, tmp_path):
    written = []
    for number, path in enumerate(OF_PATIENT):
        reader.goto(f"{patient_demo}{path}")
        for fold in reader.locator("main > details").all():
            fold.evaluate("fold => { fold.removeAttribute('name'); fold.open = true }")
        assert axe_complaints(reader) == [], path
        saved = tmp_path / f"{number}.html"
        saved.write_text(reader.request.get(f"{patient_demo}{path}").text(), encoding="utf-8")
        written.append(saved)
    assert nu_complaints(*written) == []


def test_the_daily_page_weighs_at_most_25_kb_with_all_that_it_loads(browser, patient_demo):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    sign_in(page, patient_demo)
    page.goto("about:blank")
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    sizes, hosts = {}, set()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setBypassServiceWorker", {"bypass": True})
    addresses = {}
    session.on(
        "Network.requestWillBeSent",
        lambda one: addresses.update({one["requestId"]: one["request"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda one: sizes.update({addresses[one["requestId"]]: one["encodedDataLength"]}),
    )
    page.goto(f"{patient_demo}/my/demo-open/tonight/?change")
    page.wait_for_load_state("networkidle")
    hosts = {one.split("/")[2] for one in addresses.values()}
    assert hosts == {patient_demo.split("/")[2]}
    assert len(sizes) >= 6
    assert sum(sizes.values()) <= MOST, sizes
    context.close()


def test_a_page_is_sound_with_answers_and_with_its_receipt(patient_demo, reader):
    finger = Finger(reader)
    reader.goto(f"{patient_demo}/my/demo-open/tonight/?change")
    finger.choose("pain-nrs.worst_pain", 4)
    expect(reader.locator("input[name='pain-nrs.worst_pain'][value='4']")).to_be_checked()
    assert axe_complaints(reader) == []
    reader.get_by_role("button", name="Save").or_(
        reader.get_by_role("button", name="Speichern")
    ).tap()
    reader.wait_for_url(re.compile("[?&]saved="))
    reader.locator("dd").first.wait_for()
    assert axe_complaints(reader) == []
