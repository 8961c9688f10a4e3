"""Runs a page: its files are written, its commands and Python lines run, in their order."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.docs.pages import ROOT, blocks

CASELINE = (
    f'caseline() {{ "{sys.executable}" -c "from caseline.cli.main import main; main()" "$@"; }}\n'
)
REST = "…"  # a line that stands for any number of lines, none included
HOW = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
UNBROKEN = "\u00a0"  # a space that looks like another on the page


class Checker(doctest.OutputChecker):
    """Takes a space that does not break for any other."""

    def check_output(self, want, got, optionflags):
        return super().check_output(want, got.replace(UNBROKEN, " "), optionflags)


class Walkthrough:
    """A folder in which a page is followed from its top to its end."""

    def __init__(self, folder):
        self.folder = folder
        self.names = {}
        (folder / "examples").symlink_to(ROOT / "examples")

    def follow(self, page):
        """What came out differently from what the page shows."""
        return [wrong for block in blocks(page) for wrong in self._step(block)]

    def _step(self, block):
        if block.title:
            path = self.folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.lang == "console":
            yield from self._console(block.text)
        elif block.lang == "pycon":
            yield from self._python(block.text)

    def _console(self, text):
        for command, shown in commands(text):
            told = self.run(command)
            if not agrees(shown, told):
                yield f"$ {command}\n{told}"

    def run(self, command):
        """What a command prints, results and errors alike."""
        done = subprocess.run(
            ["bash", "-c", CASELINE + command],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.stdout

    def _python(self, text):
        told = []
        test = doctest.DocTestParser().get_doctest(text, self.names, "page", None, 0)
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            runner = doctest.DocTestRunner(Checker(), optionflags=HOW)
            runner.run(test, out=told.append, clear_globs=False)
        finally:
            os.chdir(before)
        self.names = test.globs
        if runner.failures:
            yield "".join(told)


def commands(text):
    """Each command of a console block with what is shown under it."""
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2].rstrip("\n")) for part in parts]


def agrees(shown, told):
    """Whether the output is what is shown, line by line, but for what a page leaves out."""
    lines = (
        r"(?:.*\n)*" if line == REST else rf"{re.escape(line)}\n" for line in shown.splitlines()
    )
    return re.fullmatch("".join(lines), lines_of(told)) is not None


def lines_of(told):
    """An output without the space that ends its lines, and with spaces of one kind."""
    told = told.replace(UNBROKEN, " ").rstrip()
    return "".join(f"{line.rstrip()}\n" for line in told.splitlines())
