"""`caseline drawing`: suggested regions, the outline, and the form on paper and back again."""

import json
import sys

import cv2
import numpy as np
import pytest
from pypdf import PdfWriter

from caseline.paindrawing.paper.simulated_pen import drawn_on
from tests.unit.paindrawing.paper.papers import LOOP, blank, drawn

pytestmark = pytest.mark.extra

CHEST = [[85, 110], [115, 110], [115, 140], [85, 140], [85, 110]]


@pytest.fixture
def drawing(tmp_path):
    views = {
        "front": {"drawn": True, "strokes": [CHEST]},
        "back": {"drawn": False, "strokes": []},
    }
    path = tmp_path / "drawing.json"
    path.write_text(json.dumps({"schema": 1, "body": "male", "views": views}), encoding="utf-8")
    return path


def test_it_tells_what_a_drawing_suggests(run, drawing):
    code, out, err = run("drawing", "score", drawing)

    assert (code, err) == (0, "")
    assert "Suggested: Chest." in out
    assert max(len(line) for line in out.splitlines()) <= 80


def test_it_tells_so_in_german(run, drawing):
    _, out, _ = run("drawing", "score", drawing, "--lang", "de")

    assert "Vorgeschlagen: Brust." in out


def test_it_gives_json(run, drawing):
    _, out, _ = run("drawing", "score", drawing, "--json")

    found = json.loads(out)
    assert found["suggested"] == ["chest"]
    assert found["sweep"][0]["wpi"] == {"low": 1, "high": 16}


def test_what_is_no_drawing_is_one_sentence(run, drawing):
    drawing.write_text("{}", encoding="utf-8")

    assert run("drawing", "score", drawing) == (
        14,
        "",
        "caseline: drawing.json: schema: is missing, a drawing has schema 1\n",
    )


def test_it_prints_an_outline(run):
    code, out, _ = run("drawing", "outline", "--body", "female", "--lang", "de")

    assert code == 0
    assert out.startswith("<svg ")
    assert "Der Umriss einer Frau" in out


def test_it_prints_the_view_box_and_the_regions(run):
    _, out, _ = run("drawing", "outline", "--json")

    data = json.loads(out)
    assert data["body"] == "neutral"
    assert data["views"]["back"]["view_box"] == [0, 0, 200, 480]
    assert len(data["regions"]) == 19


def test_without_its_extra_it_says_which_one(run, drawing, monkeypatch):
    monkeypatch.setitem(sys.modules, "cv2", None)

    code, _, err = run("drawing", "score", drawing)

    assert code == 18
    assert err == ("caseline: a pain drawing needs an optional part: install 'caseline[drawing]'\n")


def test_a_form_is_written_and_read_back(run, tmp_path):
    pdf, out = tmp_path / "form.pdf", tmp_path / "drawing.json"

    assert run("drawing", "form", "--body", "female", "--lang", "de", "-o", pdf) == (
        0,
        f"{pdf}\n",
        "",
    )
    assert run("drawing", "read", pdf, "-o", out) == (0, f"{out}\n", "")

    nothing = {"drawn": False, "strokes": []}
    assert json.loads(out.read_text(encoding="utf-8")) == {
        "schema": 1,
        "body": "female",
        "views": {"front": nothing, "back": nothing},
    }


def test_what_is_read_is_printed_as_json_too(run, tmp_path):
    pdf, out = tmp_path / "form.pdf", tmp_path / "drawing.json"
    run("drawing", "form", "-o", pdf)

    _, printed, _ = run("drawing", "read", pdf, "-o", out, "--json")

    assert printed == out.read_text(encoding="utf-8")


def test_of_a_pdf_with_several_pages_one_is_named(run, tmp_path):
    pages, out = tmp_path / "forms.pdf", tmp_path / "drawing.json"
    stack = PdfWriter()
    for body in ("female", "male"):
        run("drawing", "form", "--body", body, "-o", tmp_path / f"{body}.pdf")
        stack.append(tmp_path / f"{body}.pdf")
    stack.write(pages)

    assert run("drawing", "read", pages, "-o", out) == (
        14,
        "",
        "caseline: forms.pdf: has 2 pages, the number of the one to read is needed\n",
    )
    assert run("drawing", "read", pages, "--page", 3, "-o", out) == (
        14,
        "",
        "caseline: forms.pdf: has no page 3, it has pages 1 to 2\n",
    )
    assert run("drawing", "read", pages, "--page", 2, "-o", out) == (0, f"{out}\n", "")
    assert json.loads(out.read_text(encoding="utf-8"))["body"] == "male"


def test_what_is_refused_of_a_scan_is_said_in_german_too(run, tmp_path):
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"drawing")

    _, _, err = run("drawing", "read", scan, "-o", tmp_path / "drawing.json", "--lang", "de")

    assert err == "caseline: scan.png: ist kein PNG, JPEG oder PDF, nötig ist eines davon\n"


def test_a_picture_has_one_page(run, tmp_path):
    scan = tmp_path / "scan.png"
    cv2.imwrite(str(scan), np.full((900, 700, 3), 255, np.uint8))

    code, _, err = run("drawing", "read", scan, "--page", 2, "-o", tmp_path / "drawing.json")

    assert (code, err) == (14, "caseline: scan.png: has no page 2, it has only page 1\n")


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_scan_is_read_whatever_kind_of_picture_it_is(run, tmp_path, ending):
    scan, out = tmp_path / f"scan.{ending}", tmp_path / "drawing.json"
    chance = np.random.default_rng(1)
    cv2.imwrite(
        str(scan), drawn_on(blank("male"), drawn(front=[LOOP], body="male"), "blue", chance)
    )

    assert run("drawing", "read", scan, "-o", out) == (0, f"{out}\n", "")

    _, printed, _ = run("drawing", "score", out, "--json")
    assert json.loads(printed)["suggested"] == ["chest"]


def test_a_nameless_output_is_refused(run):
    code, _, err = run("drawing", "form", "-o", "")

    assert code == 2
    assert "is empty, a name is needed" in err


def test_a_file_that_cannot_be_written_is_one_sentence(run, tmp_path):
    gone = tmp_path / "gone" / "form.pdf"

    code, _, err = run("drawing", "form", "-o", gone)

    assert code == 17
    assert err.endswith("a file in a folder with room is needed\n")
