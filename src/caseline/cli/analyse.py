"""`caseline analyse`: the effect in one outcome of a course or table, its guards, and the claim."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from caseline.cli.language import in_language
from caseline.cli.named import named
from caseline.cli.table_options import NEEDED, dashed, table_options, typed

if TYPE_CHECKING:
    from caseline.analysis import Answer
    from caseline.claims.words import Language

TABLES = (".csv", ".parquet")

Numbers = dict[str, list[float]]


def _numbers(_context: click.Context, _option: click.Parameter, typed: tuple[str, ...]) -> Numbers:
    """The numbers of each prior that was typed, by its name."""
    found = {}
    for one in typed:
        try:
            name, numbers = one.split("=")
            found[name.strip()] = [float(number) for number in numbers.split(",")]
        except ValueError:
            raise click.BadParameter(
                "it takes a name, '=' and numbers with commas between them, as in tau_on=3,0.5"
            ) from None
    return found


@click.command("analyse")
@click.argument("record", type=named, metavar="COURSE_OR_TABLE")
@click.option("--outcome", metavar="NAME", help="As in fiqr.total; else the primary outcome.")
@in_language
@click.option("--json", "as_data", is_flag=True, help="Print everything as JSON.")
@click.option(
    "--prior",
    "priors",
    multiple=True,
    metavar="NAME=NUMBERS",
    callback=_numbers,
    help="In the place of a default, as in tau_on=3,0.5; may be given several times.",
)
@table_options
def command(
    record: Path,
    outcome: str | None,
    lang: "Language",
    as_data: bool,
    priors: Numbers,
    **options: Any,  # noqa: ANN401  each is checked where it is declared
) -> None:
    """Say how large the effect in one outcome is, how sure, and what may be claimed.

    COURSE_OR_TABLE is a course file, of which --outcome chooses one outcome, or any diary as a
    .csv or .parquet file: one row for each planned value of one person. The other options say
    what the columns of a table mean; --date, --value, --condition, --baseline and --worse are
    needed.
    """
    from caseline.analysis.as_json import as_json

    given = typed(options)
    is_table = record.suffix.lower() in TABLES
    of = _of_table if is_table else _of_course
    found = of(record, outcome, priors, given)
    if as_data:
        told = as_json(found, lang)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        _print(found, lang)


def _of_course(path: Path, outcome: str | None, priors: Numbers, given: dict[str, Any]) -> "Answer":
    from caseline.analysis import analyse
    from caseline.course import read_course

    if given:
        raise click.UsageError(
            f"{path.name} is a course, whose file says all; {dashed(list(given))} is for a table "
            "(.csv or .parquet)"
        )
    return analyse(read_course(path), outcome, priors=priors)


def _of_table(path: Path, outcome: str | None, priors: Numbers, given: dict[str, Any]) -> "Answer":
    from caseline.analysis import analyse
    from caseline.effects.series import MOST_VALUES
    from caseline.errors import TableError
    from caseline.scoring.bulk_files import read_table

    if outcome is not None:
        raise click.UsageError(
            f"{path.name} is a table, whose outcome is its --value; --outcome is for a course"
        )
    absent = [name for name in NEEDED if name not in given]
    if absent:
        raise click.UsageError(
            f"{path.name} is a table, and {dashed(absent)} must say what it holds"
        )
    rows = read_table(path, MOST_VALUES + 1)
    try:
        return analyse(rows, priors=priors, **given)
    except TableError as exc:
        raise TableError(f"{path.name}: {exc}") from None


def _print(found: "Answer", lang: "Language") -> None:
    from caseline.analysis.clinician import clinician
    from caseline.analysis.notes import context, notes
    from caseline.analysis.recorded import recorded
    from caseline.cli.appended import appended

    click.echo(click.wrap_text(recorded(found, lang).text, width=78))
    click.echo()
    for line in (*clinician(found, lang), *notes(found, lang), *context(found, lang)):
        click.echo(click.wrap_text(line, width=78, subsequent_indent="  "))
    click.echo(appended(found, lang), nl=False)
