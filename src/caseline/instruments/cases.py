"""Worked cases: what a definition must give, with who says so. They are tests and documentation."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from caseline.document import Table, read_document
from caseline.errors import InstrumentError
from caseline.instruments.model import Instrument
from caseline.instruments.numbers import exact, numbers
from caseline.instruments.reader import CASES


@dataclass(frozen=True, slots=True)
class Case:
    """One response, spelled out or in short, and what its scores must be.

    `every` is the answer to all items but those in `left_out`; `answers` goes before it.
    `bands` is by "score.band set"; `low` and `high` are bounds where there is no score.
    """

    name: str
    source: str
    every: Fraction | None
    left_out: tuple[str, ...]
    answers: dict[str, Fraction]
    totals: dict[str, Fraction]
    expect: dict[str, Fraction]
    absent: dict[str, str]
    bands: dict[str, str]
    low: dict[str, Fraction]
    high: dict[str, Fraction]
    flags: tuple[str, ...]

    def spelled_out(self, instrument: Instrument) -> dict[str, Fraction]:
        """The answers by item id."""
        if self.every is None:
            return self.answers
        asked = [item.id for item in instrument.items if item.id not in self.left_out]
        return dict.fromkeys(asked, self.every) | self.answers


def read_cases(folder: Path) -> tuple[Case, ...]:
    """The worked cases of an instrument's folder.

    Raises
    ------
    InstrumentError
        No such file, not TOML, or a key that no case has.
    """
    table = read_document(folder / CASES, InstrumentError)
    table.file = f"{folder.name}/{CASES}"
    cases = tuple(_case(one) for one in table.tables("case"))
    table.done()
    return cases


def _case(table: Table) -> Case:
    answers = table.table("answers")
    every = exact(answers, "every") if answers.has("every") else None
    left_out = answers.texts("except", ())
    single = [key for key in answers.entries if key not in ("every", "except")]
    case = Case(
        name=table.text("name"),
        source=table.text("source"),
        every=every,
        left_out=left_out,
        answers={key: exact(answers, key) for key in single},
        totals=_numbers(table.table("totals")),
        expect=_numbers(table.table("expect")),
        absent=_texts(table.table("absent")),
        bands=_texts(table.table("bands")),
        low=_numbers(table.table("low")),
        high=_numbers(table.table("high")),
        flags=table.texts("flags", ()),
    )
    table.done()
    return case


def _numbers(table: Table) -> dict[str, Fraction]:
    return {key: _number(table, key) for key in table.entries}


def _number(table: Table, key: str) -> Fraction:
    """A number, or two whole ones [numerator, denominator] where decimals do not end."""
    if not isinstance(table.raw(key), list):
        return exact(table, key)
    above, below = numbers(table, key)
    return above / below


def _texts(table: Table) -> dict[str, str]:
    return {key: table.text(key) for key in table.entries}
