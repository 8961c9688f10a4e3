"""The bytes of a file that somebody gives."""

from pathlib import Path

from caseline.errors import DrawingError


def bytes_of(path: Path, most: int, wanted: str) -> bytes:
    """Read a file up to one byte more than `most`, by which it is seen to be too large.

    No more is read: a device has no size and no end.

    Raises
    ------
    DrawingError
        It cannot be read; `wanted` is what is needed instead.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as exc:
        reason = "is a folder" if path.is_dir() else "cannot be read"
        reason = reason if path.exists() else "there is no such file"
        raise DrawingError(f"{path.name or path}: {reason}, {wanted} is needed") from exc
