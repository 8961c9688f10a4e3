"""One cell of a diary: a moment, a number or a word, or what is wrong with it.

A refusal names the row and the column and never what stands there.
"""

from datetime import date, datetime, time
from math import isfinite, isnan, nan

from caseline.document import FIRST_YEAR, LAST_YEAR
from caseline.errors import TableError

ABSENT = ("", "na", "nan", "null", "none")
LARGEST = 1e12  # of any scale, in points
TRUTH = {"false": "0", "true": "1"}


def moment(given: object, row: int, name: str) -> datetime:
    """A date or a moment, without a time zone; a date stands at its first moment."""
    found = given
    if isinstance(given, str):
        try:
            found = datetime.fromisoformat(given.strip())
        except ValueError:
            found = None
    elif isinstance(given, date) and not isinstance(given, datetime):
        found = datetime.combine(given, time())
    if not isinstance(found, datetime):
        raise TableError(f"data row {row}: the column '{name}' needs a date such as 2025-03-01")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise TableError(
            f"data row {row}: the column '{name}' leaves the years {FIRST_YEAR} to {LAST_YEAR}"
        )
    if found.tzinfo is not None:
        raise TableError(
            f"data row {row}: the column '{name}' holds a time zone; give local dates without one"
        )
    return found


def number(given: object, row: int, name: str) -> float:
    """A number, NaN where the cell is empty."""
    if given is None or str(given).strip().casefold() in ABSENT:
        return nan
    found = _as_number(given)
    if found is None:
        raise TableError(f"data row {row}: the column '{name}' needs a number or nothing")
    if not isfinite(found):
        raise TableError(f"data row {row}: the column '{name}' needs a finite number or nothing")
    if abs(found) > LARGEST:
        raise TableError(
            f"data row {row}: the column '{name}' holds a number that no scale reaches"
        )
    return found


def word(given: object) -> str | None:
    """A cell as a text, None where it is empty.

    0, 0.0, "0.0", False and "false" are one word, so that a baseline of 0 is found in any table,
    and one that was typed as "false" in a column of truth values.
    """
    text = "" if given is None else str(given).strip()
    if text.casefold() in TRUTH:
        return TRUTH[text.casefold()]
    found = _as_number(given)
    if found is None:
        return text or None
    return None if isnan(found) else f"{found:.15g}"


def _as_number(given: object) -> float | None:
    """As a number; a text with an underscore is none, though Python reads it as one."""
    text = str(int(given)) if isinstance(given, bool) else str(given)
    try:
        return None if "_" in text else float(text)
    except ValueError:
        return None
