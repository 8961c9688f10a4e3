"""The clinician in Chromium, against `caseline serve --demo`: pages, and ten minutes of work."""

import re
import subprocess
import sys
from io import BytesIO

import pypdf
import pytest

from tests.judges import axe_complaints, nu_complaints

SERVE = [sys.executable, "-c", "from caseline.cli.main import main; main()", "serve", "--demo"]
PERSONS = ("demo-open", "demo-trial", "demo-published")
# Patients stand first, as they came; who is set up by a test comes after the three.
PATIENTS, STAFF = ("p1", "p2", "p3"), ("administrator", "clinician", "pharmacist", "researcher")
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
MOST_TABS = 12
PATIENCE = 120_000  # ms: a course is analysed when it is first looked at
INK = "rgb(29, 39, 51)"
PAGES = {
    "clinician": [
        "/clinic/",
        "/clinic/new/",
        *(f"/clinic/{person}/" for person in PERSONS),
        "/clinic/demo-open/letter/",
        "/clinic/demo-open/forms/",
        "/clinic/demo-open/from-paper/fsq/",
        "/clinic/demo-open/from-paper/pain-nrs/",
        "/clinic/demo-open/edit/side_effect/",
        "/clinic/demo-open/edit/dose/",
        "/clinic/demo-open/consent/",
        "/clinic/demo-open/unblind/",
        "/clinic/demo-published/versions/",
    ],
    "pharmacist": ["/clinic/dispensing/", "/clinic/dispensing/demo-trial/"],
    "researcher": ["/clinic/research/"],
}


@pytest.fixture(scope="module")
def demo():
    """Where a demo of these tests' own answers."""
    command = [*SERVE, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        yield re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())[0]
        server.terminate()


@pytest.fixture
def enter(page, demo):
    """`enter("clinician", "de")` signs in by one click, in a language."""

    def entered(who, lang="en"):
        page.set_default_timeout(PATIENCE)
        page.set_viewport_size(LAPTOP)
        page.context.add_cookies([{"name": "django_language", "value": lang, "url": demo}])
        page.goto(f"{demo}/accounts/login/")
        buttons = page.locator("button[name=who]")
        first = buttons.count() - len(STAFF)
        place = PATIENTS.index(who) if who in PATIENTS else first + STAFF.index(who)
        buttons.nth(place).click()

    return entered


@pytest.fixture
def clinician(enter, page, demo):
    """`clinician("demo-open")` opens the page of a person."""

    def opened(person, lang="en"):
        enter("clinician", lang)
        page.goto(f"{demo}/clinic/{person}/")
        page.locator(".plotted canvas").wait_for()

    return opened


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("who", PAGES)
def test_no_judge_complains_of_a_page(who, lang, enter, page, demo, tmp_path):
    enter(who, lang)
    kept = []
    for number, address in enumerate(PAGES[who]):
        answer = page.goto(demo + address)
        assert answer.status == 200, address
        assert page.locator("html").get_attribute("lang") == lang
        assert axe_complaints(page) == [], address
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="dark")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
        if lang == "en":  # contrast and targets are the same in any language
            assert axe_complaints(page) == [], f"{address} in the dark"
        page.set_viewport_size(LAPTOP)
        page.emulate_media(color_scheme="light")
        kept.append(tmp_path / f"{number}.html")
        kept[-1].write_bytes(answer.body())
    assert nu_complaints(*kept) == []


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("person", PERSONS)
def test_header_chart_answer_harm_and_decision_stand_on_one_screen(person, lang, clinician, page):
    clinician(person, lang)
    for part in (".patient", ".plotted", ".answer", ".harm", ".decide"):
        box = page.locator(part).bounding_box()
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= LAPTOP["height"], part


@pytest.mark.parametrize("person", PERSONS)
def test_the_page_prints_on_one_a4_page_with_every_threat(person, clinician, page):
    clinician(person)
    threats = page.locator(".threats li").all_text_contents()
    page.emulate_media(color_scheme="dark")  # paper is white whatever the screen is
    printed = pypdf.PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    [sheet] = printed.pages
    assert [round(side) for side in sheet.mediabox[2:]] == [595, 842]
    text = " ".join(sheet.extract_text().split())
    assert all(" ".join(one.split()) in text for one in threats)
    assert "Sign out" not in text
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("h1").evaluate("one => getComputedStyle(one).color") == INK


def test_the_chart_tells_each_day_to_the_pointer_and_to_the_arrow_keys(clinician, page):
    clinician("demo-open")
    told, slider = page.locator(".reading"), page.get_by_role("slider")
    last = told.text_content()
    assert re.fullmatch(r"\d+ \w+ \d{4}: Average pain \d+; Worst pain \d+; 4\.5 mg", last)
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert told.text_content() != last
    assert slider.get_attribute("aria-valuetext") == told.text_content()
    page.keyboard.press("Home")
    assert "mg" not in told.text_content()  # the first day of the baseline
    box = page.locator(".plotted").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + 200)
    assert "3 mg" in told.text_content()
    assert page.locator(".rule").is_visible()


def test_without_scripts_the_picture_stands_in_the_place_of_the_chart(browser, demo):
    context = browser.new_context(java_script_enabled=False, viewport=LAPTOP)
    page = context.new_page()
    page.goto(f"{demo}/accounts/login/")
    page.get_by_role("button", name="clinician").click()
    page.goto(f"{demo}/clinic/demo-open/")
    picture = page.locator("course-chart img")
    assert picture.bounding_box()["height"] > 300
    assert "Average pain" in picture.get_attribute("alt")
    context.close()


class Hand:
    """Fills and clicks, and counts."""

    def __init__(self, page):
        self.page, self.fields, self.clicks = page, 0, 0

    def fill(self, label, text):
        self.page.get_by_label(label, exact=False).first.fill(text)
        self.fields += 1

    def choose(self, label, value):
        self.page.get_by_label(label).first.select_option(value)
        self.fields += 1

    def click(self, place):
        place.click()
        self.clicks += 1


def test_a_patient_is_set_up_from_a_template_read_decided_on_and_printed(enter, page, demo):
    enter("clinician")
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="A new patient"))
    hand.fill("Name", "Demo person 4 (synthetic)")
    hand.choose("Treatment and its steps", "ldn-drops")
    hand.choose("What is asked when", "final")
    hand.fill("Points better that would matter", "2")
    for prompt in ("opioid", "liver", "kidney", "pregnancy", "surgery", "suicide", "trial-rules"):
        hand.click(page.locator(f"input[name={prompt}][value=no]"))
    hand.choose("Consent to use off label", "yes")
    hand.fill("Version of the text", "2026-1")
    hand.fill("Date of the consent", "2026-03-02")
    hand.click(page.get_by_role("button", name="Begin"))
    assert "/accounts/pair/" in page.url
    # 16 steps; at five seconds each that is 80 of the 120 that a set-up may take.
    assert hand.fields + hand.clicks <= 16

    pseudonym = page.url.rstrip("/").rpartition("/")[2]
    page.goto(f"{demo}/clinic/{pseudonym}/")
    assert "day 1 of" in page.locator(".facts").text_content()
    assert page.get_by_text("0.5 mg, as planned").is_visible()
    assert page.get_by_text("Primary outcome: Average pain").is_visible()

    page.get_by_label("Reason").fill("wishes to wait until after the holidays")
    page.get_by_label("Look again on").fill("2099-01-15")
    page.get_by_role("button", name="Continue").click()
    assert page.get_by_text("Continue. wishes to wait").is_visible()
    assert page.get_by_text("Look again on 15 January 2099").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_a_decision_is_made_without_a_mouse(clinician, page):
    clinician("demo-trial")
    page.get_by_label("Reason").focus()
    page.keyboard.type("no plan to extend here")
    for _ in range(MOST_TABS):  # over the four fields, whose days have parts of their own
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "continue":
            break
    page.keyboard.press("Enter")
    page.get_by_text("Continue. no plan to extend here").wait_for()


def test_the_prompts_are_those_of_the_treatment_that_is_chosen(enter, page, demo):
    enter("clinician")
    page.goto(f"{demo}/clinic/new/")
    opioid = page.get_by_text("Any opioid, now or in the last days")
    general = page.get_by_text("Disease of the liver or the kidneys?")
    assert (opioid.is_visible(), general.is_visible()) == (True, False)
    page.get_by_label("Treatment and its steps").select_option("duloxetine")
    assert (opioid.is_visible(), general.is_visible()) == (False, True)
    assert not page.get_by_label("Name of the other treatment").is_visible()
    page.get_by_label("Treatment and its steps").select_option("other")
    assert page.get_by_label("Name of the other treatment").is_visible()


def test_the_report_is_one_click_from_the_first_page(enter, page, demo):
    enter("clinician")
    links = page.get_by_role("link", name=re.compile(r"^Report of .* \(PDF\)$"))
    assert links.count() >= len(PERSONS)
    answer = page.request.get(demo + links.first.get_attribute("href"))
    assert answer.body().startswith(b"%PDF")


@pytest.mark.parametrize("who", PATIENTS)
def test_one_click_signs_in_as_each_demo_person(who, enter, page):
    enter(who)
    assert page.locator("main h1").is_visible()
    assert "/accounts/login" not in page.url
