"""Journeys on the drawing page, in Chromium on a touch screen, against a real server process."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from caseline.paindrawing.model import REGION_IDS, body_map
from tests.judges import axe_complaints, nu_complaints

SERVE = [sys.executable, "-c", "from caseline.cli.main import main; main()", "serve", "--port", "0"]
CASE = [one for one in REGION_IDS if one not in ("lowerback", "abdomen")]


@pytest.fixture(scope="module")
def address():
    """Where a server of this test's own answers."""
    with subprocess.Popen(SERVE, stdout=subprocess.PIPE, text=True) as server:
        line = server.stdout.readline()
        yield re.search(r"http://127\.0\.0\.1:\d+", line)[0] + "/drawing/"
        server.terminate()


@pytest.fixture(params=[(390, 844), (320, 640)], ids=["390 px", "320 px"])
def phone(request, browser, complaints):
    """A phone's page; it fails its test if anything goes wrong on it."""
    width, height = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=True,
        is_mobile=True,
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    yield page
    context.close()
    assert complaints == []


def tap(page, region):
    """Taps a region on the side that shows it."""
    shapes = next(one.shapes for one in body_map().regions if one.id == region)
    side = "front" if "front" in shapes else "back"
    page.locator(f".sides input[value={side}]").check(force=True)
    place = middle(shapes[side])
    box = page.locator(f"svg[data-view={side}]").bounding_box()
    scale = box["width"] / body_map().view(side).width
    page.locator(f"svg[data-view={side}]").scroll_into_view_if_needed()
    page.locator(f"svg[data-view={side}]").tap(
        position={"x": place[0] * scale, "y": place[1] * scale}, force=True
    )


def middle(shape):
    """A point inside a shape, by the rule of areas."""
    from shapely.geometry import Polygon

    point = Polygon(shape).representative_point()
    return point.x, point.y


def count(page):
    return page.locator("[data-count]").text_content()


def test_all_nineteen_are_tapped_and_one_is_taken_back(phone, address):
    phone.goto(address)
    for region in REGION_IDS:
        tap(phone, region)
    assert count(phone) == "marked: 19 of 19"
    tap(phone, "chest")
    assert count(phone) == "marked: 18 of 19"
    phone.get_by_role("button", name="Undo").tap()
    assert count(phone) == "marked: 19 of 19"


def test_the_published_case_is_seventeen_taps_and_save(phone, address):
    phone.goto(address)
    for region in CASE:
        tap(phone, region)
    phone.get_by_role("button", name="Save").tap()

    assert "17 of 19 places" in phone.locator(".headline").text_content()


def test_nothing_is_wider_than_the_screen(phone, address):
    phone.goto(address)

    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_drawing_is_drawn_undone_and_confirmed(phone, address):
    phone.goto(address)
    phone.get_by_text("Draw", exact=True).tap()
    canvas = phone.locator("canvas[data-view=front]")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    for _ in range(2):
        phone.mouse.move(box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.28)
        phone.mouse.down()
        for step in range(12):
            phone.mouse.move(
                box["x"] + box["width"] * (0.45 + 0.1 * (step % 2)),
                box["y"] + box["height"] * (0.28 + 0.01 * step),
            )
        phone.mouse.up()
    field = phone.locator("input[name=strokes]")
    assert len(json.loads(field.input_value())["front"]) == 2
    phone.get_by_role("button", name="Undo").tap()
    assert len(json.loads(field.input_value())["front"]) == 1
    phone.get_by_role("button", name="Save").tap()
    phone.get_by_role("heading", name="Is this right?").wait_for()
    assert phone.get_by_label("Chest").is_checked()
    phone.get_by_label("Neck").check()
    phone.get_by_role("button", name="Yes, this is right").tap()
    phone.get_by_role("heading", name="Your pain drawing").wait_for()
    assert re.match(r"[2-4] of 19", phone.locator(".headline").text_content())
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Take it along").tap()
    assert "neck" in json.loads(Path(download.value.path()).read_text())["confirmed"]


def test_the_keyboard_alone_is_enough(page, address):
    page.goto(address)
    page.get_by_label("Jaw, left").focus()
    for _ in REGION_IDS:
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    assert count(page) == "marked: 19 of 19"
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")

    assert "19 of 19 places" in page.locator(".headline").text_content()


def test_a_screen_reader_finds_nineteen_named_check_boxes_and_the_count(page, address):
    page.goto(address)
    tree = page.get_by_role("group", name="Where it hurt in the last 7 days").aria_snapshot()

    assert len(re.findall(r"- checkbox \"[^\"]+\"", tree)) == 19
    assert page.locator("output[aria-live=polite]").count() == 1


def test_without_scripts_the_list_is_the_answer(browser, address):
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Neck").check()
    page.get_by_role("button", name="Save").click()
    told = page.locator(".headline").text_content()
    context.close()

    assert told.startswith("1 of 19")


@pytest.mark.parametrize("language", ["English", "Deutsch"])
def test_every_page_pleases_axe_and_the_nu_checker(browser, address, language):
    # axe sets styles and loads style sheets again, which the page's own policy forbids.
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(address)
    page.get_by_role("button", name=language).click()
    found, pages = axe_complaints(page), [page.content()]
    page.get_by_label(re.compile("Neck|Nacken")).check()
    page.locator("input[name=strokes]").evaluate(
        'field => { field.value = \'{"front": [[[90, 150], [110, 160]]], "back": []}\' }'
    )
    page.locator("button[value=save]").click()
    page.locator("button[value=confirm]").wait_for()
    found += axe_complaints(page)
    pages.append(page.content())
    page.locator("button[value=confirm]").click()
    page.locator("button[value=download]").wait_for()
    found += axe_complaints(page)
    pages.append(page.content())

    assert found == []
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.html" for number in range(len(pages))]
        for path, text in zip(paths, pages, strict=True):
            path.write_text(text, encoding="utf-8")
        assert nu_complaints(*paths) == []
