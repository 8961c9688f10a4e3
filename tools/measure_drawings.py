"""Measures how well a threshold finds painful regions again, with simulated drawings.

    python tools/measure_drawings.py

Writes the tables of `docs/reference/pain-drawing.md` between its marks. The threshold that the
package uses (`default` in `src/caseline/paindrawing/data/prefill.toml`) is the one of the sweep
with the highest kappa; a test compares the two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from caseline.paindrawing.coverage import Covered, cover
from caseline.paindrawing.drawing import mirrored
from caseline.paindrawing.model import BODIES, REGION_IDS
from caseline.paindrawing.rules import Threshold, rules
from caseline.paindrawing.simulated import JITTER, STYLES, WIDTHS, Simulated, simulate

SEED = 19
DRAWINGS = 1500
FEWER = 300  # where only one assumption is changed
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "pain-drawing.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
FINE = tuple(Threshold("region", percent / 100) for percent in (2, 3, 4, 6, 7, 8))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How suggested regions agree with the truth, over all regions of all drawings."""

    sensitivity: float
    specificity: float
    kappa: float


@dataclass(frozen=True, slots=True)
class Sample:
    """A simulated drawing and what it covers."""

    made: Simulated
    regions: dict[str, Covered]


def samples(n: int, jitter: float = JITTER, seed: int = SEED) -> list[Sample]:
    """Draw and measure, on each body in turn."""
    chance = np.random.default_rng(seed)
    made = [simulate(chance, body=BODIES[one % 3], jitter=jitter) for one in range(n)]
    return [_measured(one) for one in made]


def _measured(one: Simulated) -> Sample:
    return Sample(one, dict(cover(one.drawing).regions))


def swapped(some: Sequence[Sample]) -> list[Sample]:
    """The same pain, drawn with left and right mistaken for one another."""
    turned = (replace(one.made, drawing=mirrored(one.made.drawing)) for one in some)
    return [_measured(one) for one in turned]


def agreement(some: Sequence[Sample], threshold: Threshold) -> Agreement:
    """Compare what counts at a threshold with what hurts."""
    truth = np.array([[r in one.made.painful for r in REGION_IDS] for one in some])
    found = np.array([[_counts(one.regions[r], threshold) for r in REGION_IDS] for one in some])
    agree = (truth == found).mean()
    by_chance = truth.mean() * found.mean() + (1 - truth.mean()) * (1 - found.mean())
    return Agreement(
        sensitivity=float(found[truth].mean()),
        specificity=float(1 - found[~truth].mean()),
        kappa=float((agree - by_chance) / (1 - by_chance)),
    )


def _counts(covered: Covered, threshold: Threshold) -> bool:
    share = covered.share if threshold.of == "region" else covered.share_of_body
    return threshold.reached_by(share)


def best(some: Sequence[Sample]) -> Threshold:
    """The threshold of the sweep that agrees best."""
    return max(rules().sweep, key=lambda one: agreement(some, one).kappa)


def tables() -> Iterator[str]:
    """The lines between the marks of the page."""
    some = samples(DRAWINGS)
    yield f"{DRAWINGS} drawings, seed {SEED}, {len(REGION_IDS)} regions each.\n"
    yield "| a region counts | sensitivity | specificity | kappa |\n|---|---|---|---|"
    for one in rules().sweep:
        bold = "**" if one == rules().default else ""
        yield f"| {bold}{_named(one)}{bold} | {_cells(agreement(some, one))} |"
    finer = ", ".join(f"{one.least:.0%} {agreement(some, one).kappa:.2f}" for one in FINE)
    yield f"\nKappa between the steps of the sweep: {finer}.\n"
    used = rules().default
    yield f"Counted {_named(used)}, by how the drawing was made:\n"
    yield "| drawings | sensitivity | specificity | kappa |\n|---|---|---|---|"
    for name, part in _parts(some):
        yield f"| {name} | {_cells(agreement(part, used))} |"


def _parts(some: Sequence[Sample]) -> Iterator[tuple[str, Sequence[Sample]]]:
    for style in STYLES:
        yield style, [one for one in some if one.made.style == style]
    for width in WIDTHS:
        yield f"pen {width:g} units wide", [one for one in some if one.made.width == width]
    for jitter in (0.0, 2 * JITTER):
        yield f"marks {jitter:g} units beside the pain (sd)", samples(FEWER, jitter)
    yield "left and right swapped", swapped(some[:FEWER])


def _named(threshold: Threshold) -> str:
    if threshold.least == 0:
        return "at any touch"
    whole = "the region" if threshold.of == "region" else "the body"
    return f"from {threshold.least * 100:g} % of {whole}"


def _cells(found: Agreement) -> str:
    return f"{found.sensitivity:.2f} | {found.specificity:.2f} | {found.kappa:.2f}"


if __name__ == "__main__":
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(before + BEGIN + "\n".join(tables()) + "\n" + END + after, encoding="utf-8")
