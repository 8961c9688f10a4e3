"""Every text of the web application that people read is there in German too."""

import ast
import re
from io import BytesIO
from pathlib import Path

import allauth
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.pofile import read_po

pytestmark = pytest.mark.extra

WEB = Path(__file__).parents[2] / "src/caseline_web"
CALLS = (
    "_",
    "gettext",
    "gettext_noop",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
)
OPTIONS = {"encoding": "utf-8"}
SEEN = re.compile("(templates/)?(account|mfa|usersessions)/")
UNSEEN = re.compile("email_c|(email|login)[.]html|verif|signup|phone|exists|primary|warn_no")
FAMILIAR = re.compile(
    r"\b([Dd]u|[Dd]ein\w*|[Dd]ir|[Dd]ich|[Gg]ib|wähle|habe Geduld|[Rr]ufe|klick)\b"
)
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
    for _, call, found, _ in extract_python(BytesIO(python), DEFAULT_KEYWORDS, [], OPTIONS):
        words = found if isinstance(found, (tuple, list)) else [found]
        skip = "pgettext" in (call or "")  # its first argument is a context
        yield from (word for word in words[skip:] if isinstance(word, str) and word.strip())


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


def test_a_text_and_its_german_have_the_same_places():
    wrong = []
    for path in WEB.rglob("locale/de/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for one in read_po(file, locale="de"):
                pairs = zip(_both(one.id), _both(one.string), strict=True) if one.id else ()
                wrong += [text for text, told in pairs if places(text) != places(told)]
    assert wrong == []


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


def test_what_is_shown_is_our_german_and_not_that_of_a_package(application):
    """Several packages translate "Continue"; the one of a clinic is no button of a wizard."""
    from django.utils.translation import gettext, override, pgettext

    wrong = {}
    with override("de"):
        for path in WEB.rglob("locale/de/LC_MESSAGES/django.po"):
            with path.open("rb") as file:
                for one in read_po(file, locale="de"):
                    if isinstance(one.id, str) and one.id and one.string:
                        context = one.context
                        told = pgettext(context, one.id) if context else gettext(one.id)
                        if told != one.string:
                            wrong[one.id] = told
    assert wrong == {}


def test_the_sign_in_package_speaks_to_people_as_our_own_pages_do(application):
    """Its German says du here and Sie there; ours, which is asked first, says Sie."""
    from django.utils.translation import gettext, override

    with (Path(allauth.__file__).parent / "locale/de/LC_MESSAGES/django.po").open("rb") as file:
        theirs = [one for one in read_po(file, locale="de") if _is_seen(one)]
    with override("de"):
        told = [gettext(one) for message in theirs for one in _both(message.id)]
    assert len(told) > 100
    assert [one for one in told if FAMILIAR.search(one)] == []


def _is_seen(message):
    """Whether a text of the package stands on a page that is there."""
    return any(SEEN.match(place) and not UNSEEN.search(place) for place, _ in message.locations)


def _both(found):
    return found if isinstance(found, tuple) else (found,)
