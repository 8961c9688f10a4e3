"""`caseline analyse`: the effect in one outcome of a course or table, its guards, and the claim."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from caseline.cli.named import named
from caseline.cli.table_options import NEEDED, dashed, table_options, typed

if TYPE_CHECKING:
    from caseline.analysis import Answer
    from caseline.claims.words import Language

TABLES = (".csv", ".parquet")


@click.command("analyse")
@click.argument("record", type=named, metavar="COURSE_OR_TABLE")
@click.option("--outcome", metavar="NAME", help="As in fiqr.total; else the primary outcome.")
@click.option("--lang", type=click.Choice(["en", "de"]), default="en", show_default=True)
@click.option("--json", "as_data", is_flag=True, help="Print everything as JSON.")
@table_options
def command(
    record: Path,
    outcome: str | None,
    lang: str,
    as_data: bool,
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
    found = _of_table(record, outcome, given) if is_table else _of_course(record, outcome, given)
    language: Language = "de" if lang == "de" else "en"
    if as_data:
        told = as_json(found, language)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        _print(found, language)


def _of_course(path: Path, outcome: str | None, given: dict[str, Any]) -> "Answer":
    from caseline.analysis import analyse
    from caseline.course import read_course

    if given:
        raise click.UsageError(
            f"{path.name} is a course, whose file says all; {dashed(list(given))} is for a table "
            "(.csv or .parquet)"
        )
    return analyse(read_course(path), outcome)


def _of_table(path: Path, outcome: str | None, given: dict[str, Any]) -> "Answer":
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
        return analyse(rows, **given)
    except TableError as exc:
        raise TableError(f"{path.name}: {exc}") from None


def _print(found: "Answer", lang: "Language") -> None:
    from caseline.analysis.beside import beside
    from caseline.analysis.notes import context, notes
    from caseline.claims import clinician_lines, patient_text

    plain = patient_text(found.claim, found.features, found.posterior, lang)
    click.echo(click.wrap_text(plain.text, width=78))
    click.echo()
    lines = clinician_lines(
        found.claim, found.features, found.posterior, lang, found.test, beside(found)
    )
    for line in (*lines, *notes(found, lang), *context(found, lang)):
        click.echo(click.wrap_text(line, width=78, subsequent_indent="  "))
