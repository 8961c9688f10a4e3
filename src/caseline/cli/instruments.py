"""`caseline instruments`: what can be asked, and one instrument as a page."""

import json
from fractions import Fraction
from typing import Any

import click

from caseline.instruments import Instrument, Item, ScoreRule, instrument, instruments


@click.group("instruments", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the instruments, or show one."""
    if ctx.invoked_subcommand:
        return
    if as_json:
        click.echo(json.dumps([_as_json(one) for one in instruments()], indent=2))
        return
    rows = [_row(one) for one in instruments()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


@command.command("show")
@click.argument("name", metavar="INSTRUMENT")
def show(name: str) -> None:
    """Print one instrument: its items, scores, bands, rights and sources."""
    from caseline.instruments.page import page

    click.echo(page(instrument(name)))


def _row(one: Instrument) -> list[str]:
    scores = ", ".join(f"{r.id} {_plain(r.low)} to {_plain(r.high)}" for r in one.scores)
    count = "1 item" if len(one.items) == 1 else f"{len(one.items)} items"
    return [one.id, one.title, count, one.rights.wording, ", ".join(one.languages) or "–", scores]


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"


def _as_json(one: Instrument) -> dict[str, Any]:
    return {
        "id": one.id,
        "ref": one.ref,
        "title": one.title,
        "rights": one.rights.wording,
        "languages": list(one.languages),
        "items": [_item(item, one) for item in one.items],
        "scores": [_rule(rule) for rule in one.scores],
    }


def _item(item: Item, of: Instrument) -> dict[str, Any]:
    scale = item.scale
    return {
        "id": item.id,
        "min": _number(scale.low),
        "max": _number(scale.high),
        "step": _number(scale.step),
        "recall_days": of.recall_days if item.recall_days is None else item.recall_days,
        "loinc": item.loinc,
    }


def _rule(rule: ScoreRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "range": [_number(rule.low), _number(rule.high)],
        "worse": rule.worse,
        "bands": [
            {
                "id": bands.id,
                "source": bands.source,
                "cuts": [
                    {"above" if cut.above else "from": _number(cut.at), "label": cut.label}
                    for cut in bands.cuts
                ],
            }
            for bands in rule.bands
        ],
    }


def _number(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)
