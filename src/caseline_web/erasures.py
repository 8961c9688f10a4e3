"""The register of who was erased: pseudonyms and times, in a file that no restore puts back.

A backup holds who was erased after it was made. By this file they are erased again.
"""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from caseline.errors import SettingError

NAME = "erased.txt"


def begin(folder: Path) -> None:
    """Make the register of a folder: it belongs to who serves, whoever erases first.

    Raises
    ------
    SettingError
        The register cannot be written.
    """
    if not (folder / NAME).exists():
        _add(folder, [])


def note(folder: Path, pseudonyms: Iterable[str], at: datetime) -> None:
    """Add courses to the register of a folder.

    Raises
    ------
    SettingError
        The register cannot be written.
    """
    _add(folder, [f"{at.astimezone(UTC).isoformat()}\t{one}" for one in pseudonyms])


def noted(folder: Path) -> dict[str, datetime]:
    """When each course was erased, for the last time, by its pseudonym.

    Raises
    ------
    SettingError
        The register cannot be read.
    """
    found: dict[str, datetime] = {}
    for number, line in enumerate(_lines(folder), 1):
        at, _, pseudonym = line.partition("\t")
        try:
            when = datetime.fromisoformat(at).astimezone(UTC)
        except ValueError:
            when = None
        if when is None or not pseudonym:
            raise SettingError(
                f"{NAME}: line {number} is no time and pseudonym, parted by a tab, as in the others"
            )
        found[pseudonym] = max(when, found.get(pseudonym, when))
    return found


def carry(source: Path, target: Path) -> None:
    """Add to the register of one folder what that of another one has besides.

    Raises
    ------
    SettingError
        A register cannot be read or written.
    """
    there = set(_lines(target))
    if new := [line for line in _lines(source) if line not in there]:
        _add(target, new)


def _lines(folder: Path) -> list[str]:
    try:
        return (folder / NAME).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError):
        raise SettingError(f"{NAME}: cannot be read, a text file is right") from None


def _add(folder: Path, lines: list[str]) -> None:
    """Behind what is there, on the disk before it counts as done."""
    try:
        descriptor = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())
    except OSError as exc:
        raise SettingError(f"{NAME}: {exc.strerror}, a file that may be written is right") from None
