"""How long the command line takes to answer, against Python with click."""

import json

from tests.bench.measure import in_turns, show

CASELINE = "from caseline.cli.main import main; main()"


def test_help_and_one_score_answer_about_as_fast_as_python_starts(tmp_path):
    response = tmp_path / "response.json"
    response.write_text(json.dumps({"nervous": 1, "worry": 1, "interest": 0, "down": 0}))

    measured = in_turns(
        {
            "caseline --help": (CASELINE, ["--help"]),
            "python and click": ("import click", []),
            "caseline score phq4, one response": (CASELINE, ["score", "phq4", response]),
        }
    )
    show("Start of the command line", measured)

    helped, started, scored = (one.seconds for one in measured.values())
    assert helped <= 3 * started
    assert scored <= 5 * started
