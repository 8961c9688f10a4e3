"""A patient's passkey and notifications, in Chromium, against a real server process."""

import pytest

from tests.browser.patients import sign_in
from tests.browser.test_sign_in import authenticator

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
    page.get_by_role("link", name="Add a passkey").click()
    assert axe() == []
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Passkeys").wait_for()
    assert "My phone" in page.locator("main").inner_text()
    assert "recovery" not in page.locator("main").inner_text()
    assert axe() == []

    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{near}/accounts/login/")
    page.get_by_role("button", name="With a passkey").click()
    page.wait_for_url("**/tonight/")
    assert "You are signed in." in page.locator("main").inner_text()


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


def test_a_browser_that_allows_no_notifications_says_so_and_nothing_is_turned_on(
    page, near, axe, complaints
):
    sign_in(page, near)
    page.goto(f"{near}/reminders/demo-open/")
    page.get_by_role("button", name="Turn on").click()
    page.get_by_text("This browser does not allow it. Its settings can.").wait_for()
    assert page.get_by_role("button", name="Turn off").count() == 0
    assert axe() == []
    [said] = complaints  # Chromium's own, for a window that remembers nothing
    assert "does not support the Push API" in said
    complaints.clear()
