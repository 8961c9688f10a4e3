"""A patient's passkey and notifications, in Chromium, against a real server process."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.patients import sign_in, sign_out
from tests.browser.test_sign_in import authenticator
from tests.browser.waiting import until

pytestmark = pytest.mark.extra


@pytest.fixture
def near(patient_demo):
    """The demo under a name: a passkey belongs to one."""
    return patient_demo.replace("127.0.0.1", "localhost")


def test_a_patient_adds_a_passkey_and_signs_in_with_nothing_else(page, near, axe):
    authenticator(page)
    sign_in(page, near)
    page.goto(f"{near}/accounts/")
    page.get_by_role("link", name="Sign in with a passkey").click()
    page.wait_for_url("**/2fa/webauthn/")  # a click on a page that does not stand yet can be lost
    page.get_by_role("link", name="Add a passkey").click()
    page.wait_for_url("**/webauthn/add/")
    assert axe() == []
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Passkeys").wait_for()
    expect(page.locator("main")).to_contain_text("My phone")
    assert axe() == []
    expect(page.locator("main")).not_to_contain_text("recovery")

    sign_out(page)
    page.goto(f"{near}/accounts/login/")
    page.get_by_role("button", name="With a passkey").click()
    page.wait_for_url("**/tonight/")
    expect(page.locator("main")).to_contain_text("You are signed in.")


def test_a_passkey_that_was_removed_signs_in_nobody_and_the_page_says_what_else_does(
    page, near, axe
):
    authenticator(page)
    sign_in(page, near)
    page.goto(f"{near}/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Passkeys").wait_for()
    page.get_by_role("link", name="Remove").last.click()
    page.wait_for_url("**/remove/")
    page.get_by_role("button", name="Remove").click()
    page.get_by_text("Removed.").wait_for()
    sign_out(page)
    page.goto(f"{near}/accounts/login/")
    page.get_by_role("button", name="With a passkey").click()
    page.get_by_text("This passkey is not known here, or no longer.").wait_for()
    assert axe() == []


SHOWN = """async () => {
  const { getNotifications } = ServiceWorkerRegistration.prototype;
  const found = await getNotifications.call(await navigator.serviceWorker.ready);
  return found.map(({ title, body, data }) => ({ title, body, url: data }));
}"""  # the method as the browser has it, whatever the page makes of it

SERVICE = """
let made = null;
PushManager.prototype.getSubscription = async () => made;
PushManager.prototype.subscribe = async () => {
  const p256dh = "BIPUL12DLfytvTajnryr2PRdAgXS3HGKiLqndGcJ" +
    "GabyhHheJYlNGCeXl1dn18gSJ1WAkAPIxr4gK0_dQds4yiI";
  const keys = { p256dh, auth: "FPssNDTKnInHVndSTdbKFw" };
  made = {
    endpoint: "https://fcm.googleapis.com/fcm/send/synthetic",
    toJSON: () => ({ endpoint: made.endpoint, keys }),
    unsubscribe: async () => { made = null; return true; },
  };
  return made;
};
"""  # in the place of the browser maker's service, which no test may ask


def test_notifications_are_turned_on_and_off_and_the_clinic_sees_it(page, browser, near):
    clinic = browser.new_page()
    sign_in(clinic, near, "^clinician")

    def phones():
        clinic.goto(f"{near}/reminders/demo-open/sent/")
        return clinic.get_by_text("Phones with notifications").inner_text()

    page.add_init_script(SERVICE)
    sign_in(page, near)
    page.goto(f"{near}/reminders/demo-open/")
    page.get_by_role("button", name="Turn on").click()
    page.get_by_text("Notifications are on.").wait_for()
    assert phones() == "Phones with notifications: 1"
    page.get_by_role("button", name="Turn off").click()
    page.get_by_text("Notifications are off.").wait_for()
    assert phones() == "Phones with notifications: 0"
    clinic.close()


def test_a_notification_shows_what_was_sent_and_leads_to_the_evening(page, near):
    page.context.grant_permissions(["notifications"], origin=near)
    sign_in(page, near)
    until(page, "navigator.serviceWorker.controller !== null")
    workers = page.context.new_cdp_session(page)
    found = set()

    def updated(told):  # the library marks what it calls, which a method of a set cannot bear
        found.update(one["registrationId"] for one in told["registrations"])

    workers.on("ServiceWorker.workerRegistrationUpdated", updated)
    workers.send("ServiceWorker.enable")
    note = {"title": "This evening", "body": "Your questions are waiting.", "url": f"{near}/my/"}
    told = {"origin": near, "data": json.dumps(note)}
    for _ in range(30):  # Chromium may lose one without a word; the next replaces it
        page.wait_for_timeout(1000)
        for one in found:
            workers.send("ServiceWorker.deliverPushMessage", {**told, "registrationId": one})
        if shown := page.evaluate(SHOWN):
            break
    assert shown == [note]


def test_a_browser_that_allows_no_notifications_says_so_and_nothing_is_turned_on(
    page, near, axe, complaints
):
    sign_in(page, near)
    page.goto(f"{near}/reminders/demo-open/")
    with page.expect_console_message(lambda said: said.type == "error"):
        page.get_by_role("button", name="Turn on").click()
    page.get_by_text("This browser does not allow it. Its settings can.").wait_for()
    expect(page.get_by_role("button", name="Turn off")).to_have_count(0)
    assert axe() == []
    [said] = complaints  # Chromium's own, for a window that remembers nothing
    assert "does not support the Push API" in said
    complaints.clear()
