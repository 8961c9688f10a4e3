"""Draws one page of a PDF: a program of its own, so that a PDF can take no more than it is given.

    python pdf_program.py PAGE DPI KEPT_DOTS MOST_DOTS MEGABYTES SECONDS < a.pdf

PAGE 0 is the only one. It writes a line of JSON, then the dots: blue, green and red, row by row.
It imports nothing of Caseline, and of other packages pypdfium2 alone: what it takes is the PDF's.
"""

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

_INCH = 72  # points of a PDF in an inch


def bound(megabytes: int, seconds: int) -> None:
    """Have the system end this process where it takes more, as far as the system can do that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in (
        (resource.RLIMIT_AS, megabytes * 1_000_000),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # it has a lower one, or macOS, which has none
            resource.setrlimit(what, (most, most))


def short_of_memory(megabytes: int, kept_dots: int) -> bool:
    """Whether less was left than a layer of a page takes: PDFium leaves out what has no room."""
    try:
        with Path("/proc/self/status").open() as status:
            peak = next(int(line.split()[1]) for line in status if line.startswith("VmPeak"))
    except OSError:  # not Linux, where nothing was bounded
        return False
    return peak * 1024 > megabytes * 1_000_000 - 4 * kept_dots


def drawn(
    found: bytes, page: int, dpi: int, kept_dots: int, most_dots: int
) -> tuple[dict[str, Any], bytes]:
    """What is told of the PDF, and the dots of its page where it can be drawn."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(found)
        told: dict[str, Any] = {"pages": len(document)}
        if not 0 < (page or len(document)) <= len(document) or (not page and len(document) > 1):
            return told, b""
        one = document[(page or 1) - 1]
        for image in one.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
            size = image.get_px_size()  # PDFium unpacks them whole
            if size[0] * size[1] > most_dots:
                return {**told, "too_large": size}, b""
        width, height = (side / _INCH * dpi for side in one.get_size())
        fits = min((kept_dots / (width * height)) ** 0.5, 1.0)
        dots = one.render(
            scale=dpi / _INCH * fits, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR
        )
    except pypdfium2.PdfiumError:
        return {"broken": True}, b""
    return {**told, "size": (dots.width, dots.height), "stride": dots.stride}, bytes(dots.buffer)


if __name__ == "__main__":
    page, dpi, kept_dots, most_dots, megabytes, seconds = map(int, sys.argv[1:])
    bound(megabytes, seconds)
    try:
        told, dots = drawn(sys.stdin.buffer.read(), page, dpi, kept_dots, most_dots)
    except ImportError:
        told, dots = {"missing": True}, b""
    if short_of_memory(megabytes, kept_dots):
        sys.exit(1)
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + dots)
