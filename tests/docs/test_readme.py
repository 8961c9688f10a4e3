"""The README shows what the program draws today, and its Python runs."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.extra
def test_the_chart_in_the_readme_is_the_one_that_is_drawn():
    from tools.draw_readme_chart import chart

    kept = (ROOT / "docs" / "images" / "course-chart.svg").read_text(encoding="utf-8")
    assert kept == chart(), "run: .venv/bin/python tools/draw_readme_chart.py"


def test_the_python_of_the_readme_runs_as_it_says(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    (program,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)

    exec(program, {})

    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["5", "mild"]
    assert any(line.startswith("pain-nrs-100.average ") and line.endswith("yes") for line in lines)


def test_caseline_is_told_in_five_lines():
    first = README.split("\n\n")[1]

    assert len(first.splitlines()) == 5
