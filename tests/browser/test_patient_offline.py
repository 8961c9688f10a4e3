"""Without network: the pages open, take answers, and deliver each of them exactly once."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.patients import Finger, rows_of, sign_in, sign_out, watched_phone
from tests.browser.waiting import until

WORST, AVERAGE = "pain-nrs.worst_pain", "pain-nrs.average_pain"
TODAY = datetime.now(UTC).date()
DAYS = [(TODAY - timedelta(days=ago)).isoformat() for ago in (9, 8, 7)]
# Three evenings by the phone's clock, of which the second ends after midnight.
EVENINGS = (f"{DAYS[0]}T19:10", f"{DAYS[2]}T02:30", f"{DAYS[2]}T20:00")
LOOPBACK = "//127.0.0.1:"


# What a network that was switched off, a reply that was lost and a refusal make the console say.
MEANT = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED", "status of 422", "status of 403")


@pytest.fixture
def phone(browser, complaints):
    """A phone whose network can be switched off: its requests are watched and not led."""
    screen = {"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce"}
    with watched_phone(browser, complaints, MEANT, **screen) as page:
        page.context.on("request", lambda one: LOOPBACK in one.url or complaints.append(one.url))
        yield page


KEPT = """async () => {
  const pages = await caches.open("caseline-pages");
  const due = [...document.querySelectorAll("a[data-keep]")];
  const all = 3 + due.length + due.filter((one) => one.dataset.keep).length;
  return (await pages.keys()).length >= all && navigator.serviceWorker.controller !== null;
}"""


@pytest.fixture
def offline(phone, patient_demo):
    """Signs in, waits until the pages are kept, and switches the network off."""
    sign_in(phone, patient_demo)
    until(phone, KEPT)
    phone.context.set_offline(True)
    return patient_demo


def says(phone, words):
    """The page says of what waits on the phone, as soon as it has counted it, what is meant."""
    expect(phone.locator("#waiting p")).to_have_text(re.compile(words))


def chosen(phone, name, value):
    """An answer shows that it was tapped: a tap becomes a click a little later."""
    expect(phone.locator(f"input[name='{name}'][value='{value}']")).to_be_checked()


def delivering(phone):
    """A block at whose end the clinic has answered an evening: nothing waits, it seems, until
    the page has counted."""
    return phone.expect_response(
        lambda one: one.request.method == "POST" and urlsplit(one.url).path.endswith("/tonight/")
    )


def test_the_start_of_the_application_opens_the_evening_and_keeps_what_is_entered(offline, phone):
    phone.goto(f"{offline}/my/")
    expect(phone).to_have_url(f"{offline}/my/demo-open/tonight/")
    expect(phone.locator("h1")).to_have_text(re.compile(r"^\w+ \d+ \w+$"))
    finger = Finger(phone)
    finger.choose(WORST, 8)
    finger.save()
    expect(phone.locator("output:not(:empty)")).to_have_text(
        re.compile(r"^Kept on this phone \d\d:\d\d\. It is sent when there")
    )
    says(phone, "One entry waits on this phone.")
    phone.reload()
    says(phone, "One entry waits on this phone.")


def test_a_page_that_needs_a_network_says_so(offline, phone):
    phone.goto(f"{offline}/my/demo-open/course/")
    expect(phone.locator("h1")).to_have_text("No network")
    phone.get_by_role("link", name="To the questions of the evening").tap()
    phone.wait_for_url("**/tonight/")


def test_a_form_and_an_event_are_taken_without_network_too(offline, phone):
    finger = Finger(phone)
    phone.goto(f"{offline}/my/demo-open/events/")
    finger.choose("effect", "dizziness")
    finger.save()
    phone.locator("output:not(:empty)").first.wait_for()
    phone.goto(f"{offline}/my/demo-open/tonight/")
    finger.choose(WORST, 8)
    finger.save()
    says(phone, "2 entries wait on this phone.")
    phone.context.set_offline(False)
    phone.locator("#waiting").wait_for(state="hidden")
    rows = rows_of(phone, offline)
    assert [row[1] for row in rows if row[1].startswith("pgic")].count("pgic@1.1") >= 1
    phone.goto(f"{offline}/my/demo-open/events/")
    assert phone.locator(".entered").inner_text().count("dizziness") == 1


def test_the_places_that_hurt_are_tapped_without_network_and_delivered_exactly_once(offline, phone):
    before = _drawings(phone, offline)
    finger = Finger(phone)
    phone.goto(f"{offline}/my/demo-open/form/fsq/")
    finger.tap("a.button[href*='/drawing/']")
    phone.wait_for_url("**/drawing/**")
    phone.locator("pain-drawing:defined").wait_for()
    finger.save()
    expect(phone.locator("output:not(.count)")).to_have_text("Nothing is answered yet.")
    # Both sides of the page at once: the picture is tapped, the list is ticked.
    phone.locator("path[data-region='chest']").dispatch_event("click")
    finger.tap("input[value='neck']")
    chosen(phone, "region", "neck")
    phone.reload()  # each tap is kept
    expect(phone.locator("input[name=region]:checked")).to_have_count(2)
    expect(phone.locator("output.count")).to_contain_text("2 of 19")
    finger.tap("input[value='hip_l']")
    finger.save()
    phone.locator("output:not(.count):not(:empty)").wait_for()
    says(phone, "One entry waits on this phone.")
    finger.press("To the questions")
    phone.wait_for_url("**/form/fsq/")
    for row in phone.locator("#form fieldset").all():
        row.locator("input").first.tap()
    finger.save()
    phone.locator("#form output:not(:empty):not(.count)").wait_for()
    says(phone, "2 entries wait on this phone.")

    other = phone.context.new_page()
    other.goto(f"{offline}/my/demo-open/drawing/")
    expect(other.locator("input[name=region]:checked")).to_have_count(0)  # it was saved
    phone.context.set_offline(False)
    for page in (phone, other):
        page.evaluate("dispatchEvent(new Event('online')); dispatchEvent(new Event('online'))")
    for page in (phone, other):
        page.locator("#waiting").wait_for(state="hidden")
    assert _drawings(phone, offline) - before == Counter({("chest", "hip_l", "neck"): 1})


def _drawings(phone, demo):
    """Every version of a pain drawing that the clinic has."""
    data = phone.request.get(f"{demo}/my/demo-open/export/data/").json()["entries"]
    drawn = [one["content"]["drawing"] for one in data if "drawing" in one["content"]]
    return Counter(tuple(sorted(one["marked"])) for one in drawn)


def test_a_drawing_waits_for_the_network_and_is_kept_on_the_phone(offline, phone):
    phone.context.set_offline(False)
    phone.goto(f"{offline}/my/demo-open/drawing/")
    finger = Finger(phone)
    finger.choose("tool", "pen")
    chosen(phone, "tool", "pen")
    box = phone.locator("canvas[data-view=front]").bounding_box()
    phone.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.3)
    phone.mouse.down()
    phone.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.4, steps=9)
    phone.mouse.up()
    phone.context.set_offline(True)
    until(phone, "!navigator.onLine")
    finger.save()
    expect(phone.locator("output:not(.count):not(:empty)")).to_have_text(
        re.compile(r"^This step needs a network\.")
    )
    phone.context.set_offline(False)
    phone.goto(f"{offline}/my/demo-open/drawing/")
    phone.locator("pain-drawing:defined").wait_for()
    finger.save()
    phone.get_by_role("heading", name="Is this right?").wait_for()
    phone.wait_for_load_state()
    finger.tap("input[value=chest]")
    phone.get_by_label("No, nothing hurts on the back.").tap()
    phone.get_by_role("button", name="Yes, this is right").tap()
    phone.wait_for_url("**/form/fsq/?on=*saved=*")
    phone.goto(f"{offline}/my/demo-open/drawing/")
    expect(phone.locator("input[name=strokes]")).to_have_value("")


def test_days_without_network_are_delivered_exactly_once_though_two_tabs_race(offline, phone):
    finger = Finger(phone)
    for number, moment in enumerate(EVENINGS):
        phone.clock.set_fixed_time(f"{moment}:00+01:00")
        phone.goto(f"{offline}/my/demo-open/tonight/")
        day = phone.locator("form[data-evening] input[name=on]")  # the phone's own clock decides it
        expect(day).to_have_value(DAYS[number])
        finger.choose(WORST, number)
        finger.choose(AVERAGE, number)
        finger.save()
        phone.locator("output:not(:empty)").wait_for()
    says(phone, "3 entries wait on this phone.")

    phone.clock.set_fixed_time(datetime.now(UTC))  # as it delivers, the days have gone by
    posted = Counter()
    phone.context.on("response", lambda one: posted.update(_number(one.request)))
    other = phone.context.new_page()
    other.goto(f"{offline}/my/demo-open/tonight/")
    with phone.context.expect_event("response", lambda _: len(posted) == 3):
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
    begun = (f"{DAYS[0]}T18", f"{DAYS[2]}T01", f"{DAYS[2]}T19")  # the same in UTC
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
    says(phone, "One entry waits on this phone.")
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
    says(phone, "Sign in again, and it is sent.")
    finger.choose(WORST, 9)
    finger.save()  # beside which no network is promised to help
    expect(phone.locator("form output")).to_have_text("Sign in again, and it is sent.")
    with delivering(phone):
        sign_in(phone, offline)
    phone.locator("#waiting").wait_for(state="hidden")
    assert "9" in {row[3] for row in rows_of(phone, offline) if row[2] == "worst_pain"}


def test_who_signs_out_leaves_nothing_on_the_phone_but_what_waits_to_be_sent(patient_demo, phone):
    sign_in(phone, patient_demo)
    until(phone, KEPT)
    phone.goto(f"{patient_demo}/my/demo-open/form/fsq/")
    phone.locator("#form fieldset input").first.tap()  # begun, and not saved
    until(phone, "Object.keys(localStorage).some((one) => one.startsWith('sealed/'))")
    phone.route("**/tonight/", _away)
    phone.goto(f"{patient_demo}/my/demo-open/tonight/?change")
    finger = Finger(phone)
    finger.choose(WORST, 4)
    finger.save()
    says(phone, "One entry waits on this phone.")

    phone.goto(f"{patient_demo}/accounts/")
    sign_out(phone)
    until(phone, f"async () => ({KEPT_PAGES}).length === 1")
    assert phone.evaluate(f"async () => {KEPT_PAGES}") == ["/my/offline/"]
    assert phone.evaluate(DRAFTS) == 0
    phone.context.set_offline(True)
    phone.goto(f"{patient_demo}/my/demo-open/tonight/")
    expect(phone.locator("h1")).to_have_text("No network")
    phone.context.set_offline(False)

    phone.unroute("**/tonight/")
    with delivering(phone):
        sign_in(phone, patient_demo)
    phone.locator("#waiting").wait_for(state="hidden")
    assert "4" in {row[3] for row in rows_of(phone, patient_demo) if row[2] == "worst_pain"}
    until(phone, KEPT)  # and the pages are kept anew


KEPT_PAGES = """(await (await caches.open("caseline-pages")).keys())
  .map(({ url }) => new URL(url).pathname)"""
DRAFTS = "Object.keys(localStorage).filter((one) => one.startsWith('sealed/')).length"


def _away(route):
    """What is read arrives, what is sent does not."""
    route.abort() if route.request.method == "POST" else route.continue_()


@pytest.mark.parametrize("how", ["the page stands open", "the page is looked at again"])
def test_what_waits_is_sent_again_though_nothing_says_that_the_network_is_back(
    how, patient_demo, phone
):
    sign_in(phone, patient_demo)
    phone.clock.install()
    phone.route("**/events/", _away)
    phone.goto(f"{patient_demo}/my/demo-open/events/")
    finger = Finger(phone)
    finger.choose("effect", "headache")
    finger.save()
    says(phone, "One entry waits on this phone.")
    phone.unroute("**/events/")
    if how == "the page stands open":
        phone.clock.fast_forward(30_000)
    else:
        phone.evaluate("dispatchEvent(new Event('visibilitychange'))")
    phone.locator("#waiting").wait_for(state="hidden")


def test_what_the_clinic_cannot_take_waits_in_the_inbox(patient_demo, phone):
    sign_in(phone, patient_demo)
    phone.goto(f"{patient_demo}/my/demo-open/tonight/?change")
    phone.locator(f"input[name='{WORST}'][value='7']").evaluate("field => field.value = '77'")
    finger = Finger(phone)
    finger.choose(WORST, 77)
    finger.save()
    phone.wait_for_url("**/inbox/")
    expect(phone.locator("dd")).to_have_text(["77"])
    phone.goto(f"{patient_demo}/my/demo-open/tonight/")
    expect(phone.locator("main")).to_contain_text("One entry could not be accepted as it is.")


def test_a_grave_answer_that_is_delivered_later_is_answered_with_whom_to_talk_to(offline, phone):
    """The page that follows a Save says so; what the phone delivers by itself has no such page."""
    finger = Finger(phone)
    phone.goto(f"{offline}/my/demo-open/tonight/")
    finger.choose(WORST, 8)
    finger.save()
    says(phone, "One entry waits on this phone.")
    expect(phone.locator("#care")).not_to_be_visible()
    grave = '{"next": "/my/demo-open/tonight/?saved=20:14&care"}'
    phone.route(
        "**/tonight/",
        lambda route: (
            route.fulfill(status=201, content_type="application/json", body=grave)
            if route.request.method == "POST"
            else route.continue_()
        ),
    )
    phone.context.set_offline(False)
    expect(phone.locator("#care")).to_be_visible()
    expect(phone.locator("#care")).to_contain_text("talk to somebody today")


def test_what_a_link_sent_in_vain_stands_in_the_inbox_of_the_same_person_alone(patient_demo, phone):
    sign_in(phone, patient_demo)
    phone.route("**/my/e/**", _away)
    phone.goto(f"{patient_demo}/my/demo-open/inbox/")
    phone.evaluate("""async () => {
      const { put } = await import("caseline/queue");
      const entered = new Date().toISOString();
      const own = document.querySelector("#local").dataset.whose;
      for (const [id, whose] of [["mine", own], ["of another", "x"]])
        await put({ id, whose, entered, to: "/my/e/x/", fields: [], said: [id] });
    }""")
    phone.reload()
    expect(phone.locator("#local li")).to_have_text([re.compile("mine$")])


def test_a_phone_without_room_for_the_key_still_keeps_what_is_entered(patient_demo, phone):
    phone.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    phone.route("**/tonight/**", _away)
    sign_in(phone, patient_demo)
    phone.goto(f"{patient_demo}/my/demo-open/tonight/?change")
    finger = Finger(phone)
    finger.choose(WORST, 4)
    finger.save()
    says(phone, "One entry waits on this phone.")
