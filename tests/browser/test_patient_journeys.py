"""A patient's journeys on a phone, in Chromium, against a real server process."""

import re

import pytest

from tests.browser.patients import Finger, rows_of, sign_in

WORST, AVERAGE = "pain-nrs.worst_pain", "pain-nrs.average_pain"
SAVED = re.compile(r"[?&]saved=\d\d:\d\d")


@pytest.fixture
def finger(phone, patient_demo):
    """The patient's finger, on the phone of the first demo person."""
    sign_in(phone, patient_demo)
    return Finger(phone)


@pytest.fixture
def go(phone, patient_demo):
    return lambda path: phone.goto(f"{patient_demo}/my/demo-open/{path}", timeout=90_000)


def test_a_phone_is_paired_by_the_clinics_code_and_tonight_is_answered_in_five_taps(
    phone, browser, patient_demo
):
    clinic = browser.new_page()
    sign_in(clinic, patient_demo, "^clinician")
    clinic.goto(f"{patient_demo}/accounts/pair/demo-open/")
    clinic.get_by_role("button", name="Show a code").click()
    assert clinic.locator(".code svg").count() == 1
    code = clinic.locator(".headline").inner_text().replace(" ", "")
    clinic.close()

    phone.goto(f"{patient_demo}/accounts/pair/#{code}")  # what the camera reads leads here
    phone.get_by_role("button", name="Sign in").tap()
    phone.wait_for_url("**/tonight/")
    finger = Finger(phone)
    if phone.locator("text=Change it").count():  # on the second phone the evening has its answers
        phone.goto(phone.url + "?change")
    finger.choose(WORST, 7)
    finger.choose(AVERAGE, 5)
    finger.choose("taken", "yes")
    finger.save()
    phone.wait_for_url(SAVED)
    assert finger.taps == 4
    assert re.match(r"Saved \d\d:\d\d", phone.locator("h1").inner_text())
    assert phone.locator("dd").all_inner_texts() == ["7", "5", "taken"]


def test_buttons_are_large_and_stand_in_two_rows_where_it_is_narrow(finger, phone, go):
    go("tonight/?change")
    boxes = [one.bounding_box() for one in phone.locator(f"input[name='{WORST}']").all()]
    assert len(boxes) == 11
    assert min(box["height"] for box in boxes) >= 48
    narrow = phone.viewport_size["width"] == 320
    assert len({box["y"] for box in boxes}) == (2 if narrow else 1)
    assert min(box["width"] for box in boxes) >= (46 if narrow else 30)


@pytest.mark.parametrize(
    ("what", "choices", "most"),
    [
        ("A side effect", [("effect", "nausea"), ("severity", "mild")], 4),
        ("Another dose", [("amount", "3")], 4),
        ("Something else", [("event", "infection")], 4),
    ],
)
def test_what_happened_is_told_in_four_taps(finger, phone, go, what, choices, most):
    go("tonight/")
    finger.press("What happened")
    phone.wait_for_url("**/events/")
    if what != "A side effect":
        finger.press(what)
    for name, value in choices:
        finger.choose(name, value)
    finger.save()
    phone.wait_for_url(SAVED)
    assert finger.taps <= most
    assert "Saved" in phone.locator(".said:visible").inner_text()


@pytest.mark.parametrize("answer", ["taken", "not taken"])
def test_a_dose_taken_or_missed_is_three_taps(finger, phone, go, answer):
    go("tonight/")
    finger.press("What happened")
    phone.wait_for_url("**/events/")
    finger.press("A dose")
    finger.tap(phone.get_by_role("button", name=answer, exact=True))
    phone.wait_for_url(SAVED)
    assert finger.taps == 3
    assert f"dose: {answer}" in phone.locator(".entered").inner_text()


def test_the_total_of_the_fiqr_and_the_19_places_are_kept(finger, phone, go, patient_demo):
    go("form/fiqr/")
    phone.locator("input[type=number]").fill("63.5")
    finger.save()
    phone.wait_for_url(SAVED)

    go("form/fsq/")
    finger.tap(phone.locator("a", has_text=re.compile("where it hurts|of 19 places")))
    phone.locator("pain-drawing:defined").wait_for()
    boxes = phone.locator("input[name=region]")
    for box in boxes.all():
        box.set_checked(True)
    boxes.first.set_checked(False)
    phone.locator("button[value=save]").tap()
    phone.wait_for_url("**/form/fsq/**")
    assert "18 of 19 places" in phone.locator("main").inner_text()
    for row in phone.locator("#form fieldset").all():
        row.locator("input").first.tap()
    finger.save()
    phone.wait_for_url(SAVED)
    rows = rows_of(phone, patient_demo)
    assert ["fiqr@2009.1", "total", "63.5"] in [row[1:4] for row in rows]
    today = max(row[0] for row in rows)
    marked = [row for row in rows if row[0] == today and row[1] == "pain drawing"]
    assert len(marked) == 18


def test_each_tap_of_a_long_form_is_there_again_and_one_question_at_a_time_goes_on(
    finger, phone, go
):
    go("form/phq4/")
    phone.evaluate("localStorage.clear()")
    go("form/phq4/")
    phone.locator("[data-single]").check()
    assert phone.locator("#form fieldset:visible").count() == 1
    finger.choose("phq4.nervous", 2)  # a tap goes on to the next question
    assert phone.locator("#form legend:visible").all_inner_texts() == [
        "Not being able to stop or control worrying"
    ]
    go("form/phq4/")
    assert phone.locator(".count").inner_text() == "2 / 4"
    phone.get_by_role("button", name="Back").tap()
    assert phone.locator("input[value='2']:visible").is_checked()
    phone.get_by_role("button", name="no answer").tap()
    assert not phone.locator("input[value='2']:visible").is_checked()
    phone.locator("[data-single]").uncheck()
    assert phone.locator("#form fieldset:visible").count() == 4


def test_a_save_without_an_answer_says_so_and_sends_nothing(finger, phone, go):
    go("tonight/?change")
    finger.save()
    assert phone.locator("output").inner_text() == "Nothing is answered yet."


def test_two_taps_on_save_send_one_entry(finger, phone, go):
    go("tonight/?change")
    sent = []
    phone.on("request", lambda one: one.method == "POST" and sent.append(one.post_data))
    finger.choose(WORST, 6)
    phone.locator("button.main").dispatch_event("click")
    phone.locator("button.main").dispatch_event("click")
    phone.wait_for_url(SAVED)
    numbers = {re.search(r"\bid=([0-9a-f-]+)", one)[1] for one in sent}
    assert len(numbers) == 1


def test_the_evening_is_filled_in_by_keyboard_alone(finger, phone, go):
    go("tonight/?change")
    for _ in range(20):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.type") == "radio":
            break
    phone.keyboard.press("Space")
    phone.keyboard.press("ArrowRight")
    phone.keyboard.press("ArrowRight")
    assert phone.locator(f"input[name='{WORST}']:checked").input_value() == "2"
    phone.keyboard.press("Enter")
    phone.wait_for_url(SAVED)
    assert phone.locator("dd").first.inner_text() == "2"


@pytest.mark.parametrize("path", ["tonight/?change", "events/", "course/", "form/phq4/", "inbox/"])
def test_at_twice_the_size_nothing_is_cut_off(finger, phone, go, path):
    width = phone.viewport_size["width"]
    phone.set_viewport_size({"width": max(width // 2, 195), "height": 420})
    go(path)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), _wide(phone)


def _wide(page):
    """What reaches over the edge."""
    return page.evaluate(
        "[...document.querySelectorAll('main *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth)"
        ".map(e => e.tagName + '.' + e.className).slice(0, 5)"
    )
