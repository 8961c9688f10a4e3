import re
import sys
import xml.etree.ElementTree as ET
from itertools import product

import altair
import pytest

from caseline.charts import course_chart, figure, pain_and_impact, symptoms_and_mood
from caseline.charts.faces import FACES
from caseline.charts.figure import Figure, converter
from caseline.charts.theme import tokens
from caseline.errors import MissingExtraError
from caseline.instruments import instruments
from tests.courses import BEGIN, TREATMENT, UNDATED, course_from, total

pytestmark = pytest.mark.extra

NAMES = ("moser-2025", "synthetic-diary", "synthetic-trial")
PAPER = '<rect width="100%" height="100%" fill="#ffffff"/>'
SVG = "{http://www.w3.org/2000/svg}"
ALL = [
    (name, kind, lang, width)
    for name, kind, lang, width in product(
        NAMES, ("course", "pain-and-impact", "symptoms-and-mood"), ("en", "de"), ("narrow", "wide")
    )
    if (name, kind) != ("synthetic-trial", "symptoms-and-mood")
]


@pytest.fixture(params=ALL, ids="-".join)
def drawn(request, figure):
    return figure(*request.param)


def test_it_is_svg_with_a_name_and_a_description(drawn):
    root = ET.fromstring(drawn.svg)
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert (title.text, told.text) == (drawn.title, drawn.description)
    assert len(drawn.description) > 200


def test_it_needs_nothing_from_elsewhere_and_runs_nothing(drawn):
    inside = drawn.svg.replace('xmlns="http://www.w3.org/2000/svg"', "", 1)
    assert re.findall(r"https?:|//|url\(|href|<script|<style|\son\w+=", inside) == []


def sizes(drawn):
    """The sizes of its kind."""
    return tokens().sizes["narrow" if drawn.id.endswith("-narrow") else "wide"]


def test_it_is_exactly_as_wide_as_its_kind(drawn):
    width = ET.fromstring(drawn.svg).get("width")
    assert int(width) == sizes(drawn).width


def test_it_is_small(drawn):
    assert len(drawn.svg.encode()) <= 60_000


def test_its_colours_are_tokens(drawn):
    used = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn.svg)) - {"none"}
    assert used - set(tokens().light.values()) == set()


def test_its_smallest_text_is_the_small_size_of_its_kind(drawn):
    least = min(float(size) for size in re.findall(r'font-size="([\d.]+)px"', drawn.svg))
    assert least == sizes(drawn).small


def test_its_ground_is_transparent(drawn):
    assert "<rect" not in drawn.svg
    assert drawn.spec["config"]["background"] == "transparent"


def test_every_kind_of_layer_follows_altairs_schema(figure):
    spec = figure("moser-2025").spec
    layers = [
        layer for name in NAMES for row in figure(name).spec["vconcat"] for layer in row["layer"]
    ]
    kinds = {(*layer["encoding"], *layer["mark"], layer["mark"]["type"]): layer for layer in layers}
    rows = [
        {
            "width": 9,
            "height": 9,
            "layer": [layer | {"data": {"values": layer["data"]["values"][:1]}}],
        }
        for layer in kinds.values()
    ]
    assert len(rows) > 10
    assert altair.Chart.from_dict(spec | {"vconcat": rows}).to_dict()["vconcat"]


def test_no_two_pictures_of_a_report_share_an_id(figure):
    ids = []
    for kind, width in product(
        ("course", "pain-and-impact", "symptoms-and-mood"), ("narrow", "wide")
    ):
        ids += re.findall(r' id="([^"]+)"', figure("moser-2025", kind, "en", width).svg)
    assert len(ids) == 12
    assert len(set(ids)) == 12


def test_the_same_course_gives_the_same_bytes(figure, example):
    assert course_chart(example("moser-2025")).svg == figure("moser-2025").svg


def test_png_is_on_paper_and_pdf_is_a_page():
    plain = Figure(
        "a",
        "b",
        "c",
        '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><desc>c</desc></svg>',
    )
    assert plain.png().startswith(b"\x89PNG")
    assert plain.png(3) != plain.png(1)
    assert plain.pdf().startswith(b"%PDF")
    grounded = converter().svg_to_png(plain.svg.replace("</desc>", f"</desc>{PAPER}"), scale=2)
    assert plain.png() == grounded


def test_every_outcome_of_every_instrument_stays_inside_its_picture():
    visits = ""
    for one in instruments():
        for rule in one.scores:
            if rule.main and f"{one.id}.{rule.id}" != "fsq.severity":
                for day, value in (("2023-02-03", rule.high), ("2024-02-03", rule.low)):
                    visits += total(day, f"{one.id}.{rule.id}", value)
    blocks = sorted(f"[[visits]]{one}" for one in visits.split("[[visits]]")[1:])
    course = course_from(BEGIN + TREATMENT + UNDATED + "".join(blocks))
    for lang in ("en", "de"):
        for make in (course_chart, pain_and_impact, symptoms_and_mood):
            root = ET.fromstring(make(course, lang, "narrow").svg)
            assert int(root.get("width")) == tokens().sizes["narrow"].width


def test_without_the_extra_it_says_which_one_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    converter.cache_clear()
    with pytest.raises(MissingExtraError, match=r"caseline\[report\]"):
        figure.draw("a", "b", "c", {})
    monkeypatch.undo()
    converter.cache_clear()


def test_on_dark_paper_it_has_the_dark_colours_alone(drawn):
    used = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn.on_paper(dark=True))) - {"none"}
    assert used <= set(tokens().dark.values())
    assert tokens().dark["paper"] in used


def test_a_picture_that_stands_alone_has_its_fonts_inside_and_one_in_a_page_has_not(drawn):
    alone = drawn.standing_alone(dark=True)
    assert alone.count('url("data:font/woff2;base64,') == len(FACES)
    ET.fromstring(alone)
    assert "@font-face" not in drawn.on_paper()
