"""Drawings that are too large or endless: refused soon, and in little memory."""

import json

import pytest

from tests.processes import measured

pytestmark = pytest.mark.extra

MOST_MEGABYTES = 500
MOST_SECONDS = 10  # a start of Python on a busy machine


def scored(path):
    """Exit code, last line of complaint, and megabytes, of a process of its own."""
    return measured("drawing", "score", path, within_seconds=MOST_SECONDS)


def written(folder, text):
    path = folder / "drawing.json"
    path.write_text(text, encoding="utf-8")
    return path


def with_strokes(*strokes):
    views = {"front": {"drawn": True, "strokes": strokes}, "back": {"drawn": True, "strokes": []}}
    return json.dumps({"schema": 1, "body": "neutral", "views": views}, separators=(",", ":"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            with_strokes([[1, 1]] * 1_000_000),
            "is larger than 5 MB, at most 50000 points are a drawing",
        ),
        (
            with_strokes([[1, 1]] * 600_000),
            "views > front > stroke 1: holds 600000 points, at most 50000 are a drawing",
        ),
        (with_strokes(*[[[1, 1]]] * 60_000), "holds 60000 points, at most 50000 are a drawing"),
        ("[" * 4_900_000, "is too deep or too long, a pain drawing is needed"),
        ("[]," * 1_600_000, "at line 1, column 3: is not JSON, a JSON file is needed"),
        ("9" * 4_900_000, "is too deep or too long, a pain drawing is needed"),
    ],
    ids=["a million points", "one long stroke", "many strokes", "nested", "empty lists", "digits"],
)
def test_what_is_too_large_is_refused_soon_and_in_little_memory(tmp_path, text, sentence):
    code, complaint, megabytes = scored(written(tmp_path, text))

    assert (code, complaint) == (14, [f"caseline: drawing.json: {sentence}"])
    assert megabytes < MOST_MEGABYTES


def test_the_largest_scribble_is_scored(tmp_path):
    line = [[(37 * n) % 200, (91 * n) % 480] for n in range(50_000)]

    code, complaint, megabytes = scored(written(tmp_path, with_strokes(line)))

    assert (code, complaint) == (0, [])
    assert megabytes < MOST_MEGABYTES


def test_an_endless_file_is_refused():
    code, complaint, megabytes = scored("/dev/zero")

    assert (code, complaint) == (
        14,
        ["caseline: zero: is larger than 5 MB, at most 50000 points are a drawing"],
    )
    assert megabytes < MOST_MEGABYTES
