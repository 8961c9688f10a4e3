"""The page of the reference says what the rules say."""

import re
from pathlib import Path

import pytest

from caseline.claims.rules import document, thresholds, version
from caseline.claims.threats import THREATS
from caseline.evidence import base_rates

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "claims.md").read_text(encoding="utf-8")
IN_PERCENT = {"T06.share", "T06.share_cap", "T09.share", "T14.missing", "T15.share", "T17.residual"}
# Said in other words: "one visit", "10 percentage points".
IN_WORDS = {"T19.visits", "T14.difference"}


def row(threat_id):
    return " ".join(re.findall(rf"^\| {threat_id} \|.*$", PAGE, re.MULTILINE))


@pytest.mark.parametrize("threat_id", THREATS)
def test_every_threat_has_its_row(threat_id):
    assert row(threat_id)


@pytest.mark.parametrize(
    "name", [name for name in thresholds() if name[0] == "T" and name not in IN_WORDS]
)
def test_a_row_holds_the_numbers_of_the_rules(name):
    value = thresholds()[name].value
    shown = f"{100 * value:g} %" if name in IN_PERCENT else f"{value:g}"
    where = row(name[:3]) if name[:3] != "T23" else row("T23") + PAGE.split("For T23,")[1][:120]

    assert re.search(rf"(?<![\d.]){re.escape(shown)}(?![\d.]\d)", where)


@pytest.mark.parametrize("entry", document()["ceilings"], ids=lambda entry: entry["design"])
def test_every_ceiling_stands_on_the_page(entry):
    levels = f"{entry['package']} | {entry['drug']} | {entry['tag']} |"

    assert re.search(rf"^\| {entry['design']}[^|]*\| {re.escape(levels)}$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("rate", base_rates("M79.7"), ids=lambda rate: rate.id)
def test_every_base_rate_stands_on_the_page(rate):
    number = f"{100 * rate.value:g} %" if rate.unit == "share" else f"−{-rate.value:g} of"

    assert number in PAGE
    assert f"| {rate.n}" in PAGE


def test_the_page_names_the_version_of_the_rules():
    assert f"rules version {version()}." in PAGE
