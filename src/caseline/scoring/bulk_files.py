"""Tables of responses as Parquet and CSV files."""

import csv
import os
import re
from pathlib import Path

import polars as pl
from polars.exceptions import PanicException, PolarsError

from caseline.errors import CaselineError, OutputError, TableError

PARQUET = "Parquet"
SEPARATORS = {";": "semicolons", "\t": "tabs"}  # as spreadsheets write that have commas in numbers
KINDS = {".parquet": PARQUET, ".csv": "CSV in UTF-8"}


def read_table(path: Path, most: int | None = None) -> pl.DataFrame:
    """The table of a .parquet or .csv file, up to so many rows.

    A CSV file is read as texts, so that numbers stay exactly as they are written.

    Raises
    ------
    TableError
        There is no such file, it is of another kind or broken, or two columns have one name.
    """
    kind = _kind(path, TableError)
    if not path.is_file():
        found = "is a folder" if path.is_dir() else "there is no such file"
        raise TableError(f"{path.name}: {found}, a table in {kind} is needed")
    try:
        return pl.read_parquet(path, n_rows=most) if kind == PARQUET else _read_csv(path, most)
    except (PolarsError, PanicException, UnicodeDecodeError, csv.Error):
        raise TableError(f"{path.name}: is broken or not {kind}") from None
    except OSError as exc:
        raise TableError(f"{path.name}: cannot be read: {_reason(exc)}") from None


def check_target(path: Path, source: Path) -> None:
    """Refuse, before any work, a file that cannot be written from the table `source`.

    Raises
    ------
    OutputError
        Its name or its folder is wrong, or it is the source.
    """
    _kind(path, OutputError)
    if not path.parent.is_dir():
        raise OutputError(f"{path.name}: there is no folder '{path.parent}' to write it to")
    if path.exists() and source.exists() and path.samefile(source):
        raise OutputError(f"{path.name}: is the table that is read, another name is needed")


def write_table(frame: pl.DataFrame, path: Path) -> None:
    """Write a .parquet or .csv file, whole or not at all.

    Raises
    ------
    OutputError
        It is to be of another kind, or cannot be written.
    """
    kind = _kind(path, OutputError)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if kind == PARQUET:
            frame.write_parquet(part)
        else:
            frame.write_csv(part)
        part.replace(path)
    except (OSError, PolarsError) as exc:
        raise OutputError(f"{path}: cannot be written: {_reason(exc)}") from None
    finally:
        part.unlink(missing_ok=True)


def _kind(path: Path, error: type[CaselineError]) -> str:
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise error(f"{path.name}: a table's name must end in .parquet or .csv")
    return kind


def _read_csv(path: Path, most: int | None) -> pl.DataFrame:
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = next(csv.reader(file), [])
    if not names:
        raise TableError(
            f"{path.name}: has no header, the names of its columns are needed in its first line"
        )
    for sign, called in SEPARATORS.items():
        if len(names) == 1 and sign in names[0]:
            raise TableError(
                f"{path.name}: has {called} between its cells, commas are needed there, and points "
                "in its numbers"
            )
    for name in names:
        if names.count(name) > 1:
            raise TableError(f"{path.name}: the column '{name[:40]}' is there twice")
    return pl.read_csv(path, infer_schema=False, n_rows=most)


def _reason(error: Exception) -> str:
    """What the system says, without what polars wraps around it."""
    told = re.search(r"([^:]+) \(os error \d+\)", str(error))
    if told:
        return told[1].strip()
    return getattr(error, "strerror", None) or "a column is of a kind that it cannot hold"
