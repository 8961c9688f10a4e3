"""Writes the reference of the command line from what `--help` says.

Usage: python tools/write_cli_docs.py
"""

from collections.abc import Iterator
from pathlib import Path

import click

from caseline.cli.main import caseline

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"
WIDTH = 96
HEAD = """\
# The command line

A command reads files, calls the library once, and prints. Results go to the standard output, one
sentence about what is wrong to the standard error. The exit code is 0, or that of the
[kind of error](errors.md).

This page is what `--help` says. `tools/write_cli_docs.py` writes it.
"""


def page() -> str:
    """The page, in Markdown."""
    return HEAD + "".join(_section(names, command) for names, command in commands())


def commands() -> Iterator[tuple[list[str], click.Command]]:
    """Every command with its name in words, those of a group after it."""
    yield from _below(["caseline"], caseline)


def _below(names: list[str], command: click.Command) -> Iterator[tuple[list[str], click.Command]]:
    yield names, command
    if isinstance(command, click.Group):
        with click.Context(command) as ctx:
            for name in command.list_commands(ctx):
                inner = command.get_command(ctx, name)
                if inner:
                    yield from _below([*names, name], inner)


def _section(names: list[str], command: click.Command) -> str:
    context = {"help_option_names": ["-h", "--help"]}
    ctx = click.Context(command, info_name=" ".join(names), max_content_width=WIDTH, **context)
    return f"\n## `{' '.join(names)}`\n\n```text\n{command.get_help(ctx)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
