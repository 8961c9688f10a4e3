"""Files of the web application that are made from others are those that would be made now."""

import pytest

from caseline.charts.theme import tokens

pytestmark = pytest.mark.extra


def test_the_tokens_are_those_of_the_charts():
    from tools.write_tokens import CSS, PICTURES, css, pictures

    assert CSS.read_text(encoding="utf-8") == css(tokens())
    assert PICTURES.read_text(encoding="utf-8") == pictures(tokens())


def test_the_compiled_german_is_that_of_its_source():
    from tools.compile_messages import LOCALE, compiled

    for source in LOCALE.rglob("django.po"):
        assert source.with_suffix(".mo").read_bytes() == compiled(source)
