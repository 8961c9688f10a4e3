"""The rows of any diary, checked: dates, values and conditions, or what is wrong with them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from math import isfinite, nan
from typing import TYPE_CHECKING

import numpy as np

from caseline.effects.series import EVENING, MOST_VALUES, Floats
from caseline.errors import TableError

if TYPE_CHECKING:
    import polars as pl

Column = Sequence[object]
Rows = Mapping[str, Column]

DAY = timedelta(days=1)
ABSENT = ("", "na", "nan", "null", "none")


def read_rows(path: str) -> Rows:
    """The columns of a CSV file as texts.

    Raises
    ------
    TableError
        The file cannot be read as a table, or holds too many rows.
    """
    import polars as pl
    from polars.exceptions import PolarsError

    try:
        frame = pl.read_csv(path, infer_schema=False, n_rows=MOST_VALUES + 1)
    except FileNotFoundError:
        raise TableError("there is no such table") from None
    except (PolarsError, OSError, UnicodeDecodeError):
        raise TableError("the file cannot be read as a table of comma-separated values") from None
    return columns_of(frame)


def columns_of(rows: "pl.DataFrame | Rows | Sequence[Mapping[str, object]]") -> Rows:
    """The columns of a frame, of a mapping of columns, or of a list of rows."""
    if isinstance(rows, Mapping):
        found = {str(name): list(column) for name, column in rows.items()}
    elif hasattr(rows, "to_dict"):
        _refuse_many(len(rows))
        found = rows.to_dict(as_series=False)
    else:
        names = list(rows[0]) if rows else []
        found = {str(name): [row.get(name) for row in rows] for name in names}
    _refuse_many(max((len(column) for column in found.values()), default=0))
    return found


def column(rows: Rows, name: str) -> Column:
    """One column by its name."""
    if name not in rows:
        raise TableError(f"there is no column '{name[:40]}', there are: {', '.join(rows)[:200]}")
    return rows[name]


def moments(dates: Column, name: str) -> list[datetime]:
    """The moment of each row; a date without a time stands for the evening of its day."""
    found = [_moment(one, row, name) for row, one in enumerate(dates, start=1)]
    if found and all(one.time() == time() for one in found):
        found = [one + EVENING * DAY for one in found]
    for row, (before, now) in enumerate(pairwise(found), start=2):
        if now == before:
            raise TableError(f"row {row}: the column '{name}' holds the moment of the row before")
        if now < before:
            raise TableError(f"row {row}: the column '{name}' goes back in time, it must rise")
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


def numbers(values: Column, name: str, span: tuple[float, float] | None) -> Floats:
    """The value of each row, NaN where it is missing."""
    found = np.array([_number(one, row, name) for row, one in enumerate(values, start=1)])
    if span is not None:
        low, high = span
        off = np.flatnonzero((found < low) | (found > high))
        if off.size:
            raise TableError(
                f"row {off[0] + 1}: the column '{name}' leaves the scale from {low:g} to {high:g}"
            )
    return found


def conditions(values: Column, name: str, baseline: object) -> list[bool]:
    """Whether each row is under the treatment: its condition is not the baseline's."""
    words = [_word(one) for one in values]
    without = _word(baseline)
    for row, word in enumerate(words, start=1):
        if word is None:
            raise TableError(f"row {row}: the column '{name}' is empty, each row needs a condition")
    kinds = list(dict.fromkeys(words))
    if len(kinds) > 2:
        raise TableError(
            f"the column '{name}' holds {len(kinds)} different conditions where it may hold two; "
            f"is one of them mistyped?"
        )
    if without not in kinds:
        raise TableError(f"the column '{name}' never holds the baseline condition it should")
    return [word != without for word in words]


def words(values: Column) -> list[str | None]:
    """Each cell as a text, None where it is empty."""
    return [_word(one) for one in values]


def _refuse_many(height: int) -> None:
    if height > MOST_VALUES:
        raise TableError(
            f"the table has more than {MOST_VALUES} rows; a course is one person's values, one a "
            "day or fewer"
        )


def _moment(given: object, row: int, name: str) -> datetime:
    found = given
    if isinstance(given, str):
        try:
            found = datetime.fromisoformat(given.strip())
        except ValueError:
            found = None
    elif isinstance(given, date) and not isinstance(given, datetime):
        found = datetime.combine(given, time())
    if not isinstance(found, datetime):
        raise TableError(f"row {row}: the column '{name}' needs a date such as 2025-03-01")
    if found.tzinfo is not None:
        raise TableError(
            f"row {row}: the column '{name}' holds a time zone; give local dates without one"
        )
    return found


def _number(given: object, row: int, name: str) -> float:
    word = _word(given)
    if word is None or word.casefold() in ABSENT:
        return nan
    try:
        found = float(word)
    except ValueError:
        raise TableError(f"row {row}: the column '{name}' needs a number or nothing") from None
    if not isfinite(found):
        raise TableError(f"row {row}: the column '{name}' needs a finite number or nothing")
    return found


def _word(given: object) -> str | None:
    """A cell as a text; 1, 1.0 and true are one word, so that a baseline of 0 is found."""
    if given is None:
        return None
    if isinstance(given, bool | int | float):
        return f"{given:g}"
    text = str(given).strip()
    return text or None
