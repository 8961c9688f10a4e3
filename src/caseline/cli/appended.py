"""The appendix of an answer in a terminal: priors as lines, indices in columns."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from caseline.analysis import Answer
    from caseline.analysis.appendix import Part
    from caseline.claims.words import Language

WIDTH = 78
GAP = "  "


def appended(found: "Answer", lang: "Language") -> str:
    """The text that stands last; "" where no effect is given."""
    from caseline.analysis.appendix import appendix
    from caseline.analysis.words import said

    line = said(lang)["prior"]["line"]
    told = ""
    for part in appendix(found, lang):
        rows = _columns(part) if part.id == "indices" else _lines(part, line)
        told += "\n".join(["", f"{part.title}.", click.wrap_text(part.note, WIDTH), *rows, ""])
    return told


def _lines(part: "Part", line: str) -> list[str]:
    return [
        click.wrap_text(
            line.format(name=name, of=of, assumed=assumed, reason=reason),
            WIDTH,
            initial_indent=GAP,
            subsequent_indent=2 * GAP,
        )
        for name, of, assumed, reason in part.rows
    ]


def _columns(part: "Part") -> list[str]:
    rows = [part.head, *part.rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        (GAP + GAP.join(cell.ljust(to) for cell, to in zip(row, widths, strict=True))).rstrip()
        for row in rows
    ]
