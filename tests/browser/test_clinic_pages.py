"""The clinician in Chromium, against `caseline serve --demo`: pages, and ten minutes of work."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import expect

from tests.browser.judged import OF_STAFF, PERSONS
from tests.browser.patients import signed_in
from tests.browser.waiting import until
from tests.judges import axe_complaints, nu_complaints

SERVE = [sys.executable, "-c", "from caseline.cli.main import main; main()", "serve", "--demo"]
# Patients stand first, as they came; who is set up by a test comes after the three.
PATIENTS, STAFF = ("p1", "p2", "p3"), ("administrator", "clinician", "pharmacist", "researcher")
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
MOST_TABS = 12
PATIENCE = 120_000  # ms: a course is analysed when it is first looked at
INK = "rgb(29, 39, 51)"


@pytest.fixture(scope="module")
def demo():
    """Where a demo of these tests' own answers."""
    command = [*SERVE, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        yield re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())[0]
        server.terminate()


@pytest.fixture
def enter(page, demo):
    """`enter("clinician", "de")` signs in by one click, in a language; the first page stands."""

    def entered(who, lang="en"):
        page.set_default_timeout(PATIENCE)
        page.set_viewport_size(LAPTOP)
        page.context.add_cookies([{"name": "django_language", "value": lang, "url": demo}])
        page.goto(f"{demo}/accounts/login/")
        if who == "nobody":
            return
        buttons = page.locator("button[name=who]")
        first = buttons.count() - len(STAFF)
        place = PATIENTS.index(who) if who in PATIENTS else first + STAFF.index(who)
        buttons.nth(place).click()
        signed_in(page)

    return entered


@pytest.fixture
def clinician(enter, page, demo):
    """`clinician("demo-open")` opens the page of a person."""

    def opened(person, lang="en"):
        enter("clinician", lang)
        page.goto(f"{demo}/clinic/{person}/")
        page.locator(".plotted canvas").wait_for()

    return opened


def charts_are_drawn(page):
    """The chart comes after its page, and takes the place of a picture."""
    expect(page.locator("course-chart:not(:has(.plotted))")).to_have_count(0)


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("who", OF_STAFF)
def test_no_judge_complains_of_a_page(who, lang, enter, page, demo, tmp_path):
    enter(who, lang)
    kept = []
    for number, address in enumerate(OF_STAFF[who]):
        answer = page.goto(demo + address)
        assert answer.status == 200, address
        assert page.locator("html").get_attribute("lang") == lang
        charts_are_drawn(page)
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


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("person", PERSONS)
def test_the_page_prints_on_one_a4_page_with_every_threat(person, lang, clinician, page):
    clinician(person, lang)
    threats = page.locator(".threats li").all_text_contents()
    page.emulate_media(color_scheme="dark")  # paper is white whatever the screen is
    printed = pypdf.PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    [sheet] = printed.pages
    assert [round(side) for side in sheet.mediabox[2:]] == [595, 842]
    text = " ".join(sheet.extract_text().split())
    assert all(" ".join(one.split()) in text for one in threats)
    assert "Sign out" not in text and "Abmelden" not in text
    assert re.search(rf"{person}, \d+\.? \w+ \d{{4}}\. (Made from|Aus) ", text)
    assert _fonts(sheet) <= {"CaselineSans"}
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("h1").evaluate("one => getComputedStyle(one).color") == INK


def _fonts(sheet):
    """The families of a printed page, that of its chart among them: its lines fit no other."""
    found = [one.get_object() for one in sheet["/Resources"]["/Font"].values()]
    names = (one.get("/BaseFont") or one["/FontDescriptor"]["/FontName"] for one in found)
    return {str(one).partition("+")[2].partition("-")[0] for one in names}


def test_the_chart_tells_each_day_to_the_pointer_and_to_the_arrow_keys(clinician, page):
    clinician("demo-open")
    told, slider = page.locator(".reading"), page.get_by_role("slider")
    expect(told).to_have_text(
        re.compile(r"^\d+ \w+ \d{4}: Average pain \d+; Worst pain \d+; 4\.5 mg$")
    )
    last = told.text_content()
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(told).not_to_have_text(last)
    expect(slider).to_have_attribute("aria-valuetext", told.text_content())
    page.keyboard.press("Home")
    expect(told).not_to_contain_text("mg")  # the first day of the baseline
    box = page.locator(".plotted").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + 200)
    expect(told).to_contain_text("3 mg")
    expect(page.locator(".rule")).to_be_visible()


CORNER = """() => {
  const canvas = document.querySelector(".plotted canvas");
  return [...canvas.getContext("2d").getImageData(1, 1, 1, 1).data.slice(0, 3)];
}"""
WHITE, DARK = [255, 255, 255], [20, 24, 29]


def test_the_chart_follows_the_scheme_of_the_reader_and_is_printed_on_white(clinician, page):
    clinician("demo-open")
    assert page.evaluate(CORNER) == WHITE
    with page.expect_response("**/chart.json-dark"):
        page.emulate_media(color_scheme="dark")
    until(page, f"({CORNER})()[0] === {DARK[0]}")
    assert page.evaluate(CORNER) == DARK
    printed = page.locator("course-chart .printed")
    assert not printed.is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    assert printed.is_visible()
    assert printed.evaluate("one => one.currentSrc").endswith("/chart.svg")
    assert printed.evaluate("one => one.complete && one.naturalWidth") > 0
    assert not page.locator(".plotted").is_visible()


@pytest.mark.parametrize(("scheme", "paper"), [("light", WHITE), ("dark", DARK)])
def test_the_patients_chart_has_the_paper_of_the_page(scheme, paper, enter, page, demo):
    page.emulate_media(color_scheme=scheme)
    enter("p1")
    page.goto(f"{demo}/my/demo-open/course/")
    ground = page.locator(".chart svg > rect").first
    assert ground.evaluate("one => getComputedStyle(one).fill") == f"rgb{tuple(paper)}"
    page.emulate_media(media="print", color_scheme=scheme)
    assert ground.evaluate("one => getComputedStyle(one).fill") == "rgb(255, 255, 255)"


def test_without_scripts_the_picture_stands_in_the_place_of_the_chart(browser, demo):
    context = browser.new_context(java_script_enabled=False, viewport=LAPTOP)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{demo}/accounts/login/")
    page.get_by_role("button", name="clinician").click()
    signed_in(page)
    page.goto(f"{demo}/clinic/demo-open/")
    picture = page.locator("course-chart picture img")
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
    page.wait_for_url("**/clinic/new/")
    hand.fill("Name", "Demo 4")
    hand.choose("Treatment and its steps", "ldn-drops")
    hand.choose("What is asked when", "final")
    hand.fill("Points better that would matter", "2")
    for prompt in ("opioid", "liver", "kidney", "pregnancy", "surgery", "suicide", "trial-rules"):
        hand.click(page.locator(f"input[name={prompt}][value=no]"))
    hand.choose("Consent to use off label", "yes")
    hand.fill("Version of the text", "2026-1")
    hand.fill("Date of the consent", "2026-03-02")
    hand.click(page.get_by_role("button", name="Begin"))
    page.wait_for_url("**/accounts/pair/*/")
    # 16 steps; at five seconds each that is 80 of the 120 that a set-up may take.
    assert hand.fields + hand.clicks <= 16

    pseudonym = page.url.rstrip("/").rpartition("/")[2]
    page.goto(f"{demo}/clinic/{pseudonym}/")
    expect(page.locator(".facts")).to_contain_text("day 1 of")
    expect(page.get_by_text("0.5 mg, as planned")).to_be_visible()
    expect(page.get_by_text("Primary outcome: Average pain")).to_be_visible()

    again = datetime.now(UTC).date() + timedelta(days=60)
    page.get_by_label("Reason").fill("wishes to wait until after the holidays")
    page.get_by_label("Look again on").fill(again.isoformat())
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Continue. wishes to wait")).to_be_visible()
    expect(page.get_by_text(f"Look again on {again.day} {again:%B %Y}")).to_be_visible()
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
    expect(opioid).to_be_visible()
    expect(general).not_to_be_visible()
    page.get_by_label("Treatment and its steps").select_option("duloxetine")
    expect(opioid).not_to_be_visible()
    expect(general).to_be_visible()
    expect(page.get_by_label("Name of the other treatment")).not_to_be_visible()
    page.get_by_label("Treatment and its steps").select_option("other")
    expect(page.get_by_label("Name of the other treatment")).to_be_visible()


def test_a_patient_is_found_by_a_part_of_the_name_and_no_address_holds_it(enter, page, demo):
    enter("clinician")
    page.get_by_label("Find").fill("DEMO-trial")
    shown = page.locator("#patients tbody tr:visible")
    expect(shown.locator("th a")).to_have_text(["Demo 2"])
    expect(page.locator("form.find output")).to_have_text("1")
    page.keyboard.press("Enter")
    page.get_by_label("Find").fill("")
    expect(shown.nth(len(PERSONS) - 1)).to_be_visible()
    expect(page).to_have_url(f"{demo}/clinic/")


def test_the_report_is_one_click_from_the_first_page(enter, page, demo):
    enter("clinician")
    links = page.get_by_role("link", name=re.compile(r"^Report of .* \(PDF\)$"))
    expect(links.nth(len(PERSONS) - 1)).to_be_visible()
    answer = page.request.get(demo + links.first.get_attribute("href"), timeout=PATIENCE)
    assert answer.body().startswith(b"%PDF")


@pytest.mark.parametrize("who", PATIENTS)
def test_one_click_signs_in_as_each_demo_person(who, enter, page):
    enter(who)
    expect(page.locator("main h1")).to_be_visible()
    expect(page).not_to_have_url(re.compile("/accounts/login"))


SENT_WITH_A_WRONG_CLOCK = """async () => {
  const proof = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const at = { id: crypto.randomUUID(), entered: "2090-01-01T20:00:00Z" };
  const fields = { ...at, what: "taken", taken: "partly" };
  const headers = { Accept: "application/json", "X-CSRFToken": proof };
  const told = { method: "POST", headers, body: new URLSearchParams(fields) };
  return (await fetch("/my/demo-open/events/", told)).json();
}"""


def test_what_was_held_is_taken_in_by_a_click_and_the_patient_reads_why(
    enter, page, demo, tmp_path, complaints
):
    enter("p1")
    with page.expect_console_message(lambda said: "status of 422" in said.text):
        assert page.evaluate(SENT_WITH_A_WRONG_CLOCK)["held"]
    complaints.clear()  # that it was not taken stands in the console too
    kept = []
    for lang in ("de", "en"):
        page.context.clear_cookies()
        enter("clinician", lang)
        answer = page.goto(f"{demo}/clinic/demo-open/")
        page.locator(".held article").wait_for()
        charts_are_drawn(page)
        for size in (PHONE, LAPTOP):
            page.set_viewport_size(size)
            assert axe_complaints(page) == [], (lang, size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        kept.append(tmp_path / f"{lang}.html")
        kept[-1].write_bytes(answer.body())
    assert nu_complaints(*kept) == []

    held = page.locator(".held article")
    assert "in part" in held.text_content()
    held.get_by_label("Reason").fill("The clock of the phone was wrong.")
    held.get_by_role("button", name="Take it in").click()
    page.get_by_text("It was taken in.").wait_for()
    expect(page.locator(".held")).to_have_count(0)

    page.wait_for_load_state(
        "networkidle"
    )  # a picture that is asked for later is led to the way in
    page.context.clear_cookies()
    enter("p1")
    page.goto(f"{demo}/my/demo-open/inbox/")
    page.get_by_text("Your clinic has taken it in: The clock of the phone was wrong.").wait_for()
