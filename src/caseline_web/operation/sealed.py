"""A file that is encrypted piece by piece: none can be altered, moved or left out unseen."""

import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from caseline.errors import SettingError

PIECE = 1_000_000  # bytes that are encrypted at once
_HEAD = struct.Struct(">QB")  # the number of the piece, and whether it is the last
MAGIC = b"caseline-backup-1\n"


def seal(pieces: Iterable[bytes], path: Path, key: str) -> None:
    """Write a file whole, or not at all; it is its owner's alone."""
    part, fernet = path.with_suffix(".part"), Fernet(key)
    try:
        with open(part, "wb", opener=_own) as file:
            file.write(MAGIC)
            number = 0
            for number, piece in enumerate(pieces, 1):
                file.write(fernet.encrypt(_HEAD.pack(number, 0) + piece) + b"\n")
            file.write(fernet.encrypt(_HEAD.pack(number + 1, 1)) + b"\n")
            file.flush()
            os.fsync(file.fileno())  # it is on the disk before it has its name
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _own(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def unseal(path: Path, key: str) -> Iterator[bytes]:
    """The pieces of a file, each checked.

    Raises
    ------
    SettingError
        It is no such file, was made with another key, was altered or is cut off.
    """
    wanted = 0
    last = 0
    with path.open("rb") as file:
        if file.readline() != MAGIC:
            raise SettingError(f"{path.name}: is no backup of Caseline, one is needed")
        for line in file:
            wanted += 1
            number, last, piece = _opened(line, key, path)
            if number != wanted:
                raise SettingError(f"{path.name}: a piece is missing, the whole file is needed")
            if not last:
                yield piece
    if not last:
        raise SettingError(f"{path.name}: is cut off, the whole file is needed")


def _opened(line: bytes, key: str, path: Path) -> tuple[int, int, bytes]:
    try:
        whole = Fernet(key).decrypt(line.strip())
    except InvalidToken:
        raise SettingError(
            f"{path.name}: was altered, or made with another key; the one in keys/backup.key "
            "of that installation is right (CASELINE_BACKUP_KEY)"
        ) from None
    number, last = _HEAD.unpack(whole[: _HEAD.size])
    return number, last, whole[_HEAD.size :]
