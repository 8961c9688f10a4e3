"""Every text of the web application that people read is there in German too."""

import ast
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.pofile import read_po

pytestmark = pytest.mark.extra

WEB = Path(__file__).parents[2] / "src/caseline_web"
CALLS = ("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy")
OPTIONS = {"encoding": "utf-8"}
PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def texts(path):
    """The texts of a file, as gettext would find them."""
    source = path.read_text(encoding="utf-8")
    return in_python(source) if path.suffix == ".py" else in_template(source, path)


def in_python(source):
    """What stands in calls, also in those within an f-string, which Babel does not see."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            skip = node.func.id.startswith("pgettext")  # its first argument is a context
            for one in node.args[skip:]:
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield one.value


def in_template(source, path):
    from django.utils.translation import templatize

    python = templatize(source, origin=str(path)).encode()
    for _, _, found, _ in extract_python(BytesIO(python), DEFAULT_KEYWORDS, [], OPTIONS):
        words = found if isinstance(found, (tuple, list)) else [found]
        yield from (word for word in words if isinstance(word, str) and word.strip())


def catalogue():
    """Each text with its German; of one in several catalogues any will do."""
    german = {}
    for path in WEB.rglob("locale/de/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="de"):
                if not message.id or "fuzzy" in message.flags:
                    continue
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                told = message.string if isinstance(message.string, tuple) else (message.string,)
                if all(told):
                    german |= dict.fromkeys(ids, told)
    return german


def places(text):
    return sorted(PLACE.findall(text))


FILES = sorted(
    path
    for path in WEB.rglob("*")
    if path.suffix in (".py", ".html", ".txt") and "static" not in path.parts
)
APPS = sorted({path.relative_to(WEB).parts[0] for path in FILES})


@pytest.mark.parametrize("app", APPS)
def test_every_text_has_its_german(app, application):
    german = catalogue()
    said = {
        (text, str(path.relative_to(WEB)))
        for path in FILES
        if path.relative_to(WEB).parts[0] == app
        for text in texts(path)
    }
    assert sorted((text, where) for text, where in said if text not in german) == []


def test_a_text_and_its_german_have_the_same_places(application):
    assert [
        text
        for text, told in catalogue().items()
        for one in told
        if places(one) != places(text) and len(told) == 1
    ] == []


def test_no_text_is_translated_in_two_ways():
    ways = {}
    for path in WEB.rglob("locale/de/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="de"):
                if message.id and message.string:
                    ways.setdefault((message.context, str(message.id)), set()).add(
                        str(message.string)
                    )
    assert {text: told for text, told in ways.items() if len(told) > 1} == {}
