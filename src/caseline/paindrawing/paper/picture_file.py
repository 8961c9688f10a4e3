"""The file of a scan or a photograph: its picture, and what is no picture refused.

How large a picture is stands in its first bytes. They are read before anything is unpacked: a
small file may claim a billion dots. Where and when a picture was taken is never looked at.
"""

from collections.abc import Callable
from pathlib import Path
from struct import unpack
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caseline.errors import DrawingError, MissingExtraError
from caseline.paindrawing.marks import opencv

Picture = NDArray[np.uint8]
"""Blue, green and red, shape (height, width, 3)."""

MOST_BYTES = 64_000_000
MOST_DOTS = 60_000_000  # A4 at 600 dots per inch has 35 million
KEPT_DOTS = 12_000_000  # what is more is shrunk at once: A4 at 350 dots per inch
LEAST_SIDE = 600
_PDF_DPI = 300
_INCH = 72  # points of a PDF in an inch

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
    try:
        with path.open("rb") as file:
            found = file.read(MOST_BYTES + 1)  # no more: a device has no size and no end
    except OSError as exc:
        reason = "is a folder" if path.is_dir() else "cannot be read"
        reason = reason if path.exists() else "there is no such file"
        raise DrawingError(f"{path.name}: {reason}, a scan of the form is needed") from exc
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
        picture = cv2.imdecode(np.frombuffer(found, np.uint8), how)
    except cv2.error:
        raise _broken() from None
    if picture is None:
        raise _broken()
    return _shrunk(picture)


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
    """One page as a picture, at most as fine as an A4 page at 300 dots per inch."""
    try:
        import pypdfium2
    except ImportError:
        raise MissingExtraError("a PDF of a pain drawing", "drawing") from None
    try:
        with pypdfium2.PdfDocument(found) as document:
            _check_page(page, len(document))
            return _page(document[(page or 1) - 1], pypdfium2.raw.FPDF_PAGEOBJ_IMAGE)
    except pypdfium2.PdfiumError:
        raise DrawingError("is a PDF that is broken or locked, an open one is needed") from None


def _page(page: Any, image: int) -> Picture:  # noqa: ANN401 - pypdfium2 has no types
    for one in page.get_objects(filter=[image]):
        _check_most(*one.get_px_size())  # PDFium unpacks them whole
    width, height = (side / _INCH * _PDF_DPI for side in page.get_size())
    fits = min((KEPT_DOTS / (width * height)) ** 0.5, 1.0)
    drawn = page.render(scale=_PDF_DPI / _INCH * fits, rev_byteorder=False, prefer_bgrx=False)
    picture = np.asarray(drawn.to_numpy(), np.uint8)
    if picture.ndim < 3 or picture.shape[2] == 1:
        picture = np.asarray(opencv().cvtColor(picture, opencv().COLOR_GRAY2BGR), np.uint8)
    _check_size(picture.shape[1], picture.shape[0])
    return np.ascontiguousarray(picture[:, :, :3])


def _broken() -> DrawingError:
    return DrawingError("is a broken picture, a whole one is needed")


_KINDS: dict[bytes, Callable[[bytes], Picture]] = {
    b"\x89PNG\r\n\x1a\n": _png,
    b"\xff\xd8": _jpeg,
}
