"""Measures how well a threshold finds painful regions again, with simulated drawings.

    python tools/measure_drawings.py

Writes the tables of `docs/reference/pain-drawing.md` between its marks. The threshold that the
package uses (`default` in `src/caseline/paindrawing/data/prefill.toml`) is the one of the sweep
with the highest kappa; a test compares the two.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from caseline.paindrawing.coverage import Covered, cover
from caseline.paindrawing.drawing import mirrored
from caseline.paindrawing.model import BODIES, REGION_IDS
from caseline.paindrawing.rules import Threshold, rules
from caseline.paindrawing.simulated import JITTER, STYLES, WIDTHS, Simulated, simulate

SEED = 19
DRAWINGS = 1500
FEWER = 300  # where only one assumption is changed
RESAMPLED = 1000
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "pain-drawing.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
FINE = tuple(Threshold("region", percent / 100) for percent in (2, 3, 4, 6, 7, 8))

Regions = NDArray[np.bool_]
"""Which region hurts or counts, shape (drawings, 19)."""


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
    return _agreement(_truth(some), _found(some, threshold))


def _truth(some: Sequence[Sample]) -> Regions:
    return np.array([[r in one.made.painful for r in REGION_IDS] for one in some])


def _found(some: Sequence[Sample], threshold: Threshold) -> Regions:
    return np.array([[_counts(one.regions[r], threshold) for r in REGION_IDS] for one in some])


def _agreement(truth: Regions, found: Regions) -> Agreement:
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


def resampled(
    some: Sequence[Sample], thresholds: Sequence[Threshold], seed: int = SEED
) -> NDArray[np.float64]:
    """Kappa at each threshold, of drawings drawn again from these: shape (RESAMPLED, thresholds).

    A drawing is drawn with all its regions, which are not independent of one another.
    """
    chance = np.random.default_rng(seed)
    truth, found = _truth(some), [_found(some, one) for one in thresholds]
    again = chance.integers(len(some), size=(RESAMPLED, len(some)))
    return np.array([[_agreement(truth[of], one[of]).kappa for one in found] for of in again])


def tables() -> Iterator[str]:
    """The lines between the marks of the page."""
    sweep, some = rules().sweep, samples(DRAWINGS)
    drawn_again = resampled(some, [*sweep, *FINE])
    errors = drawn_again.std(axis=0)
    yield f"{DRAWINGS} drawings, seed {SEED}, {len(REGION_IDS)} regions each.\n"
    yield "| a region counts | sensitivity | specificity | kappa (standard error) |"
    yield "|---|---|---|---|"
    for one, error in zip(sweep, errors, strict=False):
        yield f"| {_bold(one, _named(one))} | {_cells(agreement(some, one))} ({error:.3f}) |"
    first = (drawn_again[:, : len(sweep)].argmax(axis=1) == sweep.index(rules().default)).mean()
    yield (
        f"\nOf {RESAMPLED} resamplings of these drawings, {first:.0%} have their highest kappa of "
        f"the sweep {_named(rules().default)}."
    )
    finer = ", ".join(f"{one.least:.0%} {agreement(some, one).kappa:.3f}" for one in FINE)
    yield f"\nKappa between the steps of the sweep: {finer}."
    parts = {name: [agreement(part, one) for one in sweep] for name, part in _parts(some)}
    for measure in ("sensitivity", "specificity", "kappa"):
        yield from _by_kind(measure, parts)


def _by_kind(measure: str, parts: Mapping[str, Sequence[Agreement]]) -> Iterator[str]:
    """One measure by how drawings were made and by threshold; the best kappa of each kind bold."""
    told = "; the highest of each kind stands out" if measure == "kappa" else ""
    yield f"\n{measure.capitalize()} by how a drawing was made and by threshold{told}:\n"
    yield f"| drawings | {' | '.join(map(_short, rules().sweep))} |"
    yield "|---" * (1 + len(rules().sweep)) + "|"
    for name, found in parts.items():
        values = [getattr(one, measure) for one in found]
        most = max(values) if measure == "kappa" else None
        cells = (f"**{one:.2f}**" if one == most else f"{one:.2f}" for one in values)
        yield f"| {name} | {' | '.join(cells)} |"


def _parts(some: Sequence[Sample]) -> Iterator[tuple[str, Sequence[Sample]]]:
    yield "all", some
    for style in STYLES:
        yield style, [one for one in some if one.made.style == style]
    for width in WIDTHS:
        yield f"pen {width:g} units wide", [one for one in some if one.made.width == width]
    for jitter in (0.0, 2 * JITTER):
        yield f"marks {jitter:g} units beside the pain (sd)", samples(FEWER, jitter)
    yield "left and right swapped", swapped(some[:FEWER])


def _short(threshold: Threshold) -> str:
    if threshold.least == 0:
        return "any touch"
    return _bold(threshold, f"{threshold.least * 100:g} % of {threshold.of}")


def _bold(threshold: Threshold, text: str) -> str:
    """The threshold in use stands out."""
    return f"**{text}**" if threshold == rules().default else text


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
