"""`caseline score`: one response printed, or a table of them written."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from caseline.cli.answers import STANDARD_INPUT, read_response
from caseline.cli.named import named
from caseline.cli.progress import late_bar
from caseline.errors import TableError
from caseline.instruments import BandSet, Instrument, instrument
from caseline.scoring import Response, Score, safety_flags, score


@click.command("score")
@click.argument("name", metavar="INSTRUMENT")
@click.argument("source", metavar="IN", type=named)
@click.option(
    "-o", "--output", metavar="OUT", type=named, help="Score a table IN and write it to OUT."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(name: str, source: Path, output: Path | None, as_json: bool) -> None:
    """Score one response, or a table of them.

    Without -o, IN is a JSON object of item id to number, or of "answers", "totals" and
    "recall_days"; "-" reads it from the standard input.

    With -o, IN and OUT are .parquet or .csv files: one row per response, one column per item
    id. OUT has all other columns of IN, a column for each score, and <score>.absent with the
    reason where there is none.
    """
    of = instrument(name)
    if output is None:
        response = read_response(source, of)
        (_print_json if as_json else _print_lines)(response, score(response))
    else:
        written = _score_table(of, source, output)
        told = {"responses": written, "written": str(output)}
        count = "1 response" if written == 1 else f"{written} responses"
        sentence = f"{count} scored, written to {output}"
        click.echo(json.dumps(told) if as_json else sentence)


def _score_table(of: Instrument, source: Path, target: Path) -> int:
    from caseline.scoring.bulk import score_table
    from caseline.scoring.bulk_files import check_target, read_table, write_table

    if source == STANDARD_INPUT or source.suffix.lower() == ".json":
        raise TableError(
            f"{source.name}: is one response, which is scored without -o; "
            "a table's name ends in .parquet or .csv"
        )
    check_target(target, source)
    with late_bar("Scoring") as progress:
        scored = score_table(read_table(source), of, name=source.name, progress=progress)
    write_table(scored, target)
    return scored.height


def _print_lines(response: Response, scores: dict[str, Score]) -> None:
    for score_id, one in scores.items():
        click.echo("\t".join([score_id, *_cells(one)]))
    for flag in safety_flags(response):
        click.echo(f"caseline: safety flag '{flag}': somebody must see to this answer", err=True)


def _cells(one: Score) -> list[str]:
    """The value, how it came about, and each author's word for it; or why there is none."""
    if one.value is None:
        bounds = [_plain(end) for end in (one.low, one.high) if end is not None]
        return [str(one.absent), *([" to ".join(bounds)] if bounds else [])]
    words = [f"{one.band(bands.id)} ({_author(bands)})" for bands in one.rule.bands]
    return [_plain(one.value), *(["prorated"] if one.prorated else []), *words]


def _author(bands: BandSet) -> str:
    return bands.id if bands.id == bands.source else f"{bands.id}, {bands.source}"


def _plain(number: Fraction) -> str:
    return f"{float(number):.10g}"


def _print_json(response: Response, scores: dict[str, Score]) -> None:
    whole = {
        "instrument": response.instrument.ref,
        "scores": {score_id: _as_json(one) for score_id, one in scores.items()},
        "safety": list(safety_flags(response)),
    }
    click.echo(json.dumps(whole, indent=2))


def _as_json(one: Score) -> dict[str, Any]:
    return {
        "value": _float(one.value),
        "absent": one.absent,
        "low": _float(one.low),
        "high": _float(one.high),
        "prorated": one.prorated,
        "entered": one.entered,
        "bands": [
            {"id": bands.id, "source": bands.source, "label": one.band(bands.id)}
            for bands in one.rule.bands
        ],
    }


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)
