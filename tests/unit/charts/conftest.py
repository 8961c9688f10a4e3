"""The example courses, their pictures, and what a picture's spec holds."""

from functools import cache
from pathlib import Path

import pytest

from caseline.charts import course_chart, pain_and_impact, symptoms_and_mood
from caseline.course import read_course

EXAMPLES = Path(__file__).parents[3] / "examples"
MAKERS = {
    "course": course_chart,
    "pain-and-impact": pain_and_impact,
    "symptoms-and-mood": symptoms_and_mood,
}


@cache
def read_example(name):
    return read_course(EXAMPLES / f"{name}.toml")


@cache
def picture(name, kind="course", lang="en", width="wide"):
    return MAKERS[kind](read_example(name), lang, width)


class Parts:
    """What a figure's spec holds: its marks with their data and look."""

    def __init__(self, figure):
        self.layers = [layer for row in figure.spec["vconcat"] for layer in row["layer"]]

    def rows(self, kind, **look):
        """The marks of one kind that look so."""
        rows = [
            row
            for layer in self.layers
            if layer["mark"]["type"] == kind
            for row in layer["data"]["values"]
        ]
        return [row for row in rows if look.items() <= row.items()]

    @property
    def readings(self):
        """The points; a body of a pain drawing is one by its kind, with a path for its shape."""
        return [row for row in self.rows("point") if not row["shape"].startswith("M")]

    @property
    def texts(self):
        return [row["text"] for row in self.rows("text")]


@pytest.fixture(scope="session")
def example():
    """Gives an example course by name."""
    return read_example


@pytest.fixture(scope="session")
def figure():
    """Gives a picture of an example course; each is drawn once."""
    return picture


@pytest.fixture(scope="session")
def parts():
    """Gives what a figure's spec holds."""
    return Parts
