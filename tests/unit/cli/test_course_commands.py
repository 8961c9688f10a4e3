"""`caseline new`, `check` and `report`: good input, and one sentence for bad input."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CASE = str(ROOT / "examples" / "moser-2025.toml")
PHQ4 = str(ROOT / "src/caseline/instruments/data/phq4@2009.1/instrument.toml")


def test_new_writes_a_course_that_check_accepts(run, tmp_path):
    path = str(tmp_path / "course.toml")

    assert run("new", path)[0] == 0
    code, out, _ = run("check", path)
    assert code == 0
    assert out.startswith("course.toml: the course is right")


def test_new_leaves_an_existing_file_alone(run, tmp_path):
    path = tmp_path / "course.toml"
    path.write_text("mine")

    code, _, err = run("new", str(path))

    assert code == 17
    assert err == "caseline: course.toml: there is such a file already, a new name is needed\n"
    assert path.read_text() == "mine"


def test_new_needs_a_folder_that_is_there(run, tmp_path):
    code, _, err = run("new", str(tmp_path / "no" / "course.toml"))

    assert code == 17
    assert err == "caseline: course.toml: cannot be written, a folder with room is needed\n"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (CASE, "moser-2025.toml: the course is right, with 2 visits\n"),
        (PHQ4, "instrument.toml: the instrument phq4@2009.1 is right\n"),
    ],
)
def test_check_tells_a_course_from_an_instrument(run, file, said):
    code, out, _ = run("check", file)

    assert (code, out) == (0, said)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "byte 1 is not UTF-8, a TOML file in UTF-8 is needed"),
        (b"%PDF-1.7", "at line 1, column 1: is not TOML, a TOML file is needed"),
        (b'{"schema": 1}', "at line 1, column 1: is not TOML, a TOML file is needed"),
        (b"schema = 1\n", "pseudonym: is missing, a text in quotes is needed"),
    ],
)
def test_a_file_that_is_no_course_is_refused_in_one_sentence(run, tmp_path, content, sentence):
    path = tmp_path / "file.toml"
    path.write_bytes(content)

    for command in (["check", str(path)], ["report", str(path), "-o", str(tmp_path / "out")]):
        code, out, err = run(*command)
        assert (code, out) == (13, "")
        assert err == f"caseline: file.toml: {sentence}\n"
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_refused(run, tmp_path):
    code, _, err = run("report", str(tmp_path / "none.toml"), "-o", str(tmp_path / "out"))

    assert code == 13
    assert err == "caseline: none.toml: there is no such file, a TOML file is needed\n"


def test_an_instrument_is_no_course(run, tmp_path):
    code, _, err = run("report", PHQ4, "-o", str(tmp_path / "out"))

    assert code == 13
    assert err == "caseline: instrument.toml: is an instrument, a course is needed\n"


@pytest.mark.extra
def test_report_prints_the_answer_and_the_files(run, tmp_path):
    code, out, err = run("report", CASE, "-o", str(tmp_path))

    assert (code, err) == (0, "")
    assert out.startswith("Average pain went from 70 to 30 of 100.")
    for line in out.split("\n\n")[1].split():
        assert Path(line).is_file()


@pytest.mark.extra
def test_report_in_german_as_data(run, tmp_path):
    code, out, _ = run("report", CASE, "-o", str(tmp_path), "--lang", "de", "--json")

    assert code == 0
    assert json.loads(out) == json.loads((tmp_path / "report.json").read_text())
    assert json.loads(out)["lang"] == "de"
