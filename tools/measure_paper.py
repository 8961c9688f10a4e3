"""Measures how well drawings are read from paper, with simulated scans and photographs.

    make paper

Writes the table of `docs/reference/pain-drawing.md` between its marks. What disagrees is a region
that counts in what was drawn and not in what was read, or the other way round; a view that was
drawn in one and not in the other disagrees in all regions that it leaves unanswered.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import cv2
import numpy as np

from caseline.errors import DrawingError
from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.model import REGION_IDS
from caseline.paindrawing.paper.read import drawing_on
from caseline.paindrawing.paper.simulated import (
    Scanned,
    blank_forms,
    simulate_paper,
    simulate_spoilt,
)
from caseline.paindrawing.paper.simulated_camera import WAYS, Way
from caseline.paindrawing.paper.simulated_pen import PENS, Pen
from caseline.paindrawing.paper.simulated_spoilt import DPI, SPOILERS
from caseline.paindrawing.prefill import suggest
from caseline.reports.drawing_form import form_pdf

SEED = 19
FORMS = 200
SPOILT = 6  # of each kind
PROGRAMS = {"OpenCV": "opencv-python-headless", "PDFium": "pypdfium2", "Typst": "typst"}
BLANK = blank_forms(form_pdf)
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "pain-drawing.md"
BEGIN, END = "<!-- paper: begin -->\n", "<!-- paper: end -->\n"


@dataclass(frozen=True, slots=True)
class Reading:
    """A simulated form as it was read: which regions agree, or nothing where it was refused."""

    pen: Pen
    way: Way
    agree: tuple[bool, ...] | None
    body_and_views: bool


def reading(number: int, seed: int = SEED) -> Reading:
    """Draw, take and read one form."""
    return _read(simulate_paper(np.random.default_rng([seed, number]), BLANK))


def spoilt_reading(kind: str, number: int, seed: int = SEED) -> Reading:
    """Draw, take, spoil and try to read one form."""
    return _read(simulate_spoilt(np.random.default_rng([seed, number]), BLANK, kind))


def _read(made: Scanned) -> Reading:
    cv2.setNumThreads(1)
    try:
        read = drawing_on(made.picture)
    except DrawingError:
        return Reading(made.pen, made.way, None, True)
    same = (read.body, read.drawn) == (made.drawing.body, made.drawing.drawn)
    return Reading(made.pen, made.way, _agree(made.drawing, read), same)


def _agree(drawn: PainDrawing, read: PainDrawing) -> tuple[bool, ...]:
    truth, found = suggest(drawn), suggest(read)
    return tuple(
        (r in truth.suggested, r in truth.unanswered)
        == (r in found.suggested, r in found.unanswered)
        for r in REGION_IDS
    )


def tables(some: Sequence[Reading]) -> Iterator[str]:
    """The lines between the marks of the page."""
    used = ", ".join(f"{name} {version(package)}" for name, package in PROGRAMS.items())
    yield f"{len(some)} forms, seed {SEED}, {len(REGION_IDS)} regions each. {used}.\n"
    yield "| forms | number | read | regions agree | lowest of a form | body or view wrong |"
    yield "|---|---|---|---|---|---|"
    yield f"| **all** | {_cells(some)} |"
    for way in WAYS:
        yield f"| {way} | {_cells([one for one in some if one.way == way])} |"
    for pen in PENS:
        yield f"| {pen} | {_cells([one for one in some if one.pen == pen])} |"


def spoilt_tables(some: Sequence[tuple[str, Reading]]) -> Iterator[str]:
    """The lines of the second table."""
    yield f"\n{len(some)} spoilt pictures, seed {SEED}, {DPI} dots to the inch.\n"
    yield "| picture | number | refused | lowest of those read | body or view wrong |"
    yield "|---|---|---|---|---|"
    for kind in SPOILERS:
        yield f"| {kind} | {_spoilt_cells([one for of, one in some if of == kind])} |"


def _cells(some: Sequence[Reading]) -> str:
    agree = _shares(some)
    wrong = sum(not one.body_and_views for one in some)
    return (
        f"{len(some)} | {len(agree) / len(some):.1%} | {np.mean(agree):.1%} | "
        f"{min(agree):.0%} | {wrong}"
    )


def _spoilt_cells(some: Sequence[Reading]) -> str:
    agree = _shares(some)
    wrong = sum(not one.body_and_views for one in some)
    lowest = f"{min(agree):.0%}" if agree else ""
    return f"{len(some)} | {len(some) - len(agree)} | {lowest} | {wrong}"


def _shares(some: Sequence[Reading]) -> list[float]:
    """The share of regions that agree, of each form that was read."""
    return [float(np.mean(one.agree)) for one in some if one.agree is not None]


if __name__ == "__main__":
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    kinds = [kind for kind in SPOILERS for _ in range(SPOILT)]
    with ProcessPoolExecutor() as cores:  # on each of them one at a time
        read = list(cores.map(reading, range(FORMS)))
        spoilt = list(cores.map(spoilt_reading, kinds, range(len(kinds))))
    written = "\n".join([*tables(read), *spoilt_tables(list(zip(kinds, spoilt, strict=True)))])
    PAGE.write_text(before + BEGIN + written + "\n" + END + after, encoding="utf-8")
