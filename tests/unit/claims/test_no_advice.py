"""Caseline never advises to start, stop or change a medicine: what helps is named, not ordered."""

import re
import tomllib
from pathlib import Path

import pytest

WORDS = Path(__file__).parents[3] / "src" / "caseline" / "claims" / "words"
ORDERS = {
    "en": r"\b(?:take|start|stop|change|pause|use) (?:times|the treatment|the drug|it|on)\b"
    r"|do not start",
    "de": r"\b(?:nehmen|beginnen|setzen|ändern|stoppen) sie (?:das mittel|nicht|ab)\b",
}


@pytest.mark.parametrize("lang", ["en", "de"])
def test_what_would_make_it_firmer_orders_no_treatment(lang):
    texts = tomllib.loads((WORDS / f"{lang}.toml").read_text(encoding="utf-8"))["firmer"]

    for text in texts.values():
        assert not re.search(ORDERS[lang], text.lower()), text


def test_the_search_finds_an_order():
    assert re.search(ORDERS["en"], "take times on and off the treatment")
    assert re.search(ORDERS["de"], "nehmen sie das mittel eine zeit lang")
