"""Runs the command line as a shell would, without a new process."""

import io
import sys

import pytest

from caseline.cli.main import main


@pytest.fixture
def run(monkeypatch, capsys):
    """`run("score", "phq4", "-", stdin=b"{}")` gives exit code, output, and what it complained."""

    def command(*words, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["caseline", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as end:
            main()
        told = capsys.readouterr()
        return end.value.code or 0, told.out, told.err

    return command
