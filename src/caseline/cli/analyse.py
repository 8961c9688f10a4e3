"""`caseline analyse`: the effect in one outcome of a course, its guards, and the claim."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from caseline.claims.words import Language


@click.command("analyse")
@click.argument("course", type=click.Path(path_type=Path))
@click.option("--outcome", metavar="NAME", help="As in fiqr.total; else the primary outcome.")
@click.option("--lang", type=click.Choice(["en", "de"]), default="en", show_default=True)
@click.option("--json", "as_data", is_flag=True, help="Print everything as JSON.")
def command(course: Path, outcome: str | None, lang: str, as_data: bool) -> None:
    """Say how large the effect in one outcome of COURSE is, how sure, and what may be claimed."""
    from caseline.analysis import analyse
    from caseline.analysis.as_json import as_json
    from caseline.claims import clinician_lines, patient_text
    from caseline.course import read_course

    found = analyse(read_course(course), outcome)
    language: Language = "de" if lang == "de" else "en"
    if as_data:
        told = as_json(found, language)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False))
        return
    plain = patient_text(found.claim, found.features, found.posterior, language)
    click.echo(click.wrap_text(plain.text, width=78))
    click.echo()
    for line in clinician_lines(found.claim, found.features, found.posterior, language, found.test):
        click.echo(click.wrap_text(line, width=78, subsequent_indent="  "))
