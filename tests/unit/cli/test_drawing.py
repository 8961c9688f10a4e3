"""`caseline drawing`: suggested regions of a drawing, and the outline of a body."""

import json
import sys

import pytest

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
    assert err == (
        "caseline: a pain drawing needs an optional part: pip install 'caseline[drawing]'\n"
    )
