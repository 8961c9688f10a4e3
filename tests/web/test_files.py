"""Files of the web application that are made from others are those that would be made now."""

import re
from pathlib import Path

import pytest

from caseline.charts.theme import tokens

pytestmark = pytest.mark.extra

WEB = Path(__file__).parents[2] / "src" / "caseline_web"
SAID = re.compile(r"\{% translate (?:\"([^\"]+)\"|'([^']+)')")


def test_the_tokens_are_those_of_the_charts():
    from tools.write_tokens import CSS, css

    assert CSS.read_text(encoding="utf-8") == css(tokens())


def test_the_compiled_german_is_that_of_its_source():
    from tools.compile_messages import LOCALE, compiled

    for source in LOCALE.rglob("django.po"):
        assert source.with_suffix(".mo").read_bytes() == compiled(source)


def test_every_text_of_a_template_is_there_in_german():
    from babel.messages.pofile import read_po

    with (WEB / "locale/de/LC_MESSAGES/django.po").open("rb") as file:
        german = {str(m.id) for m in read_po(file, locale="de") if m.id and m.string}
    said = {
        first or second
        for template in WEB.rglob("*.html")
        for first, second in SAID.findall(template.read_text(encoding="utf-8"))
    }

    assert len(said) > 25
    assert said - german == set()
