"""A table of a report as rows of text, the same for the page and for print."""

from collections.abc import Iterable
from dataclasses import dataclass

from caseline.reports.words import Words


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts; the first cell of a row names the row."""

    id: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def make_table(
    words: Words, name: str, heads: str, rows: Iterable[tuple[str, ...]], note: str = ""
) -> Table:
    """The table of that name; `heads` are the names of its columns, separated by blanks."""
    head = tuple(words.say("label", one) for one in heads.split())
    return Table(name, words.say("heading", name), head, tuple(rows), note)
