"""The page of the single-case indices names those that there are, as the answer calls them."""

import re

import pytest

from caseline.analysis import analyse
from caseline.analysis.words import said
from tests.diaries import diary
from tests.docs.pages import first_cells, read

PAGE = "docs/reference/indices.md"
AB = diary([6.1, 7.2, 5.3, 8.1, 6.4, 7.3, 3.2, 4.1, 2.4, 4.2, 3.3, 3.1], [0] * 6 + [1] * 6)


@pytest.fixture(scope="module")
def found():
    """Every index: of one switch, on a scale that begins at 0."""
    names = {"date": "date", "value": "mood", "condition": "melatonin", "baseline": 0}
    return analyse(AB, **names, worse="higher", range=(0, 10)).analysis.indices


def cells(name):
    line = next(line for line in read(PAGE).splitlines() if line.startswith(f"| `{name}` |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_page_names_every_index_and_no_other(found):
    assert sorted(first_cells(read(PAGE))) == sorted(found)


def test_each_is_called_as_in_an_answer(found):
    for name in found:
        assert cells(name)[1] == said("en")["index"][name]


def test_an_error_or_an_interval_is_named_where_there_is_one(found):
    for name, one in found.items():
        *_, error, interval = cells(name)
        assert error.startswith("none") == (one.se is None), name
        assert interval.startswith("none") == (one.low is None), name


def test_a_doi_is_one_that_the_code_names():
    named = set(re.findall(r"doi:(\S+)", read(PAGE)))
    code = " ".join(
        read(f"src/caseline/stats/{one}.py")
        for one in ("nonoverlap", "tau", "baseline_corrected", "effect_size", "level", "piecewise")
    )

    assert len(named) > 10
    assert {one for one in named if one not in code} == set()


def test_every_source_that_a_definition_names_is_listed():
    text = read(PAGE)
    table, sources = text.partition("## Where")[0], text.partition("## Sources")[2]
    named = set(re.findall(r"((?:[A-Z][\w-]+(?:, | & | ))+\d{4})", table))

    assert len(named) > 10
    assert {one for one in named if f"- {one}," not in sources} == set()
