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
from caseline.paindrawing.paper.simulated import blank_forms, simulate_paper
from caseline.paindrawing.paper.simulated_camera import WAYS, Way
from caseline.paindrawing.paper.simulated_pen import PENS, Pen
from caseline.paindrawing.prefill import suggest
from caseline.reports.drawing_form import form_pdf

SEED = 19
FORMS = 200
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


def readings(n: int, seed: int = SEED) -> Iterator[Reading]:
    """Draw, take and read forms, on each core one at a time."""
    with ProcessPoolExecutor() as cores:
        yield from cores.map(reading, range(n), [seed] * n)


def reading(number: int, seed: int = SEED) -> Reading:
    """Draw, take and read one form."""
    cv2.setNumThreads(1)
    made = simulate_paper(np.random.default_rng([seed, number]), BLANK)
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


def _cells(some: Sequence[Reading]) -> str:
    agree = [float(np.mean(one.agree)) for one in some if one.agree is not None]
    wrong = sum(not one.body_and_views for one in some)
    return (
        f"{len(some)} | {len(agree) / len(some):.1%} | {np.mean(agree):.1%} | "
        f"{min(agree):.0%} | {wrong}"
    )


if __name__ == "__main__":
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    written = "\n".join(tables(list(readings(FORMS))))
    PAGE.write_text(before + BEGIN + written + "\n" + END + after, encoding="utf-8")
