"""The file of a scan or a photograph: its picture, and what is no picture refused.

How large a picture is stands in its first bytes. They are read before anything is unpacked: a
small file may claim a billion dots. Where and when a picture was taken is never looked at.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from struct import unpack
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from caseline.errors import DrawingError, MissingExtraError
from caseline.paindrawing.given import bytes_of
from caseline.paindrawing.marks import opencv

Picture = NDArray[np.uint8]
"""Blue, green and red, shape (height, width, 3)."""

MOST_BYTES = 64_000_000
MOST_DOTS = 60_000_000  # A4 at 600 dots per inch has 35 million
KEPT_DOTS = 12_000_000  # what is more is shrunk at once: A4 at 350 dots per inch
LEAST_SIDE = 600
PDF_MEGABYTES = 300  # of the process that draws a page; the largest scan takes half of it
PDF_SECONDS = 20  # of a processor
_PDF_DPI = 300
_PDF_PROGRAM = str(Path(__file__).with_name("pdf_program.py"))

_QUIET, _STDERR = Lock(), 2  # of one thread at a time: all of them print to the same

_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # JPEG segments that give a picture's size
_BARE = {0x01, *range(0xD0, 0xD9)}  # JPEG segments without a length


def read_picture(path: Path, page: int | None = None) -> Picture:
    """Read a scan or a photograph: PNG, JPEG, or a page of a PDF.

    Parameters
    ----------
    path
        Where it is.
    page
        Which page, from 1; may be left out where there is only one.

    Raises
    ------
    DrawingError
        The file cannot be read, is no such picture, is too large, too small or broken, or has not
        that page.
    MissingExtraError
        What reads it is not installed.
    """
    found = bytes_of(path, MOST_BYTES, "a scan of the form")
    try:
        return picture_in(found, page)
    except DrawingError as exc:
        raise DrawingError(f"{path.name}: {exc}") from None


def picture_in(found: bytes, page: int | None = None) -> Picture:
    """Read a picture from the bytes of its file.

    Raises
    ------
    DrawingError
        As `read_picture`.
    """
    if len(found) > MOST_BYTES:
        raise DrawingError(f"is larger than {MOST_BYTES // 1_000_000} MB, a smaller scan is needed")
    if found.startswith(b"%PDF-"):
        return _pdf(found, page)
    for start, read in _KINDS.items():
        if found.startswith(start):
            _check_page(page, 1)
            return read(found)
    raise DrawingError("is no PNG, JPEG or PDF, one of them is needed")


def _check_page(page: int | None, pages: int) -> None:
    if page is None and pages > 1:
        raise DrawingError(f"has {pages} pages, the number of the one to read is needed")
    if page is not None and not 1 <= page <= pages:
        last = "only page 1" if pages == 1 else f"pages 1 to {pages}"
        raise DrawingError(f"has no page {page}, it has {last}")


def _png(found: bytes) -> Picture:
    if len(found) < 24 or found[12:16] != b"IHDR":
        raise _broken()
    if b"acTL" in found[: found.find(b"IDAT")]:  # OpenCV unpacks several of its pictures at once
        raise DrawingError("is an animated picture, a still one is needed")
    width, height = unpack(">II", found[16:24])
    return _unpacked(found, width, height)


def _jpeg(found: bytes) -> Picture:
    at = 2
    while at + 9 <= len(found) and found[at] == 0xFF:
        kind = found[at + 1]
        if kind in _FRAMES:
            height, width = unpack(">HH", found[at + 5 : at + 9])
            return _unpacked(found, width, height)
        at += (
            1
            if kind == 0xFF
            else 2
            if kind in _BARE
            else 2 + int(unpack(">H", found[at + 2 : at + 4])[0])
        )
    raise _broken()


def _unpacked(found: bytes, width: int, height: int) -> Picture:
    cv2 = opencv()
    _check_size(width, height)
    large = width * height >= 4 * KEPT_DOTS  # a quarter of its dots is enough, in less memory
    how = cv2.IMREAD_REDUCED_COLOR_2 if large else cv2.IMREAD_COLOR
    how |= cv2.IMREAD_IGNORE_ORIENTATION  # the form's marks say what is up
    try:
        with _quiet():
            picture = cv2.imdecode(np.frombuffer(found, np.uint8), how)
    except cv2.error:
        raise _broken() from None
    if picture is None:
        raise _broken()
    return _shrunk(picture)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what unpacks pictures from printing: it tells of a broken file by itself, in C."""
    with _QUIET:
        try:
            kept = os.dup(_STDERR)
        except OSError:  # closed, as a service has it
            yield
            return
        try:
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), _STDERR)
            yield
        finally:
            os.dup2(kept, _STDERR)
            os.close(kept)


def _check_size(width: int, height: int) -> None:
    _check_most(width, height)
    if min(width, height) < LEAST_SIDE:
        least = f"{LEAST_SIDE} each way is the least"
        raise DrawingError(f"is {width} x {height} dots and too small to be read, {least}")


def _check_most(width: int, height: int) -> None:
    if width * height > MOST_DOTS:
        most = f"at most {MOST_DOTS // 1_000_000} million dots are needed"
        raise DrawingError(f"is {width} x {height} dots, {most}")


def _shrunk(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    by = (KEPT_DOTS / (width * height)) ** 0.5
    if by >= 1:
        return picture
    size = (round(width * by), round(height * by))
    return np.asarray(opencv().resize(picture, size, interpolation=opencv().INTER_AREA))


def _pdf(found: bytes, page: int | None) -> Picture:
    """One page as a picture, at most as fine as an A4 page at 300 dots per inch.

    Another process draws it: a page of a few kilobytes can ask for any memory and time.
    """
    bounds = (_PDF_DPI, KEPT_DOTS, MOST_DOTS, PDF_MEGABYTES, PDF_SECONDS)
    command = [sys.executable, "-I", _PDF_PROGRAM, str(page or 0), *map(str, bounds)]
    try:
        done = subprocess.run(  # noqa: S603  this interpreter, a file of ours, numbers
            command, input=found, capture_output=True, check=True, timeout=3 * PDF_SECONDS
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise DrawingError(
            f"is a PDF that takes more than {PDF_MEGABYTES} MB or {PDF_SECONDS} seconds to draw, "
            "a scan of the form is needed"
        ) from None
    line, _, dots = done.stdout.partition(b"\n")
    told = json.loads(line)
    if "missing" in told:
        raise MissingExtraError("a PDF of a pain drawing", "drawing")
    if "broken" in told:
        raise DrawingError("is a PDF that is broken or locked, an open one is needed")
    _check_page(page, told["pages"])
    _check_most(*told.get("too_large", (0, 0)))
    width, height = told["size"]
    _check_size(width, height)
    rows = np.frombuffer(dots, np.uint8).reshape(height, told["stride"])
    return np.ascontiguousarray(rows[:, : 3 * width].reshape(height, width, 3))


def _broken() -> DrawingError:
    return DrawingError("is a broken picture, a whole one is needed")


_KINDS: dict[bytes, Callable[[bytes], Picture]] = {
    b"\x89PNG\r\n\x1a\n": _png,
    b"\xff\xd8": _jpeg,
}
