"""A TOML document read with its place at hand, so that an error can say where it is."""

import difflib
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from caseline.calendar import Day, read_day
from caseline.errors import CaselineError
from caseline.record import NOT_ON_RECORD

MOST_BYTES = 10_000_000
_FAULTS = {  # how tomllib begins to say it: how we do, without the words of the file
    "Invalid date": "is no date of the calendar, one such as 2023-02-14 is needed",
    "Cannot overwrite": "gives a key a second time, once is right",
    "Duplicate inline table key": "gives a key a second time, once is right",
    "Cannot declare": "gives a table a second time, once is right",
}

FIRST_YEAR, LAST_YEAR = 1900, 2200  # nobody who lived outside them is on record here
MOST_DIGITS = 15  # before and after the point: no record needs more, and 1e999999999 costs hours

T = TypeVar("T")
Word = TypeVar("Word", bound=str)


@dataclass(slots=True)
class Table:
    """One table of a document. What nobody asked for by the end is an unknown key."""

    file: str
    place: str
    entries: Mapping[str, object]
    error: type[CaselineError]
    _asked: set[str] = field(default_factory=set)

    def refuse(self, key: str, sentence: str) -> CaselineError:
        """The error to raise about one key: file, place, and the sentence."""
        place = " > ".join(part for part in (self.place, key) if part)
        return self.error(
            f"{self.file}: {place}: {sentence}" if place else f"{self.file}: {sentence}"
        )

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        self._asked.add(key)
        return key in self.entries

    def raw(self, key: str) -> object:
        """The entry as it was read, or None where there is none."""
        self._asked.add(key)
        return self.entries.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required where there is no default."""
        found = self._found(key, str, "a text in quotes", default)
        if not found.strip() and default is None:
            raise self.refuse(key, "is empty, a text is needed")
        return found

    def integer(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from `low` to `high`."""
        wanted = f"a whole number from {low} to {high}"
        found = self._found(key, int, wanted, default)
        if not low <= found <= high:
            raise self.refuse(key, f"is out of range, {wanted} is needed")
        return found

    def number(self, key: str) -> int | Decimal:
        """A finite number, exactly as it is written."""
        found = self.raw(key)
        if isinstance(found, bool) or not isinstance(found, int | Decimal):
            raise self.mismatch(key, "a number")
        if isinstance(found, Decimal) and not found.is_finite():
            raise self.refuse(key, "is not finite, a number is needed")
        if not -(10**MOST_DIGITS) < found < 10**MOST_DIGITS or _decimals(found) > MOST_DIGITS:
            raise self.refuse(key, f"is too long, at most {MOST_DIGITS} digits are needed")
        return found

    def flag(self, key: str, default: bool) -> bool:
        """`true` or `false`."""
        return self._found(key, bool, "true or false", default)

    def choice(self, key: str, words: Collection[Word], default: Word | None = None) -> Word:
        """One of the words."""
        found = self._found(key, str, one_of(words), default)
        for word in words:
            if word == found:
                return word
        raise self.refuse(key, f"holds an unknown word, {one_of(words)} is needed")

    def day(self, key: str) -> Day:
        """A date: a day, a month ("2023-02") or a year ("2023")."""
        found = self.raw(key)
        wanted = 'a day (2023-02-14), a month ("2023-02") or a year ("2023")'
        is_date = isinstance(found, date) and not isinstance(found, datetime)
        if not is_date and (not isinstance(found, str) or found == NOT_ON_RECORD.value):
            raise self.mismatch(key, wanted)
        read = read_day(str(found))
        if read is None:
            raise self.refuse(key, f"is no date of the calendar, {wanted} is needed")
        if not FIRST_YEAR <= read.first.year <= LAST_YEAR:
            raise self.refuse(
                key, f"is too far away, a year from {FIRST_YEAR} to {LAST_YEAR} is needed"
            )
        return read

    def absent(self, key: str) -> bool:
        """Whether the key is not there, or says "not on record" in words."""
        found = self.raw(key)
        return found is None or found == NOT_ON_RECORD.value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        found = self._found(key, list, "a list of texts", list(default) if default else default)
        if not all(isinstance(one, str) for one in found):
            raise self.refuse(key, "holds something that is not a text, a list of texts is needed")
        return tuple(found)

    def table(self, key: str) -> "Table":
        """A table within this one; an empty one where it is not there."""
        found = self._found(key, dict, f"a table [{key}]", {})
        return Table(self.file, self._within(key), found, self.error)

    def tables(self, key: str) -> tuple["Table", ...]:
        """A list of tables within this one; empty where it is not there."""
        found = self._found(key, list, f"tables [[{key}]]", [])
        for number, one in enumerate(found, 1):
            if not isinstance(one, dict):
                raise self.refuse(f"{key} {number}", f"found {kind(one)}, a table is needed")
        return tuple(
            Table(self.file, self._within(f"{key} {number}"), one, self.error)
            for number, one in enumerate(found, 1)
        )

    def done(self) -> None:
        """Refuses keys that nobody asked for."""
        for key in self.entries:
            if key not in self._asked:
                near = difflib.get_close_matches(key, sorted(self._asked), n=1)
                hint = f"did you mean '{near[0]}'?" if near else f"known: {listed(self._asked)}"
                raise self.refuse("", f"unknown key '{key[:40]}', {hint}")

    def _within(self, part: str) -> str:
        return f"{self.place} > {part}" if self.place else part

    def mismatch(self, key: str, wanted: str) -> CaselineError:
        """The error to raise where the entry is missing or of another kind."""
        found = self.raw(key)
        if found is None:
            return self.refuse(key, f"is missing, {wanted} is needed")
        return self.refuse(key, f"found {kind(found)}, {wanted} is needed")

    def _found(self, key: str, type_: type[T], wanted: str, default: T | None) -> T:
        found = self.raw(key)
        if found is None and default is not None:
            return default
        if not isinstance(found, type_) or (isinstance(found, bool) and type_ is not bool):
            raise self.mismatch(key, wanted)
        return found


def read_document(path: Path, error: type[CaselineError]) -> Table:
    """The document at `path`, with exact decimals.

    Raises
    ------
    CaselineError
        Of the kind `error`: no such file, over 10 MB, not UTF-8, or not TOML.
    """
    name = path.name or str(path)
    try:
        with path.open("rb") as file:
            found = file.read(MOST_BYTES + 1)  # no more: a device has no size and no end
        if len(found) > MOST_BYTES:
            raise error(f"{name}: is larger than 10 MB, which no course or instrument is")
        return document_in(found.decode("utf-8"), name, error)
    except OSError as exc:
        reason = "is a folder" if path.is_dir() else "cannot be read"
        reason = reason if path.exists() else "there is no such file"
        raise error(f"{name}: {reason}, a TOML file is needed") from exc
    except UnicodeDecodeError as exc:
        raise error(
            f"{name}: byte {exc.start + 1} is not UTF-8, a TOML file in UTF-8 is needed"
        ) from None


def document_in(text: str, name: str, error: type[CaselineError]) -> Table:
    """The document in a text; `name` is what an error calls it.

    Raises
    ------
    CaselineError
        Of the kind `error`: not TOML.
    """
    try:
        return Table(name, "", tomllib.loads(text, parse_float=Decimal), error)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as exc:
        raise error(f"{name}: {_fault(str(exc))}") from None


def _fault(said: str) -> str:
    """What is wrong with a text, and where; the parser's own words may quote the text."""
    _, at, where = said.rpartition("(at ")
    position = f"at {where.rstrip(')')}: " if at else ""
    found = next((ours for begin, ours in _FAULTS.items() if said.startswith(begin)), None)
    return position + (found or "is not TOML, a TOML file is needed")


def kind(found: object) -> str:
    """What sort of thing was found, in words and without its content."""
    if found == NOT_ON_RECORD.value:
        return "'not on record'"
    names: tuple[tuple[type, str], ...] = (
        (bool, "true or false"),
        (int, "a number"),
        (Decimal, "a number"),
        (str, "a text"),
        (datetime, "a time of day"),
        (date, "a date"),
        (list, "a list"),
        (dict, "a table"),
    )
    return next((name for type_, name in names if isinstance(found, type_)), "something else")


def _decimals(number: int | Decimal) -> int:
    """How many digits stand after the point."""
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    return -int(exponent)


def one_of(words: Collection[str]) -> str:
    """The words as a choice: "one of 'yes', 'no'"."""
    return "one of " + ", ".join(f"'{word}'" for word in words)


def listed(words: Collection[str]) -> str:
    """The words in order, for a hint."""
    return ", ".join(sorted(words))
