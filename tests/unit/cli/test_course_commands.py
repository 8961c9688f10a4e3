"""`caseline new`, `check` and `report`: good input, and one sentence for bad input."""

import json
import shutil
from pathlib import Path

import pytest

from tests.courses import answered, dosed, total

ROOT = Path(__file__).parents[3]
CASE = str(ROOT / "examples" / "moser-2025.toml")
PHQ4 = str(ROOT / "src/caseline/instruments/data/phq4@2009.1/instrument.toml")


def test_new_writes_a_course_of_which_check_says_what_to_fill_in(run, tmp_path):
    path = str(tmp_path / "course.toml")

    assert run("new", path)[0] == 0
    code, out, err = run("check", path)
    assert (code, out) == (13, "")
    assert err == (
        "caseline: course.toml: title: is not filled in yet, "
        "what is known in place of '…' is needed\n"
    )


def test_what_is_odd_about_a_course_is_a_notice_and_no_error(run, tmp_path):
    path = tmp_path / "course.toml"
    path.write_text(dosed(("2025-01-06", 3)) + total("2025-01-06", "phq4.total", 7))

    code, out, err = run("check", str(path))

    assert (code, err) == (0, "")
    assert out == (
        "course.toml: the course is right, with 1 visit\n"
        "course.toml: notice: visits 1: is on the day of the first dose, so its readings count as "
        "'on treatment'; if they were taken before it, condition = \"before treatment\" says so\n"
    )


def test_a_worked_case_that_does_not_come_out_is_named(run, tmp_path):
    folder = shutil.copytree(Path(PHQ4).parent, tmp_path / "phq4@2009.1")
    with (folder / "cases.toml").open("a", encoding="utf-8") as cases:
        cases.write('[[case]]\nname = "mine"\nsource = "me"\nanswers = { every = 1 }\n')
        cases.write("expect = { total = 5 }\n")

    code, out, err = run("check", str(folder / "instrument.toml"))

    assert (code, out) == (11, "")
    assert err == "caseline: phq4@2009.1/cases.toml: case 8 'mine': total: expected 5, got 4\n"


def test_new_leaves_an_existing_file_alone(run, tmp_path):
    path = tmp_path / "course.toml"
    path.write_text("mine")

    code, _, err = run("new", str(path))

    assert code == 17
    assert err == "caseline: course.toml: there is such a file already, a new name is needed\n"
    assert path.read_text() == "mine"


def test_new_needs_a_folder_that_is_there(run, tmp_path):
    path = tmp_path / "no" / "course.toml"
    code, _, err = run("new", str(path))

    assert code == 17
    assert err == (
        f"caseline: {path}: cannot be written (No such file or directory), "
        "a folder with room is needed\n"
    )


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["new", ""], "'COURSE'"),
        (["check", ""], "'FILE'"),
        (["report", "", "-o", "out"], "'COURSE'"),
        (["report", CASE, "-o", ""], "'-o' / '--output'"),
        (["analyse", ""], "'COURSE_OR_TABLE'"),
        (["score", "phq4", ""], "'IN'"),
        (["score", "phq4", "answers.csv", "-o", ""], "'-o' / '--output'"),
    ],
)
def test_an_empty_name_is_wrong_usage_and_not_the_folder_one_is_in(
    run, tmp_path, monkeypatch, words, name
):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*words)

    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == f"Error: Invalid value for {name}: is empty, a name is needed"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_named_however_it_was_given(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert run("check", ".") == (13, "", "caseline: .: is a folder, a TOML file is needed\n")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (CASE, "moser-2025.toml: the course is right, with 2 visits\n"),
        (PHQ4, "instrument.toml: the instrument phq4@2009.1 is right, with 7 worked cases\n"),
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
def test_report_prints_first_what_must_be_seen_to_first(run, tmp_path):
    course = tmp_path / "course.toml"
    course.write_text(
        dosed(("2025-02-01", 4.5)) + answered("2025-01-06", "phq9", selfharm=2), encoding="utf-8"
    )

    _, out, _ = run("report", course, "-o", tmp_path / "out")

    assert out.startswith("Item 9 of the PHQ-9")
    assert "2025-01-06" in (tmp_path / "out" / "report.json").read_text(encoding="utf-8")


@pytest.mark.extra
def test_report_in_german_as_data(run, tmp_path):
    code, out, _ = run("report", CASE, "-o", str(tmp_path), "--lang", "de", "--json")

    assert code == 0
    assert json.loads(out) == json.loads((tmp_path / "report.json").read_text())
    assert json.loads(out)["lang"] == "de"
