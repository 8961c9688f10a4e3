"""What the pages show is what happens: their files are read, their commands and lines run."""

import tomllib

import pytest

from tests.docs.pages import blocks, name_of, pages
from tests.docs.runs import REST, Walkthrough, agrees

RUN = ("console", "pycon")
NEEDS_EXTRA = ("caseline report", "write_report", "caseline drawing")


def followed():
    """The pages with something to run; some of them need an extra."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        if any(block.lang in RUN for block in blocks(text)):
            extra = any(name in text for name in NEEDS_EXTRA)
            yield pytest.param(text, id=name_of(page), marks=[pytest.mark.extra] if extra else [])


@pytest.mark.parametrize("page", list(followed()))
def test_a_page_that_is_followed_gives_what_it_shows(page, tmp_path):
    assert Walkthrough(tmp_path).follow(page) == []


def test_an_output_that_differs_is_noticed(tmp_path):
    page = "```console\n$ echo one\ntwo\n```\n```pycon\n>>> 1 + 1\n3\n```\n"

    console, python = Walkthrough(tmp_path).follow(page)

    assert console == "$ echo one\none\n"
    assert "Expected:\n    3" in python


def test_three_dots_stand_for_lines_and_not_for_words():
    assert agrees(f"a\n{REST}\nd", "a\nb\nc\nd\n")
    assert agrees(f"a\n{REST}", "a\n")
    assert not agrees(f"a\n{REST}\nd", "a\nb\n")
    assert not agrees("a", "a\nb\n")


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_toml_block_is_toml(page):
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.lang == "toml":
            tomllib.loads(block.text)


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_block_names_its_language(page):
    assert all(block.lang for block in blocks(page.read_text(encoding="utf-8")))
