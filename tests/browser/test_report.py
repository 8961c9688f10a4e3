"""The report's page in a browser: on a phone and a desk, light and dark, English and German."""

from pathlib import Path

import pytest

from caseline.course import read_course
from caseline.reports import make_report
from caseline.reports.html import html

pytestmark = pytest.mark.extra

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("moser-2025", "synthetic-diary", "synthetic-trial")
PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The page of each example in each language, by (name, lang)."""
    folder = tmp_path_factory.mktemp("reports")
    made = {}
    for name in NAMES:
        for lang in ("en", "de"):
            made[name, lang] = folder / f"{name}-{lang}.html"
            report = make_report(read_course(EXAMPLES / f"{name}.toml"), lang)
            made[name, lang].write_text(html(report), encoding="utf-8")
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(page, axe, pages, name, lang, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size(PHONE if lang == "de" else DESK)
    page.goto(pages[name, lang].as_uri())

    assert axe() == []


def test_the_nu_checker_finds_nothing(nu_checker, pages):
    assert nu_checker(*pages.values()) == []


@pytest.mark.parametrize("size", [SMALL, PHONE, DESK])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_tables_scrolls_sideways(page, pages, name, size):
    page.set_viewport_size(size)
    page.goto(pages[name, "de"].as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


# The words of tables, without a hyphen inside, that stand on two lines: nothing says they are one.
BROKEN = """() => {
  const found = [];
  for (const cell of document.querySelectorAll("th, td")) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const word of text.data.matchAll(/[\\p{L}\\d,.]{2,}/gu)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map(one => Math.round(one.top)));
        if (lines.size > 1) found.push(word[0]);
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_no_table_breaks_a_word_or_a_number_in_two(page, pages, size, lang):
    page.set_viewport_size(size)
    for name in NAMES:
        page.goto(pages[name, lang].as_uri())
        page.add_style_tag(content="th, td { hyphens: manual !important; }")  # a hyphen may

        assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize(("size", "shown"), [(PHONE, "narrow"), (DESK, "wide")])
def test_one_course_chart_is_shown_and_it_fits_the_screen(page, pages, size, shown):
    page.set_viewport_size(size)
    page.goto(pages["moser-2025", "en"].as_uri())
    charts = page.locator("#chart figure:visible")

    assert charts.count() == 1
    assert charts.get_attribute("class") == shown


def test_figures_are_named_for_a_screen_reader(page, pages):
    page.set_viewport_size(DESK)
    page.goto(pages["moser-2025", "en"].as_uri())
    names = [one.get_attribute("aria-labelledby") for one in page.locator("svg[role=img]").all()]

    assert len(names) == 5
    for name in names:
        for part in name.split():
            assert page.locator(f"[id='{part}']").text_content()


def test_dark_paper_is_dark_and_ink_in_pictures_is_light(page, pages):
    page.emulate_media(color_scheme="dark")
    page.goto(pages["moser-2025", "en"].as_uri())

    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    ink = page.evaluate(
        "getComputedStyle(document.querySelector('.body-map svg [stroke=\"#1d2733\"]')).stroke"
    )
    assert (paper, ink) == ("rgb(20, 24, 29)", "rgb(232, 236, 241)")
