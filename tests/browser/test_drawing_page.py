"""Journeys on the drawing page, in Chromium, against a real server process."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from caseline.paindrawing.model import REGION_IDS, body_map
from tests.browser.waiting import until
from tests.judges import axe_complaints, nu_complaints

SERVE = [sys.executable, "-c", "from caseline.cli.main import main; main()", "serve", "--port", "0"]
CASE = [one for one in REGION_IDS if one not in ("lowerback", "abdomen")]
SHAPES = {one.id: one.shapes for one in body_map().regions}
WIDE = '{"front": [[[90, 150], [110, 160]]], "back": []}'


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where a server of these tests' own answers, with a database of its own."""
    database = tmp_path_factory.mktemp("drawing") / "caseline.sqlite3"
    own = os.environ | {"CASELINE_DB_URL": f"sqlite:///{database}"}
    with subprocess.Popen(SERVE, stdout=subprocess.PIPE, text=True, env=own) as server:
        line = server.stdout.readline()
        yield re.search(r"http://127\.0\.0\.1:\d+", line)[0] + "/drawing/"
        server.terminate()


def open_page(page, address):
    page.goto(address)
    page.locator("pain-drawing:defined").wait_for()


def tap(page, region):
    """Tap a region in the picture, on the side that shows it."""
    side = "front" if "front" in SHAPES[region] else "back"
    page.locator(f".sides input[value={side}]").check(force=True)
    point(page, side, *middle(SHAPES[region][side])).tap()


class point:  # noqa: N801 - reads as a verb's object: point(…).tap()
    """A place on a sheet, in its units."""

    def __init__(self, page, side, x, y):
        self.page, self.sheet = page, page.locator(f"svg[data-view={side}]")
        self.share = (x / body_map().view(side).width, y / body_map().view(side).height)

    def on_screen(self):
        self.sheet.evaluate(
            "(sheet, share) => { const box = sheet.getBoundingClientRect();"
            " scrollBy(0, box.top + box.height * share - innerHeight / 2) }",
            self.share[1],
        )
        box = self.sheet.bounding_box()
        return box["x"] + box["width"] * self.share[0], box["y"] + box["height"] * self.share[1]

    def tap(self):
        self.page.touchscreen.tap(*self.on_screen())


def middle(shape):
    """A point well inside a shape."""
    from shapely import maximum_inscribed_circle
    from shapely.geometry import Polygon

    return maximum_inscribed_circle(Polygon(shape)).coords[0]


def choose(page, name):
    page.locator(f"input[name=tool][value={name}]").check(force=True)


def draw(page, *points, side="front"):
    """Draw through places of a sheet, in its units, with the mouse."""
    places = []
    point(page, side, *points[0]).on_screen()
    box = page.locator(f"svg[data-view={side}]").bounding_box()
    scale = box["width"] / body_map().view(side).width
    places = [(box["x"] + x * scale, box["y"] + y * scale) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=4)
    page.mouse.up()


def strokes(page):
    return json.loads(page.locator("input[name=strokes]").input_value() or "{}")


def drawn(page, n):
    """The strokes of the front, as soon as there are so many."""
    until(
        page,
        "n => JSON.parse(document.querySelector('input[name=strokes]').value || '{}')"
        ".front?.length === n",
        n,
    )
    return strokes(page)["front"]


def counts(page, words):
    """The page counts what is marked: a tap becomes a click a little later."""
    expect(page.locator("[data-count]:not(:empty)")).to_have_text(words)


def ends_with(page, headline):
    expect(page.locator(".headline")).to_have_text(headline)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def save(page):
    """Save a drawing, until the page stands that asks whether its list is right."""
    press(page, "Save")
    page.get_by_role("heading", name="Is this right?").wait_for()
    page.wait_for_load_state()


def ink(page, x, y, side="front"):
    """How strongly a place of a sheet is painted, 0 to 255."""
    return page.locator(f"canvas[data-view={side}]").evaluate(
        "(canvas, [x, y]) => canvas.getContext('2d').getImageData("
        "canvas.width * x, canvas.height * y, 1, 1).data[3]",
        [x / body_map().view(side).width, y / body_map().view(side).height],
    )


# ── tapping ──────────────────────────────────────────────────────────────────────────────────
def test_all_nineteen_are_tapped_and_one_is_taken_back(phone, address):
    open_page(phone, address)
    for number, region in enumerate(REGION_IDS, 1):
        tap(phone, region)
        counts(phone, f"{number} of 19 marked")
    tap(phone, "chest")
    counts(phone, "18 of 19 marked")
    expect(phone.get_by_role("checkbox", name="Chest")).not_to_be_checked()
    press(phone, "Undo")
    counts(phone, "19 of 19 marked")


def test_the_published_case_is_seventeen_taps_and_save(phone, address):
    open_page(phone, address)
    in_picture = [one for one in CASE if "front" in SHAPES[one]]
    for region in in_picture:
        point(phone, "front", *middle(SHAPES[region]["front"])).tap()
    for region in sorted(set(CASE) - set(in_picture)):
        phone.locator(f"input[value={region}]").tap()
    counts(phone, "17 of 19 marked")
    press(phone, "Save")

    assert len(CASE) == 17
    ends_with(phone, "17 of 19 places hurt in the last 7 days.")


def test_a_tap_that_went_wrong_is_one_tap_to_undo(phone, address):
    open_page(phone, address)
    tap(phone, "neck")
    tap(phone, "chest")
    counts(phone, "2 of 19 marked")
    phone.get_by_role("button", name="Undo").tap()
    counts(phone, "1 of 19 marked")

    ticked(phone, "neck")


def ticked(page, *regions):
    """The list shows these and no others, as soon as what was tapped is clicked."""
    boxes = page.locator("input[name=region]:checked")
    expect(boxes).to_have_count(len(regions))
    found = boxes.evaluate_all("boxes => boxes.map(box => box.value)")
    assert sorted(found) == sorted(regions)


@pytest.mark.parametrize("width", [320, 390])
def test_a_finger_that_misses_a_small_place_by_a_little_means_the_nearest(phone, address, width):
    """A target is 24 pixels at the least, though a jaw is 15 wide at 320."""
    phone.set_viewport_size({"width": width, "height": 640})
    open_page(phone, address)
    x, y = point(phone, "front", *SHAPES["jaw_r"]["front"][0]).on_screen()  # on its outer border
    for beside in (-10, -5, 3):
        phone.touchscreen.tap(x + beside, y)
        ticked(phone, "jaw_r")
        phone.touchscreen.tap(x + beside, y)
        ticked(phone)
    phone.touchscreen.tap(x - 25, y)
    tap(phone, "neck")
    ticked(phone, "neck")


def test_no_neighbour_takes_a_tap_at_the_edge_of_a_place(phone, address):
    """Wherever in a place one taps, to a unit within its border, it is that place."""
    from shapely.geometry import Polygon

    open_page(phone, address)
    point(phone, "front", 100, 100).on_screen()
    for region in ("neck", "jaw_l", "jaw_r", "chest", "shoulder_l", "abdomen"):
        if "front" not in SHAPES[region]:
            continue
        edge = Polygon(SHAPES[region]["front"]).buffer(-2).exterior
        for far in range(0, int(edge.length), 9):
            at = edge.interpolate(far)
            x, y = point(phone, "front", at.x, at.y).on_screen()
            phone.touchscreen.tap(x, y)
            ticked(phone, region)
            press(phone, "Undo")
            ticked(phone)


def test_undo_takes_back_ticks_that_were_opened_too(phone, address, tmp_path):
    open_page(phone, address)
    open_earlier(phone, earlier(tmp_path))
    tap(phone, "chest")
    boxes = phone.locator("input[name=region]:checked")
    expect(boxes).to_have_count(3)
    for n_ticked, n_strokes in ((2, 1), (2, 0), (1, 0), (0, 0), (0, 0)):
        press(phone, "Undo")
        expect(boxes).to_have_count(n_ticked)
        assert len(strokes(phone).get("front", [])) == n_strokes


@pytest.mark.parametrize("width", [320, 1280])
def test_left_and_right_stay_in_sight_in_a_larger_picture(page, address, width):
    page.set_viewport_size({"width": width, "height": 700})
    open_page(page, address)
    sides = page.locator(".front figcaption span")
    expect(sides.first).not_to_be_visible()
    for _ in range(3):
        press(page, "Larger picture")
    page.locator(".sheets").evaluate("box => box.scrollTo(box.scrollWidth / 5, 900)")
    seen = page.locator(".sheets").bounding_box()
    for side, word in zip(sides.all(), ("right", "left"), strict=True):
        box = side.bounding_box()
        assert side.text_content() == word
        assert seen["x"] <= box["x"]
        assert box["x"] + box["width"] <= seen["x"] + seen["width"]
        assert seen["y"] <= box["y"] + 1
        assert box["y"] + box["height"] <= seen["y"] + seen["height"]


def test_a_side_that_was_not_drawn_is_asked_about_and_holds_the_list_back(phone, address):
    open_page(phone, address)
    choose(phone, "pen")
    draw(phone, (85, 150), (115, 155), (85, 160), (115, 165))
    save(phone)
    press(phone, "Yes, this is right")
    expect(phone.locator("input[name=view-back]").first).to_be_focused()
    expect(phone.get_by_role("heading", name="Is this right?")).to_be_visible()
    press(phone, "Back to the drawing")
    phone.get_by_role("heading", name="Where does it hurt?").wait_for()


# ── drawing ──────────────────────────────────────────────────────────────────────────────────
def test_a_drawing_is_drawn_undone_erased_confirmed_and_taken_along(phone, address):
    open_page(phone, address)
    choose(phone, "pen")
    draw(phone, (85, 150), (115, 155), (85, 160), (115, 165))
    draw(phone, (60, 300), (70, 310))
    drawn(phone, 2)
    press(phone, "Undo")
    drawn(phone, 1)
    assert ink(phone, 100, 152.5) == 255
    choose(phone, "eraser")
    draw(phone, (100, 146), (100, 156))
    assert drawn(phone, 2)[1]["eraser"] is True
    assert ink(phone, 100, 152.5) == 0
    save(phone)
    expect(phone.get_by_role("checkbox", name="Chest")).to_be_checked()
    phone.get_by_role("checkbox", name="Neck").check()
    phone.get_by_label("No, nothing hurts on the back.").check()
    press(phone, "Yes, this is right")
    ends_with(phone, "2 of 19 places hurt in the last 7 days.")
    with phone.expect_download() as download:
        press(phone, "Take it along: drawing.json")
    taken = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert sorted(taken["confirmed"]) == ["chest", "neck"]
    assert len(taken["views"]["front"]["strokes"]) == 2


def test_what_was_drawn_is_where_it_was_drawn(phone, address):
    open_page(phone, address)
    choose(phone, "pen")
    draw(phone, (80, 150), (120, 150))
    [[first, *_, last]] = drawn(phone, 1)

    assert first == pytest.approx([80, 150], abs=0.6)
    assert last == pytest.approx([120, 150], abs=0.6)


def test_a_larger_picture_is_drawn_on_as_the_smaller_one(page, address):
    open_page(page, address)
    sheet = page.locator("svg[data-view=front]")
    before = sheet.bounding_box()["width"]
    press(page, "Larger picture")
    press(page, "Larger picture")
    assert sheet.bounding_box()["width"] > 1.9 * before
    choose(page, "pen")
    draw(page, (90, 200), (110, 200))
    assert drawn(page, 1)[0][0] == pytest.approx([90, 200], abs=0.6)
    press(page, "Smaller picture")
    press(page, "Smaller picture")
    assert sheet.bounding_box()["width"] == before
    assert ink(page, 100, 200) == 255


def test_a_circle_is_filled(page, address):
    open_page(page, address)
    choose(page, "area")
    draw(page, (80, 140), (120, 140), (120, 180), (80, 180))

    assert drawn(page, 1)[0]["filled"] is True
    assert ink(page, 100, 165) == 255


def test_a_pen_keeps_its_pressure_and_a_stroke_the_strength_that_was_said(page, address):
    open_page(page, address)
    choose(page, "pen")
    page.get_by_text("Say how strong it is, too").click()
    page.get_by_label("What I draw next hurts this much").select_option("7")
    x, y = point(page, "front", 90, 150).on_screen()
    pen = page.context.new_cdp_session(page)
    for kind, further, force in (("Pressed", 0, 0.25), ("Moved", 30, 0.5), ("Released", 30, 0)):
        event = {"type": f"mouse{kind}", "x": x + further, "y": y, "force": force, "buttons": 1}
        pen.send(
            "Input.dispatchMouseEvent",
            event | {"button": "left", "clickCount": 1, "pointerType": "pen"},
        )
    [stroke] = drawn(page, 1)
    assert stroke["intensity"] == 7
    assert stroke["pressure"] == [0.25, 0.5]
    assert len(stroke["points"]) == 2
    page.get_by_label("What I draw next hurts this much").select_option("I do not say")
    draw(page, (60, 300), (70, 310))
    assert isinstance(drawn(page, 2)[1], list)


def test_one_finger_draws_and_the_page_stays(phone, address):
    open_page(phone, address)
    choose(phone, "pen")
    x, y = point(phone, "front", 100, 150).on_screen()
    top = phone.evaluate("scrollY")
    session = phone.context.new_cdp_session(phone)
    for kind, step in [("Start", 0), *(("Move", one) for one in range(1, 12)), ("End", None)]:
        points = [] if step is None else [{"x": x, "y": y - 8 * step}]
        session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    assert len(drawn(phone, 1)[0]) > 5
    assert phone.evaluate("scrollY") == top


def test_two_fingers_draw_nothing_and_make_the_page_larger(phone, address):
    open_page(phone, address)
    choose(phone, "pen")
    x, y = point(phone, "front", 100, 150).on_screen()
    session = phone.context.new_cdp_session(phone)
    session.send("Input.synthesizePinchGesture", {"x": x, "y": y, "scaleFactor": 2})

    until(phone, "visualViewport.scale > 1.5")
    assert strokes(phone) == {}


# ── again, and in another language ───────────────────────────────────────────────────────────
def earlier(tmp_path):
    views = {"front": {"drawn": True, "strokes": [[[90, 150], [110, 160]]]}}
    views["back"] = {"drawn": False, "strokes": []}
    document = {"schema": 1, "body": "female", "views": views, "confirmed": ["neck", "jaw_l"]}
    path = tmp_path / "drawing.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def open_earlier(page, path):
    page.get_by_text("Start from an earlier drawing").click()
    page.locator("input[name=earlier]").set_input_files(path)
    press(page, "Open")
    page.locator("input[name=last]").wait_for(state="attached")


def test_same_as_last_time_is_opened_changed_and_counted(phone, address, tmp_path):
    open_page(phone, address)
    open_earlier(phone, earlier(tmp_path))
    counts(phone, "2 of 19 marked, 0 changed")
    assert ink(phone, 100, 155) == 255
    tap(phone, "chest")
    tap(phone, "jaw_l")
    counts(phone, "2 of 19 marked, 2 changed")
    save(phone)
    phone.get_by_label("Yes. I tick the places in the list.").check()
    press(phone, "Yes, this is right")

    ends_with(phone, "2 of 19 places hurt in the last 7 days.")
    expect(phone.get_by_text("New: Chest. No longer: Jaw, left.")).to_be_visible()


def test_a_file_that_is_no_drawing_says_so_and_what_was_entered_stays(
    page, address, tmp_path, complaints
):
    path = tmp_path / "letter.json"
    path.write_text("Dear doctor", encoding="utf-8")
    open_page(page, address)
    page.get_by_role("checkbox", name="Neck").check()
    choose(page, "pen")
    draw(page, (90, 150), (110, 160))
    page.get_by_text("Start from an earlier drawing").click()
    page.locator("input[name=earlier]").set_input_files(path)
    with page.expect_response("**/drawing/") as answer:
        press(page, "Open")
    assert answer.value.status == 400

    expect(page.get_by_role("alert")).to_contain_text("no drawing that can be read")
    expect(page.get_by_role("checkbox", name="Neck")).to_be_checked()
    drawn(page, 1)
    forgive(complaints, "400")


def forgive(complaints, *codes):
    """The console of Chromium notes each page that was refused."""
    assert [re.search(r"status of (\d+)", one)[1] for one in complaints] == list(codes)
    complaints.clear()


def test_another_language_keeps_what_was_entered(page, address):
    open_page(page, address)
    page.get_by_role("checkbox", name="Neck").check()
    choose(page, "pen")
    draw(page, (90, 150), (110, 160))
    press(page, "Deutsch")
    page.get_by_role("heading", name="Wo tut es weh?").wait_for()
    expect(page.get_by_role("checkbox", name="Nacken")).to_be_checked()
    drawn(page, 1)
    page.wait_for_load_state()
    press(page, "Speichern")
    page.get_by_role("heading", name="Stimmt das so?").wait_for()
    page.wait_for_load_state()
    press(page, "English")
    page.get_by_role("heading", name="Is this right?").wait_for()
    expect(page.get_by_role("checkbox", name="Neck")).to_be_checked()
    page.get_by_label("No, nothing hurts on the back.").check()
    press(page, "Yes, this is right")
    page.get_by_role("heading", name="Your pain drawing").wait_for()
    page.wait_for_load_state()
    press(page, "Deutsch")
    page.get_by_role("heading", name="Ihre Schmerzzeichnung").wait_for()


def test_the_way_back_keeps_what_was_entered_and_taken_away(page, address):
    open_page(page, address)
    choose(page, "pen")
    draw(page, (85, 150), (115, 155), (85, 160), (115, 165))
    save(page)
    page.get_by_role("checkbox", name="Chest").uncheck()
    page.get_by_role("checkbox", name="Neck").check()
    press(page, "Back to the drawing")
    page.get_by_role("heading", name="Where does it hurt?").wait_for()
    drawn(page, 1)
    save(page)

    expect(page.get_by_role("checkbox", name="Neck")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Chest")).not_to_be_checked()


# ── without pointer, sight or scripts ────────────────────────────────────────────────────────
def test_the_keyboard_alone_is_enough_and_what_has_the_focus_is_seen(phone, address):
    open_page(phone, address)
    named = "document.activeElement.name || document.activeElement.className"
    pressed = 0
    for _ in range(60):
        phone.keyboard.press("Tab")
        focus = phone.evaluate(named)
        if focus == "region":
            assert phone.evaluate(SEEN)
            phone.keyboard.press("Space")
            pressed += 1
        if focus == "action":
            break
    assert pressed == 19
    counts(phone, "19 of 19 marked")
    phone.keyboard.press("Enter")
    ends_with(phone, "19 of 19 places hurt in the last 7 days.")


SEEN = """(() => {
  const box = document.activeElement.getBoundingClientRect();
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return there === document.activeElement;
})()"""


def test_enter_on_a_box_saves_and_does_nothing_else(page, address):
    open_page(page, address)
    page.get_by_role("checkbox", name="Neck").check()
    page.get_by_role("checkbox", name="Neck").press("Enter")
    ends_with(page, "1 of 19 places hurt in the last 7 days.")


def test_a_screen_reader_finds_nineteen_named_check_boxes_and_the_count(page, address):
    open_page(page, address)
    tree = page.get_by_role("group", name="Where it hurt in the last 7 days").aria_snapshot()
    names = re.findall(r"- checkbox \"([^\"]+)\"", tree)

    assert len(set(names)) == 19
    assert {"Jaw, left", "Hip (buttock, trochanter), right", "Abdomen"} <= set(names)
    expect(page.get_by_role("status")).to_have_text("0 of 19 marked")
    expect(page.get_by_role("group", name="With your finger or pen")).to_be_visible()
    whole = page.locator("main").aria_snapshot()
    assert "img" not in whole  # the picture says nothing that the list does not


def test_the_picture_of_the_confirmed_list_is_told_in_words(page, address):
    open_page(page, address)
    page.get_by_role("checkbox", name="Neck").check()
    press(page, "Save")
    picture = page.get_by_role("img", name="Pain drawing")

    expect(picture.locator("desc")).to_contain_text("1 of 19 regions are marked: Neck.")


def test_without_scripts_the_list_is_the_answer(browser, address, tmp_path):
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("button", name="Undo")).not_to_be_visible()
    page.get_by_role("checkbox", name="Neck").check()
    press(page, "Save")
    ends_with(page, re.compile("^1 of 19"))
    press(page, "Change it")
    expect(page.get_by_role("checkbox", name="Neck")).to_be_checked()
    open_earlier(page, earlier(tmp_path))
    save(page)
    page.get_by_label("Yes. I tick the places in the list.").check()
    press(page, "Yes, this is right")
    ends_with(page, re.compile("^2 of 19"))
    context.close()


# ── what others judge ────────────────────────────────────────────────────────────────────────
def journey(page, address, language):
    """Every page, one after the other, in a language."""
    page.goto(address)
    with page.expect_navigation():  # to a page that may look as this one does
        page.get_by_role("button", name=language).click()
    code = {"English": "en", "Deutsch": "de"}[language]
    page.locator(f"html[lang={code}] pain-drawing:defined").wait_for()
    page.wait_for_load_state()
    yield "draw"
    for one in page.locator("summary").all():
        one.click()
    yield "draw, with the other ways to begin"
    page.locator("input[value=neck]").check()
    page.locator("input[name=strokes]").evaluate("(field, said) => { field.value = said }", WIDE)
    page.locator("button[value=save]").click()
    page.locator("button[value=confirm]").wait_for()
    page.wait_for_load_state()
    yield "confirm"
    page.locator("input[name=view-back][value=empty]").check()
    page.locator("button[value=confirm]").click()
    page.locator(".headline").wait_for()
    page.wait_for_load_state()
    yield "done"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["English", "Deutsch"])
def test_every_page_pleases_axe_and_the_nu_checker(page, address, tmp_path, language, scheme):
    page.emulate_media(color_scheme=scheme)
    found, paths = {}, []
    for name in journey(page, address, language):
        found[name] = axe_complaints(page)
        paths.append(tmp_path / f"{name}.html")
        paths[-1].write_text(page.content(), encoding="utf-8")

    assert not any(found.values()), found
    assert nu_complaints(*paths) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_that_refuse_please_axe_and_the_nu_checker(
    page, address, tmp_path, complaints, scheme
):
    page.emulate_media(color_scheme=scheme)
    page.goto(address + "?body=robot")
    page.locator("summary").first.click()
    found, paths = axe_complaints(page), [tmp_path / "refused.html", tmp_path / "nowhere.html"]
    paths[0].write_text(page.content(), encoding="utf-8")
    page.goto(address.replace("/drawing/", "/nowhere/"))
    found += axe_complaints(page)
    paths[1].write_text(page.content(), encoding="utf-8")

    forgive(complaints, "400", "404")
    assert found == []
    assert nu_complaints(*paths) == []


@pytest.mark.parametrize("language", ["English", "Deutsch"])
@pytest.mark.parametrize(
    ("width", "text"), [(320, 100), (390, 100), (640, 100), (640, 200), (1280, 200)]
)
def test_nothing_is_wider_than_the_screen(page, address, language, width, text):
    """640 px are also a screen of 1280 at a zoom of 200 %; 200 is larger text alone."""
    page.set_viewport_size({"width": width, "height": 640})
    for name in journey(page, address, language):
        page.evaluate(
            "size => { document.documentElement.style.fontSize = size }", f"{text * 1.125}%"
        )
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, name


def test_the_page_is_light(page, address):
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes = []
    session.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")

    assert len(sizes) > 8
    assert sum(sizes) <= 50_000, sizes
