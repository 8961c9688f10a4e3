"""`caseline analyse` on a diary: which options belong to it, and how it refuses."""

import json
from pathlib import Path

import pytest

from caseline.scoring.bulk_files import write_table
from tests.diaries import diary

COURSE = Path(__file__).parents[3] / "examples" / "synthetic-trial.toml"
NAMES = ["--date", "date", "--value", "mood", "--condition", "melatonin", "--baseline", "0"]
WORSE = ["--worse", "higher"]
AB = diary([6.1, 7.2, 5.3, 8.1, 6.4, 7.3, 3.2, 4.1, 2.4, 4.2, 3.3, 3.1], [0] * 6 + [1] * 6)


@pytest.fixture
def table(tmp_path):
    """The path of a table, as a CSV file unless another kind is asked for."""
    import polars as pl

    def written(rows, name="diary.csv"):
        path = tmp_path / name
        write_table(pl.DataFrame(rows, strict=False), path)
        return path

    return written


@pytest.mark.parametrize("name", ["diary.csv", "diary.parquet", "DIARY.CSV"])
def test_a_diary_is_answered_in_words_and_says_what_may_still_be_stated(run, table, name):
    code, out, err = run("analyse", table(AB, name), *NAMES, *WORSE, "--stated", "alike, taken")

    assert (code, err) == (0, "")
    assert "Stated with the table, and not to be checked in it: alike, taken." in out
    assert "planned (T18, T20), undisturbed (T11), unprompted (T05)." in " ".join(out.split())
    assert max(len(line) for line in out.splitlines()) <= 80


@pytest.mark.parametrize(
    ("lang", "assumed", "indices"),
    [
        ("en", "What was assumed before the data.", "Single-case indices, which carry no claim."),
        (
            "de",
            "Was vor den Daten angenommen wurde.",
            "Einzelfall-Maße, auf denen keine Aussage ruht.",
        ),
    ],
)
def test_priors_and_indices_stand_last(run, table, lang, assumed, indices):
    _, out, _ = run("analyse", table(AB), *NAMES, *WORSE, "--range", 0, 10, "--lang", lang)
    lines = out.splitlines()
    first, second = lines.index(assumed), lines.index(indices)

    assert "NAP" not in "\n".join(lines[:second])
    assert lines[first - 1] == lines[second - 1] == ""
    assert lines[-1].split()[-5:-3] == (["49.8", "5.09"] if lang == "en" else ["49,8", "5,09"])
    assert max(len(line) for line in lines) <= 80


def test_without_an_effect_neither_priors_nor_indices_are_printed(run, table):
    _, out, _ = run("analyse", table({**AB, "mood": [5] * 12}), *NAMES, *WORSE, "--range", 0, 10)

    assert "assumed before the data" not in out
    assert "Single-case indices" not in out


def test_its_json_has_what_was_typed(run, table):
    code, out, _ = run(
        "analyse", table({**AB, "pair": [n // 4 for n in range(12)]}), *NAMES, *WORSE,
        "--range", 0, 10, "--mcid", 1, "--onset", 3, "--offset", 4, "--randomised",
        "--scheme", "start:5..8", "--blinded", "patient,rater", "--json", "--lang", "de",
    )  # fmt: skip
    told = json.loads(out)
    priors = {one["name"]: one for one in told["priors"]}

    assert code == 0
    assert told["design"] == {
        "label": "AB", "n_switches": 1, "randomised": True, "blinded": True
    }  # fmt: skip
    assert told["randomisation_test"]["allowed"] == 4
    assert (priors["tau_on"]["median"], priors["tau_off"]["median"]) == (3, 4)
    assert priors["effect.neutral"]["sd"] == 1.5
    assert priors["level"]["sd"] == 5


def test_a_prior_is_replaced_by_its_name(run, table):
    code, out, _ = run(
        "analyse", table(AB), *NAMES, *WORSE, "--prior", "tau_on=3,.5", "--prior", "rho = 2, 3",
        "--json",
    )  # fmt: skip
    priors = {one["name"]: one for one in json.loads(out)["priors"]}

    assert code == 0
    assert (priors["tau_on"]["median"], priors["tau_on"]["sd_log"]) == (3, 0.5)
    assert (priors["rho"]["a"], priors["rho"]["b"]) == (2, 3)


@pytest.mark.parametrize("typed", ["tau_on", "tau_on=", "tau_on=fast", "=", "tau_on:3"])
def test_a_prior_that_cannot_be_read_is_refused(run, table, typed):
    code, _, err = run("analyse", table(AB), *NAMES, *WORSE, "--prior", typed)

    assert code == 2
    assert "it takes a name, '=' and numbers with commas between them" in err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--value", "mood", "--randomised"],
            "synthetic-trial.toml is a course, whose file says all; --value, --randomised is for "
            "a table (.csv or .parquet)",
        ),
        (["--mcid", "0"], "synthetic-trial.toml is a course, whose file says all; --mcid is for"),
    ],
    ids=["several", "one that is 0"],
)
def test_the_options_of_a_table_are_refused_for_a_course(run, options, sentence):
    code, out, err = run("analyse", COURSE, *options)

    assert (code, out) == (2, "")
    assert sentence in " ".join(err.split())


def test_the_option_of_a_course_is_refused_for_a_table(run, table):
    code, out, err = run("analyse", table(AB), *NAMES, *WORSE, "--outcome", "mood")

    assert (code, out) == (2, "")
    assert "diary.csv is a table, whose outcome is its --value; --outcome is for a course" in err


def test_a_table_needs_to_be_told_what_its_columns_are(run, table):
    code, out, err = run("analyse", table(AB), "--date", "date", "--value", "mood")

    assert (code, out) == (2, "")
    assert (
        "diary.csv is a table, and --condition, --baseline, --worse must say what it holds" in err
    )


@pytest.mark.parametrize(
    ("rows", "options", "sentence"),
    [
        (
            AB,
            ["--guess", "belief"],
            "there is no column 'belief', there are: date, mood, melatonin",
        ),
        (AB, ["--mcid", "0"], "the gain that matters must be above 0 and no larger than the scale"),
        (AB, ["--range", "0", "5"], "data row 1: the column 'mood' leaves the scale from 0 to 5"),
        (AB, ["--blinded", "nurse"], "who was blinded must be among patient, clinician, rater"),
        (
            {**AB, "mood": ["well", *AB["mood"][1:]]},
            [],
            "data row 1: the column 'mood' needs a number or nothing",
        ),
    ],
    ids=["column", "gain", "scale", "blinded", "text"],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_one_sentence_with_its_name(
    run, table, rows, options, sentence
):
    code, out, err = run("analyse", table(rows), *NAMES, *WORSE, *options)

    assert (code, out, err) == (16, "", f"caseline: diary.csv: {sentence}\n")


def test_an_unknown_scheme_says_which_there_are(run, table):
    code, _, err = run("analyse", table(AB), *NAMES, *WORSE, "--randomised", "--scheme", "dice")

    assert code == 15
    assert err == (
        "caseline: the scheme must be pairs, complete, alternating:LIMIT, start:FIRST..LAST or "
        "phases:MIN\n"
    )


def test_a_table_that_is_not_there_is_one_sentence(run, tmp_path):
    code, out, err = run("analyse", tmp_path / "none.csv", *NAMES, *WORSE)

    assert (code, out) == (16, "")
    assert err == "caseline: none.csv: there is no such file, a table in CSV in UTF-8 is needed\n"


def test_a_million_rows_are_refused_without_being_read(run, tmp_path):
    path = tmp_path / "diary.csv"
    with path.open("w") as file:
        file.write("date,mood,melatonin\n")
        file.write("2025-03-01,5,0\n" * 1_000_000)
    code, _, err = run("analyse", path, *NAMES, *WORSE)

    assert code == 16
    assert err.startswith("caseline: diary.csv: the table has more than 5000 rows; a course is")


def test_no_value_of_the_patient_stands_in_an_error(run, table):
    secrets = ["well", "7.25", "2025-13-77", "my notes"]
    told = []
    for column, cell in zip(("mood", "mood", "date", "melatonin"), secrets, strict=True):
        rows = {**AB, column: [cell, *AB[column][1:]]}
        rows = {name: [str(one) for one in cells] for name, cells in rows.items()}
        told.append(run("analyse", table(rows), *NAMES, *WORSE, "--range", 0, 7)[2])

    assert all(one.startswith("caseline: diary.csv: ") for one in told)
    assert not any(secret in one for secret in secrets for one in told)
