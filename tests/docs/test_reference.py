"""Each page of the reference holds what the program has, and nothing else."""

import ast
import dataclasses
import inspect
import re
import textwrap

import pytest

import caseline
from caseline import errors
from caseline.errors import CaselineError
from caseline.instruments import ids
from tests.docs.pages import ROOT, blocks, read, sections
from tools import write_cli_docs

PYTHON = "docs/reference/python.md"


# The command line.


def test_the_page_of_the_command_line_is_what_help_says():
    assert read("docs/reference/cli.md") == write_cli_docs.page()


def test_every_command_has_its_section():
    names = {" ".join(names) for names, _ in write_cli_docs.commands()}

    assert names == set(sections(read("docs/reference/cli.md"))) - {"The command line"}
    assert len(names) > 5


# Errors.


def test_every_error_stands_on_its_page_with_its_exit_code():
    page = read("docs/reference/errors.md")
    shown = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", page, re.MULTILINE))
    there = {
        name: str(one.exit_code)
        for name, one in vars(errors).items()
        if inspect.isclass(one) and issubclass(one, CaselineError)
    }

    assert shown == there


def test_every_exit_code_is_its_own():
    codes = [one.exit_code for one in CaselineError.__subclasses__()]

    assert len({*codes, CaselineError.exit_code}) == len(codes) + 1


# Instruments.


def test_every_instrument_has_its_page_and_is_on_the_list():
    index = read("docs/reference/instruments/index.md")

    for one in ids():
        assert (ROOT / f"docs/reference/instruments/{one}.md").exists()
        assert f"({one}.md)" in index


@pytest.mark.parametrize("name", ["docs/index.md", "CHANGELOG.md"])
def test_the_number_of_instruments_is_right(name):
    assert re.search(r"(\d+) (?:\[)?instruments", read(name))[1] == str(len(ids()))


# Python.


def test_every_public_name_has_its_section():
    heads = set(re.findall(r"^### `(\w+)`", read(PYTHON), re.MULTILINE))

    assert heads == set(caseline.__all__)


def functions():
    return [name for name in caseline.__all__ if inspect.isfunction(getattr(caseline, name))]


@pytest.mark.extra
@pytest.mark.parametrize("name", functions())
def test_a_documented_signature_is_that_of_the_code(name):
    shown = next(b.text for b in blocks(read(PYTHON)) if b.text.startswith(f"def {name}("))
    source = textwrap.dedent(inspect.getsource(getattr(caseline, name)))

    assert _signature(shown) == _signature(source)


@pytest.mark.extra
@pytest.mark.parametrize("name", ["Instrument", "Score", "Course", "Change", "Report"])
def test_every_field_and_property_of_a_noun_is_named(name):
    noun = getattr(caseline, name)
    section = sections(read(PYTHON))[name]
    fields = {one.name for one in dataclasses.fields(noun)}
    public = {key for key in vars(noun) if not key.startswith("_")}

    assert {one for one in fields | public if not re.search(rf"`{one}\b", section)} == set()


def _signature(source):
    """The parameters, defaults and result of a function as text, without the place of a type."""
    made = ast.parse(source).body[0]
    return re.sub(r"\bmodel\.", "", f"({ast.unparse(made.args)}) -> {ast.unparse(made.returns)}")
