"""The glossary: our words are those of the code, and the words we do not use are not."""

import ast
import re

import pytest

import caseline
from tests.docs.pages import ROOT, read

MEASURES = ["FIQR", "FM30", "FS", "IMMPACT", "NRS", "PGIC", "SSS", "WPI"]
ERRORS = ["ICC", "MCID", "MDC", "SEM", "prorated"]
RECORD = [
    "course",
    "phase",
    "visit",
    "total",
    "reading",
    "span",
    "statistic",
    "provenance",
    "source",
]
JUDGED = ["score", "band", "outcome", "observation", "change", "mark", "criterion", "report"]
ELSEWHERE = {"Level"}  # the height of a line in a picture; it names no severity


def rows():
    """The first cell of each row, split at commas."""
    cells = re.findall(r"^\| ([^|]+) \|", read("GLOSSARY.md"), re.MULTILINE)
    return {word.strip() for cell in cells for word in cell.split(",")}


def refused():
    """The words that we do not use, as a class would be named after them."""
    lines = [line for line in read("GLOSSARY.md").splitlines() if line.count("|") == 6]
    cells = [line.split("|")[5] for line in lines[2:]]
    return {word.strip().title().replace(" ", "") for cell in cells for word in cell.split(",")} - {
        ""
    }


@pytest.mark.parametrize("word", [*MEASURES, *ERRORS, *RECORD, *JUDGED, "not on record"])
def test_the_glossary_explains(word):
    assert word in rows()


def test_the_public_nouns_are_words_of_the_glossary():
    nouns = {name for name in caseline.__all__ if name[0].isupper() and name.isalpha()}

    words = {word.replace(" ", "") for word in rows()}
    assert {noun for noun in nouns - {"CaselineError"} if noun.lower() not in words} == set()


def test_no_class_is_named_by_a_word_that_we_do_not_use():
    names = {
        node.name
        for path in (ROOT / "src" / "caseline").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }

    assert len(refused()) > 20
    assert names & refused() == ELSEWHERE
