"""Draws docs/images/course-chart.svg: the published case's chart on paper, for the README."""

from pathlib import Path

from caseline.charts import course_chart
from caseline.course import read_course

ROOT = Path(__file__).parents[1]


def chart() -> str:
    """The picture as SVG text, on white so that it can be read on a dark page too."""
    return course_chart(read_course(ROOT / "examples" / "moser-2025.toml")).on_paper()


if __name__ == "__main__":
    target = ROOT / "docs" / "images" / "course-chart.svg"
    target.parent.mkdir(exist_ok=True)
    target.write_text(chart(), encoding="utf-8")
