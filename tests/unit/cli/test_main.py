"""The command itself: help, version, and how it ends."""

import subprocess
import sys

import caseline
from caseline.cli.main import COMMANDS

CASELINE = [sys.executable, "-c", "from caseline.cli.main import main; main()"]
HEAVY = {"polars", "numpy", "scipy", "rich", "altair", "typst", "vl_convert", "shapely", "jinja2"}


def modules_after(*words):
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, atexit\n"
            "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
            "from caseline.cli.main import main\n"
            "main()",
            *words,
        ],
        input="{}",
        capture_output=True,
        text=True,
        check=True,
    )
    return set(told.stderr.split())


def test_help_names_every_command_with_its_line(run):
    code, out, _ = run("--help")

    assert code == 0
    for name, (_, line) in COMMANDS.items():
        assert f"{name} " in out
        assert line in out


def test_help_and_a_single_score_load_nothing_heavy():
    assert "caseline.instruments" not in modules_after("--help")
    assert not HEAVY & modules_after("--help")
    assert not HEAVY & modules_after("score", "phq4", "-")


def test_the_version_is_the_package_s(run):
    assert run("--version") == (0, f"caseline {caseline.__version__}\n", "")


def test_an_unknown_command_is_wrong_usage(run):
    code, out, err = run("scoer")

    assert (code, out) == (2, "")
    assert "No such command 'scoer'" in err


def test_a_shell_may_complete_the_commands(run, monkeypatch):
    monkeypatch.setenv("_CASELINE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "caseline sc")
    monkeypatch.setenv("COMP_CWORD", "1")

    assert run() == (0, "plain,score\n", "")


def test_an_error_is_one_sentence_and_the_exit_code_of_its_kind(run):
    code, out, err = run("score", "fiqrr", "-")

    assert (code, out) == (11, "")
    assert err == "caseline: there is no instrument 'fiqrr', did you mean 'fiqr'?\n"


def test_an_error_is_said_in_the_language_that_was_chosen(run, tmp_path):
    course = tmp_path / "course.toml"
    course.write_text('schema = 1\npseudonym = "P"\n', encoding="utf-8")

    for asked in (["--lang", "de", str(course)], [str(course), "--lang", "de"]):
        assert run("analyse", *asked) == (
            13,
            "",
            "caseline: course.toml: title: fehlt, nötig ist ein Text in Anführungszeichen\n",
        )


def test_a_full_disk_is_one_sentence():
    with open("/dev/full", "w") as full:  # noqa: PTH123  a device, not a path to read
        told = subprocess.run(
            [*CASELINE, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert told.returncode == 17
    assert told.stderr == "caseline: the output cannot be written: No space left on device\n"


def test_a_reader_who_leaves_early_is_no_error_to_speak_of():
    with subprocess.Popen(
        [*CASELINE, "instruments", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as told:
        told.stdout.close()
        assert told.stderr.read() == b""
