"""`caseline report`: a course in, an illustrated answer out."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseline.cli.language import in_language
from caseline.cli.named import named

if TYPE_CHECKING:
    from caseline.claims.words import Language


@click.command("report")
@click.argument("course", type=named)
@click.option(
    "-o", "--output", type=named, metavar="FOLDER", required=True, help="Folder to write into."
)
@in_language
@click.option("--json", "as_data", is_flag=True, help="Print report.json instead of the answer.")
def command(course: Path, output: Path, lang: "Language", as_data: bool) -> None:
    """Write the report of COURSE: report.html, report.pdf, report.json and the figures."""
    from caseline.course import read_course
    from caseline.reports import make_report, write_report
    from caseline.reports.as_json import as_json

    report = make_report(read_course(course), lang)
    written = write_report(report, output)
    if as_data:
        click.echo(json.dumps(as_json(report), ensure_ascii=False, indent=2))
        return
    answer = report.answer
    told = (answer.headline, answer.treatment, answer.side_effects, answer.advice)
    for part in (*report.safety.raised, *told, *report.safety.open):
        click.echo(click.wrap_text(part, width=78))
    click.echo()
    for path in written:
        click.echo(str(path))
