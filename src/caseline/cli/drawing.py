"""`caseline drawing`: the regions that a pain drawing suggests, and the outline it is drawn on."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseline.paindrawing.model import BODIES

if TYPE_CHECKING:
    from caseline.paindrawing.telling import Language


@click.group("drawing")
def command() -> None:
    """Suggest regions for a pain drawing, or give the outline of a body."""


@command.command("score")
@click.argument("drawing", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["en", "de"]), default="en", show_default=True)
@click.option("--json", "as_data", is_flag=True, help="Print everything as JSON.")
def score(drawing: Path, lang: str, as_data: bool) -> None:
    """Say which regions DRAWING, a drawing.json, suggests, how sure that is, and what to ask."""
    from caseline.paindrawing.file import read_drawing
    from caseline.paindrawing.prefill import suggest
    from caseline.paindrawing.telling import suggestion_data, suggestion_lines

    found = suggest(read_drawing(drawing))
    if as_data:
        click.echo(json.dumps(suggestion_data(found), indent=2, allow_nan=False))
        return
    language: Language = "de" if lang == "de" else "en"
    for line in suggestion_lines(found, language):
        click.echo(
            click.wrap_text(line, width=78, subsequent_indent="  ") if line[0] > " " else line
        )


@command.command("outline")
@click.option("--body", type=click.Choice(BODIES), default="neutral", show_default=True)
@click.option("--lang", type=click.Choice(["en", "de"]), default="en", show_default=True)
@click.option("--json", "as_data", is_flag=True, help="Print view box and regions as JSON.")
def outline(body: str, lang: str, as_data: bool) -> None:
    """Print the outline of a body as SVG, or with its regions as JSON."""
    from caseline.paindrawing.outline import outline_data, outline_picture

    if as_data:
        click.echo(json.dumps(outline_data(body), allow_nan=False))
        return
    click.echo(outline_picture(body, lang="de" if lang == "de" else "en"), nl=False)
