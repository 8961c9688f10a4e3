"""`caseline analyse`: words for people, JSON for programs."""

import json
from pathlib import Path

EXAMPLES = Path(__file__).parents[3] / "examples"
CASE = EXAMPLES / "moser-2025.toml"


def test_it_says_the_plain_answer_and_the_clinicians(run):
    code, out, err = run("analyse", CASE, "--outcome", "pain-nrs-100.average")

    assert (code, err) == (0, "")
    assert "compatible with benefit" in " ".join(out.split())
    assert "T20 (C):" in out
    assert max(len(line) for line in out.splitlines()) <= 80


def test_it_gives_json_in_german(run):
    code, out, _ = run(
        "analyse", CASE, "--outcome", "pain-nrs-100.average", "--lang", "de", "--json"
    )

    assert code == 0
    assert json.loads(out)["claim"] == {"package": "C1", "drug": "C1"}
    assert "Arzt" in json.loads(out)["answer"]["patient"]


def test_an_unknown_outcome_is_one_sentence(run):
    code, out, err = run("analyse", CASE, "--outcome", "fiq.total")

    assert (code, out) == (15, "")
    assert err.startswith("caseline: the course has no outcome 'fiq.total', there are: ")
    assert "fiqr.total, " in err
