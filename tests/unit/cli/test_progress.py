"""The progress bar: for people, and only when they have to wait."""

import io
import sys

from caseline.cli import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def shown(monkeypatch):
    """What stands on the terminal after two steps of work."""
    terminal = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        with progress.late_bar("Scoring") as show:
            show(1, 2)
            show(2, 2)
    return terminal.getvalue()


def test_there_is_no_bar_where_there_is_no_terminal():
    with progress.late_bar("Scoring") as show:
        assert show is None


def test_there_is_no_bar_for_quick_work(monkeypatch):
    assert shown(monkeypatch) == ""


def test_a_bar_appears_on_the_standard_error_once_work_takes_long(monkeypatch, capsys):
    monkeypatch.setattr(progress, "SHOW_AFTER_SECONDS", 0.0)

    assert "Scoring" in shown(monkeypatch)
    assert "100%" in shown(monkeypatch)
    assert capsys.readouterr().out == ""
