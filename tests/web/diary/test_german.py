"""Every text of the patient's pages is there in German."""

import ast
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.extra

WEB = Path(__file__).parents[3] / "src" / "caseline_web"
APPS = (WEB / "diary", WEB / "asking")
PAIRING = ("pair.html", "paired.html")
WORD = re.compile(r"""\{% translate (?:"([^"]+)"|'([^']+)')""")
BLOCK = re.compile(r"\{% blocktranslate([^%]*)%\}(.*?)\{% endblocktranslate %\}", re.DOTALL)
FILLED = re.compile(r"\{\{ (\w+)[^}]*\}\}")
ASKS = {"_", "gettext", "gettext_lazy", "ngettext"}


def _in_template(text):
    yield from (one or other for one, other in WORD.findall(text))
    for _, block in BLOCK.findall(text):
        yield from (FILLED.sub(r"%(\1)s", one) for one in block.split("{% plural %}"))


def _in_module(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ASKS:
            yield from (one.value for one in node.args if isinstance(one, ast.Constant))


def said():
    """Every text that a patient's page or a module behind it says."""
    pages = [one for app in APPS for one in app.rglob("*.html")]
    pages += [WEB / "accounts/templates/accounts" / one for one in PAIRING]
    modules = [one for app in APPS for one in app.rglob("*.py")]
    for page in pages:
        yield from _in_template(page.read_text(encoding="utf-8"))
    for module in modules:
        yield from _in_module(module.read_text(encoding="utf-8"))


def _german():
    from babel.messages.pofile import read_po

    found = {}
    for source in WEB.rglob("locale/de/LC_MESSAGES/django.po"):
        with source.open("rb") as file:
            for message in read_po(file, locale="de"):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                words = message.string if isinstance(message.string, tuple) else (message.string,)
                found |= dict(zip(ids, words, strict=False))
    return found


def test_every_text_of_a_patient_is_there_in_german():
    german, texts = _german(), set(said())

    assert len(texts) > 100
    assert {one for one in texts if not german.get(one)} == set()


def test_a_german_text_has_the_same_places_to_fill_in():
    german = _german()
    places = re.compile(r"%\(\w+\)s|\{\w+\}")

    for one in set(said()):
        assert sorted(places.findall(german[one])) == sorted(places.findall(one)), one
