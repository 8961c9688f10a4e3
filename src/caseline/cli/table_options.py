"""The options that say what the columns of a table mean."""

from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click

from caseline.direction import Direction

Command = TypeVar("Command", bound=Callable[..., Any])

NEEDED = ("date", "value", "condition", "baseline", "worse")
SEVERAL = ("blinded", "stated")


def table_options(command: Command) -> Command:
    """The options of a table, each left out of what is given unless it was typed."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def typed(options: dict[str, Any]) -> dict[str, Any]:
    """The options that were typed; words in a row, set apart by commas, as a list."""
    given = {name: one for name, one in options.items() if one is not None and one is not False}
    for name in SEVERAL:
        if name in given:
            given[name] = [word.strip() for word in given[name].split(",")]
    return given


def dashed(names: list[str]) -> str:
    """Names as they are typed: --date, --value."""
    return ", ".join(f"--{name}" for name in names)


def _column(name: str, text: str) -> Callable[[Command], Command]:
    return click.option(f"--{name}", metavar="COLUMN", help=text)


OPTIONS: tuple[Callable[[Any], Any], ...] = (
    _column("date", "Dates (2025-03-01) or moments without a time zone, rising."),
    _column("value", "Numbers, empty where missing."),
    _column("condition", "What was given: one of two words or numbers."),
    click.option("--baseline", metavar="WORD", help="The condition without the treatment."),
    click.option("--worse", type=click.Choice(get_args(Direction)), help="Which way is worse."),
    click.option("--range", type=(float, float), metavar="LOW HIGH", help="Ends of the scale."),
    click.option("--mcid", type=float, metavar="POINTS", help="The gain that matters."),
    click.option("--onset", type=float, metavar="DAYS", help="Median time constant of onset."),
    click.option("--offset", type=float, metavar="DAYS", help="The same of offset."),
    click.option("--unit", type=click.Choice(["day", "period"]), help="What was drawn by lot."),
    click.option("--randomised", is_flag=True, help="The order was drawn by lot."),
    click.option(
        "--scheme",
        metavar="SCHEME",
        help="How: pairs, complete, alternating:LIMIT, start:FIRST..LAST or phases:MIN.",
    ),
    click.option("--blinded", metavar="WHO,…", help="Among patient, clinician, rater."),
    _column("block", "Number of the drawn block; rows without one are not compared."),
    _column("guess", "The patient's guesses, in the words of the condition, or 'cannot tell'."),
    click.option("--diagnosis", metavar="NAME", help="The illness, by name or ICD-10 code."),
    click.option(
        "--stated",
        metavar="FACT,…",
        help="What is so and no table shows: planned, alike, gapless, undisturbed, taken, "
        "unprompted, unrevealed.",
    ),
)
