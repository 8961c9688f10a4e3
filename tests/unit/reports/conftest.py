"""The three example courses and their reports, made once."""

from pathlib import Path

import pytest

from caseline.course import read_course
from caseline.reports import make_report
from caseline.reports.as_json import as_json

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("moser-2025", "synthetic-diary", "synthetic-trial")


@pytest.fixture(scope="session")
def course():
    """Gives an example course by name."""
    return lambda name: read_course(EXAMPLES / f"{name}.toml")


@pytest.fixture(scope="session")
def report(course):
    """Gives the report of an example course in a language; each is made once."""
    made = {}

    def give(name, lang="en"):
        if (name, lang) not in made:
            made[name, lang] = make_report(course(name), lang)
        return made[name, lang]

    return give


@pytest.fixture(scope="session")
def published(report):
    """The published case as plain data."""
    return as_json(report("moser-2025"))
