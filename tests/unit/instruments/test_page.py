"""An instrument as a page."""

import subprocess
import sys
from pathlib import Path

from caseline.instruments import instrument, instruments
from caseline.instruments.page import page, rights

ROOT = Path(__file__).parents[3]


def test_bands_of_two_authors_stand_side_by_side():
    lines = page(instrument("fiqr")).splitlines()

    assert "| score | `salaffi2018` | `salaffi2021` |" in lines
    assert "| from 41 | mild | moderate |" in lines
    assert "| above 45 | moderate | moderate |" in lines


def test_what_is_assumed_is_marked_as_assumed():
    assert "| ICC 0.8 (assumed) |" in page(instrument("fiqr"))


def test_what_could_not_be_verified_is_marked():
    assert "(not verified at its source)" in page(instrument("pcs"))


def test_a_page_tells_what_happens_to_missing_answers():
    text = page(instrument("fiqr"))

    assert "With at least 8 of 9 parts answered the sum is weighted by parts/answered" in text
    assert "no score, but its least and greatest value" in page(instrument("fsq"))


def test_a_page_shows_the_wording_of_each_shipped_language():
    text = page(instrument("phq4"))

    assert "| `down` | Feeling down, depressed, or hopeless |" in text
    assert "| `down` | Niedergeschlagenheit, Schwermut oder Hoffnungslosigkeit |" in text


def test_the_pages_of_the_reference_are_as_generated(tmp_path):
    command = [sys.executable, "-m", "caseline.instruments.page", str(tmp_path)]
    subprocess.run(command, check=True)

    generated = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    kept = ROOT / "docs" / "reference" / "instruments"
    assert {path.name: path.read_text(encoding="utf-8") for path in kept.iterdir()} == generated


def test_the_notice_holds_the_rights_of_every_instrument():
    notice = (ROOT / "NOTICE.md").read_text(encoding="utf-8")

    assert rights() in notice
    assert all(one.title in notice for one in instruments())
