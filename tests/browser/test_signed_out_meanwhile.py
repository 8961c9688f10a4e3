"""A session ran out over a form that was half filled in: it is kept, and nobody else gets it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.patients import sign_in
from tests.browser.test_drawing_page import choose, counts, draw, drawn
from tests.browser.waiting import until

pytestmark = pytest.mark.extra

SESSION = "sessionid"


@pytest.fixture
def setting_up(page, patient_demo):
    """A clinician, half-way through a new patient."""
    sign_in(page, patient_demo, "^clinician")
    page.goto(f"{patient_demo}/clinic/new/")
    page.get_by_label("Name", exact=True).fill("Erika Beispiel")
    page.get_by_label("Points better that would matter").fill("2")
    return page


def begin(page):
    page.get_by_role("button", name="Begin").click()


def test_what_was_entered_stays_and_is_sent_once_signed_in_again(setting_up, patient_demo, axe):
    page = setting_up
    page.context.clear_cookies(name=SESSION)
    begin(page)
    expect(page.get_by_role("alert")).to_contain_text("You were signed out meanwhile.")
    assert axe() == []
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    other = opened.value
    other.get_by_role("button", name=re.compile("^clinician")).click()
    other.get_by_role("heading", name="Patients").wait_for()
    assert "Erika" not in other.content()

    begin(page)
    page.wait_for_url("**/accounts/pair/*/")
    page.goto(f"{patient_demo}/clinic/")
    assert page.get_by_text("Erika Beispiel").count() == 1


def test_it_is_not_sent_as_somebody_else(setting_up, patient_demo):
    page = setting_up
    other = page.context.new_page()
    page.context.clear_cookies(name=SESSION)
    sign_in(other, patient_demo, "^administrator")
    begin(page)
    expect(page.get_by_role("alert")).to_contain_text("Somebody else is signed in here now")
    assert page.url.endswith("/clinic/new/")
    assert page.get_by_label("Name", exact=True).input_value() == "Erika Beispiel"


def test_without_a_connection_it_stays_too(setting_up, complaints):
    page = setting_up
    page.get_by_label("Name", exact=True).fill("Somebody Else")  # the other one is there by now
    page.context.set_offline(True)
    begin(page)
    expect(page.get_by_role("alert")).to_contain_text("There is no connection.")
    page.context.set_offline(False)
    begin(page)
    page.wait_for_url("**/accounts/pair/*/")
    assert all("ERR_INTERNET_DISCONNECTED" in one for one in complaints)
    complaints.clear()


# ── a patient's long form ────────────────────────────────────────────────────────────────────
FORM = "/my/demo-open/form/phq4/"


@pytest.fixture
def half_filled(page, patient_demo):
    """A patient, two answers into a form; the page stands again as it is opened anew."""
    sign_in(page, patient_demo, "Demo 1")
    page.goto(f"{patient_demo}{FORM}")
    for name, value in (("nervous", "2"), ("worry", "1")):
        page.locator(f"label:has([name='phq4.{name}'][value='{value}'])").click()
    expect(page.locator("output.count")).to_have_text("2 / 4")
    until(page, "Object.keys(localStorage).some((one) => one.startsWith('sealed/'))")
    return page


def runs_out(page, address):
    page.context.clear_cookies(name=SESSION)
    page.goto(address)
    page.wait_for_url("**/accounts/login/**")
    until(page, "localStorage.getItem('draft key') === null")


def answered(page, patient_demo):
    page.goto(f"{patient_demo}{FORM}")
    page.locator("output.count:not(:empty)").wait_for()
    return page.locator("output.count").inner_text()


def test_a_patients_half_filled_form_is_there_again_and_nobody_reads_it_meanwhile(
    half_filled, patient_demo
):
    page = half_filled
    runs_out(page, f"{patient_demo}{FORM}")
    left = page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")
    assert "sealed/" in left
    assert "nervous" not in left
    sign_in(page, patient_demo, "Demo 1")
    assert answered(page, patient_demo) == "2 / 4"
    assert page.locator("[name='phq4.nervous'][value='2']").is_checked()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**saved=**")
    assert page.evaluate("Object.keys(localStorage).filter((one) => /sealed/.test(one))") == []


def test_a_patients_begun_drawing_is_there_again_and_nobody_reads_it_meanwhile(page, patient_demo):
    sign_in(page, patient_demo, "Demo 1")
    drawing = f"{patient_demo}/my/demo-open/drawing/"
    page.goto(drawing)
    page.locator("pain-drawing:defined").wait_for()
    page.get_by_label("Neck", exact=True).check()
    choose(page, "pen")
    draw(page, (90, 150), (110, 160))
    until(
        page,
        """async () => {
        const { kept } = await import("caseline/drafts");
        const before = await kept(document.querySelector("#entry").dataset.draft);
        return before?.marked.includes("neck") && JSON.parse(before.strokes).front?.length === 1;
        }""",
    )
    runs_out(page, drawing)
    left = page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")
    assert "sealed/" in left
    assert "neck" not in left
    sign_in(page, patient_demo, "Demo 1")
    page.goto(drawing)
    counts(page, "1 of 19 marked")
    assert page.get_by_label("Neck", exact=True).is_checked()
    assert len(drawn(page, 1)) == 1


def test_another_person_on_the_same_phone_gets_nothing_of_it(half_filled, patient_demo):
    page = half_filled
    runs_out(page, f"{patient_demo}{FORM}")
    sign_in(page, patient_demo, "Demo 2")
    opened = page.evaluate(
        """async () => {
        const { kept } = await import("caseline/drafts");
        const place = Object.keys(localStorage).find((one) => one.startsWith("sealed/"));
        return kept(place.slice("sealed/".length));
        }"""
    )
    assert opened is None


def test_the_inbox_shows_no_entry_of_another_person_that_waits_on_the_phone(
    page, patient_demo, complaints
):
    sign_in(page, patient_demo, "Demo 1")
    page.goto(f"{patient_demo}/my/demo-open/events/")
    page.route(
        "**/events/", lambda one: one.abort() if one.request.method == "POST" else one.fallback()
    )
    page.get_by_label("Or in your own words").first.fill("a thing of my own")
    page.locator("button.main:visible").click()
    page.locator("#waiting").wait_for()
    page.goto(f"{patient_demo}/my/demo-open/inbox/")
    expect(page.locator("#local")).to_contain_text("Or in your own words: a thing of my own")
    page.context.clear_cookies(name=SESSION)
    sign_in(page, patient_demo, "Demo 2")
    page.goto(f"{patient_demo}/my/demo-trial/inbox/")
    page.locator("#waiting").wait_for()
    assert "a thing of my own" not in page.locator("main").inner_text()
    assert set(complaints) == {"console: Failed to load resource: net::ERR_FAILED"}
    complaints.clear()
