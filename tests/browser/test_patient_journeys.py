"""A patient's journeys on a phone, in Chromium, against a real server process."""

import re

import pytest
from playwright.sync_api import expect

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
    expect(clinic.locator(".code svg")).to_have_count(1)
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
    expect(phone.locator("h1")).to_have_text(re.compile(r"^Saved \d\d:\d\d"))
    expect(phone.locator("dd")).to_have_text(["7", "5", "taken"])


def test_buttons_are_large_and_stand_in_two_rows_where_it_is_narrow(finger, phone, go):
    go("tonight/?change")
    boxes = [one.bounding_box() for one in phone.locator(f"input[name='{WORST}']").all()]
    assert len(boxes) == 11
    assert min(box["height"] for box in boxes) >= 48
    narrow = phone.viewport_size["width"] == 320
    assert len({box["y"] for box in boxes}) == (2 if narrow else 1)
    assert min(box["width"] for box in boxes) >= (46 if narrow else 30)


def test_leaving_an_answer_open_again_covers_no_other_answer_and_moves_none(finger, phone, go):
    go("tonight/?change")
    before = _places(phone, "input")
    finger.choose(WORST, 7)
    finger.choose("taken", "yes")
    expect(phone.locator("input[name='taken'][value='yes']")).to_be_checked()
    assert _places(phone, "input") == before
    for clear in _places(phone, "[data-clear]:not([hidden])"):
        assert [one for one in before if _meet(clear, one)] == []
    clear = phone.get_by_role("button", name="no answer").first
    box = clear.bounding_box()
    clear.tap(position={"x": box["width"] / 2, "y": 43}, force=True)  # 44 px are there to hit
    expect(phone.locator(f"input[name='{WORST}']:checked")).to_have_count(0)


def _places(phone, what):
    """Where on the page each of them is: left, top, right, bottom."""
    return phone.locator("form[data-evening]").evaluate(
        "(form, what) => [...form.querySelectorAll(`fieldset ${what}`)].map(one => {"
        "const box = one.getBoundingClientRect();"
        "return [box.left, box.top + scrollY, box.right, box.bottom + scrollY].map(Math.round) })",
        what,
    )


def _meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


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
    expect(phone.locator(".said:visible")).to_contain_text("Saved")


@pytest.mark.parametrize("answer", ["taken", "not taken"])
def test_a_dose_taken_or_missed_is_three_taps(finger, phone, go, answer):
    go("tonight/")
    finger.press("What happened")
    phone.wait_for_url("**/events/")
    finger.press("A dose")
    finger.tap(phone.get_by_role("button", name=answer, exact=True))
    phone.wait_for_url(SAVED)
    assert finger.taps == 3
    expect(phone.locator(".entered")).to_contain_text(f"dose: {answer}")


def test_the_total_of_the_fiqr_and_the_19_places_are_kept(finger, phone, go, patient_demo):
    go("form/fiqr/")
    phone.locator("input[type=number]").fill("63.5")
    finger.save()
    phone.wait_for_url(SAVED)

    go("form/fsq/")
    finger.tap(phone.locator("a", has_text=re.compile("where it hurts|of 19 places")))
    phone.locator("pain-drawing:defined").wait_for()
    boxes, before = phone.locator("input[name=region]"), finger.taps
    for box in (*boxes.all(), boxes.first):
        finger.tap(box)
    finger.save()
    phone.wait_for_url("**/form/fsq/**saved=*")
    assert finger.taps - before == 19 + 1 + 1  # one each, one taken back, and Save
    expect(phone.locator("main")).to_contain_text("18 of 19 places")
    for row in phone.locator("#form fieldset").all():
        row.locator("input").first.tap()
    with phone.expect_navigation(url=SAVED):  # this address says of the drawing that it was saved
        finger.save()
    rows = rows_of(phone, patient_demo)
    assert ["fiqr@2009.1", "total", "63.5"] in [row[1:4] for row in rows]
    today = max(row[0] for row in rows)
    marked = [row for row in rows if row[0] == today and row[1] == "pain drawing"]
    assert len(marked) == 18


def test_either_a_place_hurts_or_none_does(finger, phone, go):
    go("drawing/")
    phone.locator("pain-drawing:defined").wait_for()
    finger.tap("input[value=neck]")
    finger.tap("input[name=none]")
    expect(phone.locator("input[name=none]")).to_be_checked()
    expect(phone.locator("input[value=neck]")).not_to_be_checked()
    expect(phone.locator("output.count")).to_have_text("0 of 19 marked")
    finger.tap("input[value=chest]")
    expect(phone.locator("path[data-region=chest][data-on]")).not_to_have_count(0)
    expect(phone.locator("input[name=none]")).not_to_be_checked()


def test_what_is_asked_about_a_drawing_is_seen_to_be_answered(finger, phone, go):
    go("drawing/")
    phone.locator("pain-drawing:defined").wait_for()
    drawn = '{"front": [[[90, 150], [110, 160]]], "back": []}'
    phone.locator("input[name=strokes]").evaluate(
        "(field, drawn) => { field.value = drawn }", drawn
    )
    finger.save()
    answers = phone.locator("label.tick [type=radio]")
    expect(answers).to_have_count(2)
    for one in answers.all():
        box = one.bounding_box()
        assert min(box["width"], box["height"]) >= 20
        assert one.evaluate("one => getComputedStyle(one).opacity") == "1"


def test_each_tap_of_a_long_form_is_there_again_and_one_question_at_a_time_goes_on(
    finger, phone, go
):
    go("form/phq4/")
    phone.evaluate("localStorage.clear()")
    go("form/phq4/")
    phone.locator("[data-single]").check()
    expect(phone.locator("#form fieldset:visible")).to_have_count(1)
    finger.choose("phq4.nervous", 2)  # a tap goes on to the next question
    expect(phone.locator("#form legend:visible")).to_have_text(
        ["Not being able to stop or control worrying"]
    )
    go("form/phq4/")
    expect(phone.locator(".count")).to_have_text("2 / 4")
    phone.get_by_role("button", name="Back").tap()
    expect(phone.locator("input[value='2']:visible")).to_be_checked()
    phone.get_by_role("button", name="no answer").tap()
    expect(phone.locator("input[value='2']:visible")).not_to_be_checked()
    phone.locator("[data-single]").uncheck()
    expect(phone.locator("#form fieldset:visible")).to_have_count(4)


def test_a_save_without_an_answer_says_so_and_sends_nothing(finger, phone, go):
    go("tonight/?change")
    finger.save()
    expect(phone.locator("output")).to_have_text("Nothing is answered yet.")
    finger.choose(WORST, 6)  # which is then no longer so
    expect(phone.locator("output")).to_have_text("")


def test_two_taps_on_save_send_one_entry(finger, phone, go):
    go("tonight/?change")
    sent = []
    phone.on("request", lambda one: one.method == "POST" and sent.append(one.post_data))
    finger.choose(WORST, 6)
    expect(phone.locator(f"input[name='{WORST}'][value='6']")).to_be_checked()
    # Both before an answer can come, which leads to another page.
    phone.locator("button.main").evaluate("button => { button.click(); button.click() }")
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
    expect(phone.locator(f"input[name='{WORST}']:checked")).to_have_value("2")
    phone.keyboard.press("Enter")
    phone.wait_for_url(SAVED)
    expect(phone.locator("dd").first).to_have_text("2")


PAGES = ("tonight/?change", "events/", "course/", "form/phq4/", "form/fsq/", "drawing/", "inbox/")


def test_in_german_nothing_is_cut_off(finger, phone, go):
    phone.get_by_role("button", name="Deutsch").tap()
    phone.get_by_role("link", name="Mein Verlauf").wait_for()
    wide = {}
    for path in PAGES:
        go(path)
        wide |= {path: told} if (told := _wide(phone)) else {}
    assert wide == {}


@pytest.mark.parametrize("language", ["English", "Deutsch"])
def test_at_twice_the_size_nothing_is_cut_off(finger, phone, go, language):
    phone.get_by_role("button", name=language).tap()
    phone.locator(f"[aria-current=true]:has-text('{language}')").wait_for()
    width = phone.viewport_size["width"]
    phone.set_viewport_size({"width": max(width // 2, 195), "height": 420})
    wide = {}
    for path in PAGES:
        go(path)
        wide |= {path: told} if (told := _wide(phone)) else {}
    assert wide == {}


def _wide(page):
    """What reaches over the edge; a phone's own innerWidth grows with what does."""
    width = page.viewport_size["width"]
    if page.evaluate("document.documentElement.scrollWidth") <= width:
        return []
    return page.evaluate(
        "width => [...document.querySelectorAll('body *')]"
        ".filter(e => e.getBoundingClientRect().right > width)"
        ".map(e => e.tagName + '.' + e.className).slice(0, 5)",
        width,
    )
