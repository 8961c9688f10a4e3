"""Without network: the pages open, take answers, and deliver each of them exactly once."""

import re
from collections import Counter

import pytest

from tests.browser.patients import Finger, rows_of, sign_in

WORST, AVERAGE = "pain-nrs.worst_pain", "pain-nrs.average_pain"
# Three evenings by the phone's clock, of which the second ends after midnight.
EVENINGS = ("2026-11-20T19:10", "2026-11-22T02:30", "2026-11-22T20:00")
LOOPBACK = "//127.0.0.1:"
DAYS = ["2026-11-20", "2026-11-21", "2026-11-22"]


# What a network that was switched off, a reply that was lost and a refusal make the console say.
MEANT = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED", "status of 422", "status of 403")


@pytest.fixture
def phone(browser, complaints):
    """A phone whose network can be switched off: its requests are watched and not led."""
    screen = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    context = browser.new_context(reduced_motion="reduce", locale="en-GB", **screen)
    context.on("request", lambda one: LOOPBACK in one.url or complaints.append(one.url))
    page = context.new_page()
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    yield page
    context.close()
    assert [one for one in complaints if not any(meant in one for meant in MEANT)] == []


KEPT = """async () => {
  const pages = await caches.open("caseline-pages");
  const all = 3 + document.querySelectorAll("a[data-keep]").length;
  while ((await pages.keys()).length < all || !navigator.serviceWorker.controller)
    await new Promise((go) => setTimeout(go, 50));
}"""


@pytest.fixture
def offline(phone, patient_demo):
    """Signs in, waits until the pages are kept, and switches the network off."""
    sign_in(phone, patient_demo)
    phone.evaluate(KEPT)
    phone.context.set_offline(True)
    return patient_demo


def told(phone):
    """What the page says of what waits on the phone."""
    phone.locator("#waiting").wait_for()
    return phone.locator("#waiting p").inner_text().strip()


def today(phone):
    """The day on the page, which its own clock decides."""
    return phone.locator("form[data-evening] input[name=on]").input_value()


def test_the_start_of_the_application_opens_the_evening_and_keeps_what_is_entered(offline, phone):
    phone.goto(f"{offline}/my/")
    assert phone.url == f"{offline}/my/demo-open/tonight/"
    assert re.match(r"\w+ \d+ \w+$", phone.locator("h1").inner_text())
    finger = Finger(phone)
    finger.choose(WORST, 8)
    finger.save()
    output = phone.locator("output:not(:empty)")
    output.wait_for()
    assert re.match(r"Kept on this phone \d\d:\d\d\. It is sent when there", output.inner_text())
    assert told(phone) == "One entry waits on this phone."
    phone.reload()
    assert told(phone) == "One entry waits on this phone."


def test_a_page_that_needs_a_network_says_so(offline, phone):
    phone.goto(f"{offline}/my/demo-open/course/")
    assert phone.locator("h1").inner_text() == "No network"
    phone.get_by_role("link", name="To the questions of the evening").tap()
    phone.wait_for_url("**/tonight/")


def test_a_form_and_an_event_are_taken_without_network_too(offline, phone):
    finger = Finger(phone)
    phone.goto(f"{offline}/my/demo-open/events/")
    finger.choose("effect", "dizziness")
    finger.save()
    phone.locator("output:not(:empty)").first.wait_for()
    phone.goto(f"{offline}/my/demo-open/form/pgic/")
    finger.tap(phone.locator("#form input[type=radio]").first)
    finger.save()
    phone.locator("#form output:not(:empty):not(.count)").wait_for()
    assert told(phone) == "2 entries wait on this phone."
    phone.context.set_offline(False)
    phone.locator("#waiting").wait_for(state="hidden")
    rows = rows_of(phone, offline)
    assert [row[1] for row in rows if row[1].startswith("pgic")].count("pgic@1.1") >= 1
    phone.goto(f"{offline}/my/demo-open/events/")
    assert phone.locator(".entered").inner_text().count("dizziness") == 1


def test_days_without_network_are_delivered_exactly_once_though_two_tabs_race(offline, phone):
    finger = Finger(phone)
    for number, moment in enumerate(EVENINGS):
        phone.clock.set_fixed_time(f"{moment}:00+01:00")
        phone.goto(f"{offline}/my/demo-open/tonight/")
        assert today(phone) == DAYS[number]
        finger.choose(WORST, number)
        finger.choose(AVERAGE, number)
        finger.save()
        phone.locator("output:not(:empty)").wait_for()
    assert told(phone) == "3 entries wait on this phone."

    posted = Counter()
    phone.context.on("response", lambda one: posted.update(_number(one.request)))
    other = phone.context.new_page()
    other.goto(f"{offline}/my/demo-open/tonight/")
    phone.context.set_offline(False)
    for page in (phone, other):
        page.evaluate("dispatchEvent(new Event('online')); dispatchEvent(new Event('online'))")
    for page in (phone, other):
        page.locator("#waiting").wait_for(state="hidden")

    assert len(posted) == 3
    assert set(posted.values()) == {1}
    assert _versions(phone, offline) == Counter(zip(DAYS, (0, 1, 2), strict=True))


def _versions(phone, demo):
    """Every version of an evening that was entered at one of the moments, with its worst pain."""
    data = phone.request.get(f"{demo}/my/demo-open/export/data/").json()["entries"]
    begun = tuple(
        moment[:13] for moment in ("2026-11-20T18:10", "2026-11-22T01:30", "2026-11-22T19:00")
    )
    mine = [one for one in data if one["entered_at"].replace(" ", "T").startswith(begun)]
    return Counter(
        (one["content"]["on"], one["content"]["responses"][0]["answers"]["worst_pain"])
        for one in mine
    )


def _number(request):
    return (
        re.findall(r"\bid=([0-9a-f-]{36})", request.post_data or "")
        if request.method == "POST"
        else []
    )


def test_a_reply_that_is_lost_on_the_way_makes_no_second_entry(patient_demo, phone):
    sign_in(phone, patient_demo)
    lost = []

    def lose_the_first(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)  # the clinic has it
            route.abort()  # and the phone never learns
        else:
            route.continue_()

    phone.route("**/events/", lose_the_first)
    phone.goto(f"{patient_demo}/my/demo-open/events/")
    finger = Finger(phone)
    finger.choose("effect", "low mood")
    finger.save()
    phone.locator("output:not(:empty)").first.wait_for()
    assert lost == [201]
    assert told(phone) == "One entry waits on this phone."
    phone.evaluate("dispatchEvent(new Event('online'))")
    phone.locator("#waiting").wait_for(state="hidden")
    phone.reload()
    assert phone.locator(".entered").inner_text().count("low mood") == 1


def test_who_is_signed_out_meanwhile_loses_nothing(offline, phone):
    phone.goto(f"{offline}/my/demo-open/tonight/")
    finger = Finger(phone)
    finger.choose(WORST, 9)
    finger.save()
    phone.locator("output:not(:empty)").wait_for()
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    phone.get_by_role("link", name="Sign in").wait_for()
    assert "Sign in again, and it is sent." in told(phone)
    sign_in(phone, offline)
    phone.locator("#waiting").wait_for(state="hidden")
    assert "9" in {row[3] for row in rows_of(phone, offline) if row[2] == "worst_pain"}


def test_what_the_clinic_cannot_take_waits_in_the_inbox(patient_demo, phone):
    sign_in(phone, patient_demo)
    phone.goto(f"{patient_demo}/my/demo-open/tonight/?change")
    phone.locator(f"input[name='{WORST}'][value='7']").evaluate("field => field.value = '77'")
    finger = Finger(phone)
    finger.choose(WORST, 77)
    finger.save()
    phone.wait_for_url("**/inbox/")
    assert phone.locator("dd").all_inner_texts() == ["77"]
    phone.goto(f"{patient_demo}/my/demo-open/tonight/")
    assert "One entry could not be taken as it is." in phone.locator("main").inner_text()
