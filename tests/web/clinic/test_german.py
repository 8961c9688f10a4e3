"""The clinic's texts are there in German, all of them."""

import ast
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.extra

WEB = Path(__file__).parents[3] / "src" / "caseline_web"
OURS = [
    *(WEB / "clinic").rglob("*.html"),
    *(WEB / "clinic").rglob("*.py"),
    *(WEB / "results").rglob("*.py"),
    WEB / "templates/base.html",
    WEB / "templates/_fields.html",
]
PLAIN = re.compile(r"\{% translate (?:\"([^\"]+)\"|'([^']+)')")
BLOCK = re.compile(
    r"\{% blocktranslate[^%]*%\}(.*?)(?:\{% plural %\}.*?)?\{% endblocktranslate", re.DOTALL
)
CALLED = {"_", "now", "ngettext"}


def _said(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        plain = {first or second for first, second in PLAIN.findall(text)}
        blocks = (one.replace("%", "%%") for one in BLOCK.findall(text))
        return plain | {re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", one) for one in blocks}
    calls = (one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Call))
    return {
        one.args[0].value
        for one in calls
        if getattr(one.func, "id", "") in CALLED and isinstance(one.args[0], ast.Constant)
    }


@pytest.fixture(scope="module")
def german():
    from babel.messages.pofile import read_po

    found = {}
    for source in WEB.rglob("django.po"):
        with source.open("rb") as file:
            for one in read_po(file, locale="de"):
                if one.id and one.string:
                    found[one.id if isinstance(one.id, str) else one.id[0]] = one.string
    return found


def test_every_text_is_there(german):
    said = set().union(*map(_said, OURS))
    assert len(said) > 200
    assert said - set(german) == set()


def test_every_german_text_has_the_places_of_the_english_one(german):
    for english, told in german.items():
        for one in [told] if isinstance(told, str) else told:
            assert set(re.findall(r"%\(\w+\)s", one)) == set(re.findall(r"%\(\w+\)s", english)), (
                english
            )
