"""The command `caseline`, its sub-commands by name, and how it ends."""

import os
import sys
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

import click

from caseline import __version__
from caseline.cli.language import spoken
from caseline.errors import CaselineError, OutputError

# Name → (where the click command is, its line in --help). Nothing is imported before it is
# called, so that --help answers at once.
COMMANDS = {
    "new": ("caseline.cli.new:command", "Write a commented course file to fill in."),
    "instruments": ("caseline.cli.instruments:command", "List the instruments, or show one."),
    "score": ("caseline.cli.score:command", "Score one response, or a table of them."),
    "check": ("caseline.cli.check:command", "Check a course or an instrument file."),
    "analyse": (
        "caseline.cli.analyse:command",
        "Say how large an effect is, and what may be claimed.",
    ),
    "report": ("caseline.cli.report:command", "Write the report of a course."),
    "drawing": ("caseline.cli.drawing:command", "Score a pain drawing, print or read its form."),
}


@cache
def brought() -> dict[str, EntryPoint]:
    """Commands that other packages bring, by name: the library imports none of them by itself."""
    return {one.name: one for one in entry_points(group="caseline.commands")}


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and not to list it."""

    def invoke(self, ctx: click.Context) -> object:
        """The command; an error is one sentence and the exit code of its kind."""
        try:
            return super().invoke(ctx)
        except CaselineError as exc:
            click.echo(f"caseline: {spoken(exc, ctx)}", err=True)
            ctx.exit(exc.exit_code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS, *brought()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in brought():
            found: click.Command = brought()[cmd_name].load()
            return found
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            own = [(name, line) for name, (_, line) in COMMANDS.items()]
            others = [(name, one.load().get_short_help_str(80)) for name, one in brought().items()]
            formatter.write_dl([*own, *others])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="caseline %(version)s")
def caseline() -> None:
    """Follow one person's treatment, and say what the record may be said to show."""


def main() -> None:
    """Run the command; an output that cannot be written is an error like any other.

    Wrong usage, an interrupt and a closed pipe are click's to end.
    """
    try:
        caseline(prog_name="caseline")
    except OSError as exc:
        _forget_output()
        click.echo(f"caseline: the output cannot be written: {exc.strerror}", err=True)
        sys.exit(OutputError.exit_code)


def _forget_output() -> None:
    """Lets go of what could not be written, or Python tries again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
