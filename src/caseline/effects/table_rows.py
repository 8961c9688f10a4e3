"""The rows of any diary as columns: dates that rise, values on their scale."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np

from caseline.effects.series import EVENING, MOST_VALUES, Floats
from caseline.effects.table_cells import moment, number, word
from caseline.errors import TableError

DAY = timedelta(days=1)
FEWEST_VALUES = 3  # two different ones among so few are no sign of yes and no
ZEROS_OF_COUNTS = 0.15

Column = Sequence[object]
Rows = Mapping[str, Column]


@runtime_checkable
class Frame(Protocol):
    """What is asked of a frame; polars has it."""

    @property
    def height(self) -> int:
        """How many rows there are."""

    def to_dict(self, *, as_series: Literal[False]) -> dict[str, list[Any]]:
        """The columns as lists, by name."""


Table = Frame | Rows | Sequence[Mapping[str, object]]


def columns_of(table: Table) -> Rows:
    """The columns of a polars frame, of a mapping of columns, or of a list of rows.

    Raises
    ------
    TableError
        It is no such table, has no rows or too many, or its columns differ in length.
    """
    found = _columns(table)
    lengths = {len(column) for column in found.values()}
    if len(lengths) > 1:
        raise TableError("the columns of the table are not of one length")
    _refuse_many(max(lengths, default=0))
    if lengths <= {0}:
        raise TableError("the table has no rows")
    return found


def _columns(table: object) -> Rows:
    if isinstance(table, Mapping):
        return {str(name): list(column) for name, column in table.items()}
    if isinstance(table, Frame):
        _refuse_many(table.height)
        return table.to_dict(as_series=False)
    if not (isinstance(table, Sequence) and all(isinstance(row, Mapping) for row in table)):
        raise TableError("a table is a polars frame, a mapping of columns, or a list of rows")
    _refuse_many(len(table))
    names = list(table[0]) if table else []
    return {str(name): [row.get(name) for row in table] for name in names}


def _refuse_many(height: int) -> None:
    if height > MOST_VALUES:
        raise TableError(
            f"the table has more than {MOST_VALUES} rows; a course is one person's values, one a "
            "day or fewer"
        )


def column(rows: Rows, name: str) -> Column:
    """One column by its name."""
    if name not in rows:
        raise TableError(f"there is no column '{name[:40]}', there are: {', '.join(rows)[:200]}")
    return rows[name]


def words(cells: Column) -> list[str | None]:
    """Each cell as a text, None where it is empty."""
    return [word(one) for one in cells]


def moments(cells: Column, name: str) -> list[datetime]:
    """The moment of each row; a date without a time stands for the evening of its day."""
    found = [moment(one, row, name) for row, one in enumerate(cells, start=1)]
    if all(one.time() == time() for one in found):
        found = [one + EVENING * DAY for one in found]
    for row, (before, now) in enumerate(pairwise(found), start=2):
        if now == before:
            raise TableError(
                f"data row {row}: the column '{name}' holds the moment of the row before"
            )
        if now < before:
            raise TableError(f"data row {row}: the column '{name}' goes back in time, it must rise")
    return found


def days_from(origin: datetime, found: Sequence[datetime]) -> Floats:
    """Days since the first moment."""
    return np.array([(one - origin) / DAY for one in found])


def begins(found: Sequence[datetime]) -> list[datetime]:
    """When what a row stands under began at the earliest: with its day, or after the row before.

    Where two rows share a day it is half-way between them.
    """
    starts = [datetime.combine(one.date(), time()) for one in found]
    return [
        start if place == 0 or found[place - 1] < start else now - (now - found[place - 1]) / 2
        for place, (start, now) in enumerate(zip(starts, found, strict=True))
    ]


def evenly_dated(dates: Sequence[date]) -> bool:
    """Whether the rows leave out no day that their own rhythm would have.

    The days are equally far apart, and each has as many rows.
    """
    rows_of = Counter(dates)
    gaps = {later - day for day, later in pairwise(rows_of)}
    return len(gaps) <= 1 and len(set(rows_of.values())) <= 1


def numbers(cells: Column, name: str, span: tuple[float, float] | None) -> Floats:
    """The value of each row, NaN where it is missing."""
    found = np.array([number(one, row, name) for row, one in enumerate(cells, start=1)])
    if span is not None:
        low, high = span
        off = np.flatnonzero((found < low) | (found > high))
        if off.size:
            raise TableError(
                f"data row {off[0] + 1}: the column '{name}' leaves the scale from {low:g} to "
                f"{high:g}"
            )
    _refuse_counts(found, name, span)
    return found


def _refuse_counts(values: Floats, name: str, span: tuple[float, float] | None) -> None:
    """Yes and no, and counts; a range with more than two ends tells them from a scale."""
    known = values[np.isfinite(values)]
    levels = set(known.tolist())
    if (
        len(known) > FEWEST_VALUES
        and len(levels) == 2
        and span in (None, (min(levels), max(levels)))
    ):
        raise TableError(
            f"the column '{name}' holds only two different values; an outcome of yes and no "
            "cannot be analysed; if it is a scale, give its range"
        )
    whole = known.size > 0 and bool((known == np.rint(known)).all()) and known.min() == 0
    if span is None and whole and np.mean(known == 0) >= ZEROS_OF_COUNTS:
        raise TableError(
            f"the column '{name}' looks like counts, which cannot be analysed; if it is a scale, "
            "give its range"
        )
