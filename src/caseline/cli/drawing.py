"""`caseline drawing`: suggested regions, the outline, and the form on paper and back again."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseline.cli.language import in_language
from caseline.cli.named import named
from caseline.errors import OutputError
from caseline.paindrawing.model import BODIES

if TYPE_CHECKING:
    from caseline.paindrawing.telling import Language


@click.group("drawing")
def command() -> None:
    """Suggest regions for a pain drawing, print the form for one, or read it from a scan."""


@command.command("score")
@click.argument("drawing", type=click.Path(path_type=Path))
@in_language
@click.option("--json", "as_data", is_flag=True, help="Print everything as JSON.")
def score(drawing: Path, lang: "Language", as_data: bool) -> None:
    """Say which regions DRAWING, a drawing.json, suggests, how sure that is, and what to ask."""
    from caseline.paindrawing.file import read_drawing
    from caseline.paindrawing.prefill import suggest
    from caseline.paindrawing.telling import suggestion_data, suggestion_lines

    found = suggest(read_drawing(drawing))
    if as_data:
        click.echo(json.dumps(suggestion_data(found), indent=2, allow_nan=False))
        return
    for line in suggestion_lines(found, lang):
        click.echo(
            click.wrap_text(line, width=78, subsequent_indent="  ") if line[0] > " " else line
        )


@command.command("outline")
@click.option("--body", type=click.Choice(BODIES), default="neutral", show_default=True)
@in_language
@click.option("--json", "as_data", is_flag=True, help="Print view box and regions as JSON.")
def outline(body: str, lang: "Language", as_data: bool) -> None:
    """Print the outline of a body as SVG, or with its regions as JSON."""
    from caseline.paindrawing.outline import outline_data, outline_picture

    if as_data:
        click.echo(json.dumps(outline_data(body), allow_nan=False))
        return
    click.echo(outline_picture(body, lang=lang), nl=False)


@command.command("form")
@click.option("-o", "--output", type=named, metavar="FILE", required=True, help="PDF to write.")
@click.option("--body", type=click.Choice(BODIES), default="neutral", show_default=True)
@in_language
def form(output: Path, body: str, lang: "Language") -> None:
    """Write a form to print, on which a patient draws: one A4 page as PDF."""
    from caseline.reports.drawing_form import form_pdf

    _write(output, form_pdf(body, lang=lang))
    click.echo(str(output))


@command.command("read")
@click.argument("scan", type=named)
@click.option("-o", "--output", type=named, metavar="FILE", required=True, help="JSON to write.")
@click.option("--page", type=click.IntRange(1), help="Page to read, of a PDF with several.")
@in_language
@click.option("--json", "as_data", is_flag=True, help="Print the drawing as JSON too.")
def read(scan: Path, output: Path, page: int | None, lang: "Language", as_data: bool) -> None:
    """Read the drawing on SCAN, a scan or a photograph of the form: PNG, JPEG or PDF.

    Only what is refused has words, in the language of --lang.
    """
    from caseline.paindrawing.file import drawing_data
    from caseline.paindrawing.paper.read import read_form

    drawing = read_form(scan, page)
    text = json.dumps(drawing_data(drawing), allow_nan=False) + "\n"
    _write(output, text.encode())
    click.echo(text if as_data else str(output), nl=not as_data)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as exc:
        raise OutputError(
            f"{path}: cannot be written ({exc.strerror}), a file in a folder with room is needed"
        ) from None
