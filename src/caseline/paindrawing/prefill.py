"""From a drawing to suggested regions: what it covers, how sure that is, and what to ask.

A suggestion is no score. The list of 19 regions that the patient confirms is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from caseline.interval import Interval
from caseline.paindrawing.coverage import Coverage, Covered, cover
from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.marks import Cells
from caseline.paindrawing.model import REGION_IDS, ViewId, body_map, other_side
from caseline.paindrawing.outside import Outside, outside
from caseline.paindrawing.rules import Threshold, rules


@dataclass(frozen=True, slots=True)
class Step:
    """The regions that count at one threshold, and the index that follows.

    The index is an interval where a view was not drawn: what hurts there is not on record.
    """

    threshold: Threshold
    regions: tuple[str, ...]
    wpi: Interval


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask before the list is confirmed, as a code, and about which regions.

    `side`: is it this side, or the other? `shoulder_or_neck`, `low_back_or_hip`: is it this
    region, or its neighbour? `loop`: does the pain fill what the line encloses? `front_not_drawn`,
    `back_not_drawn`: is there pain on that view?
    """

    code: str
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """The regions that a drawing suggests, and what speaks for and against them.

    Parameters
    ----------
    drawing
        What was drawn.
    threshold
        From which share on a region counts.
    regions
        How much of each region is covered.
    extent_percent
        Of the body, both views together.
    cells
        The marks, as they are painted.
    """

    drawing: PainDrawing
    threshold: Threshold
    regions: Mapping[str, Covered]
    extent_percent: Interval
    cells: Mapping[ViewId, Cells] = field(compare=False, repr=False)

    @cached_property
    def suggested(self) -> tuple[str, ...]:
        """The regions that count at the threshold, in the order of the index."""
        return _step(self, self.threshold).regions

    @cached_property
    def unanswered(self) -> tuple[str, ...]:
        """The regions that do not count, and show on a view that was not drawn."""
        return tuple(r for r in self.unseen if r not in self.suggested)

    @cached_property
    def unseen(self) -> tuple[str, ...]:
        """The regions that show on a view that was not drawn, whether they count or not."""
        drawn = self.drawing.drawn
        every = body_map(self.drawing.body).regions
        return tuple(region.id for region in every if not set(region.shapes).issubset(drawn))

    @property
    def painful(self) -> tuple[str, ...]:
        """The regions that the patient confirmed, or those suggested where nobody confirmed."""
        confirmed = self.drawing.confirmed
        return self.suggested if confirmed is None else confirmed

    @property
    def open(self) -> tuple[str, ...]:
        """The regions that are unanswered still: none where the patient confirmed the list."""
        return self.unanswered if self.drawing.confirmed is None else ()

    @cached_property
    def wpi(self) -> Interval:
        """The index that the suggested regions would give, if they are confirmed."""
        return _step(self, self.threshold).wpi

    @cached_property
    def sweep(self) -> tuple[Step, ...]:
        """The same at each threshold of the sweep."""
        return tuple(_step(self, one) for one in rules().sweep)

    @cached_property
    def wpi_range(self) -> Interval:
        """The index over the sweep: from the lowest to the highest."""
        first, *others = [step.wpi for step in self.sweep]
        for other in others:
            first = first.hull(other)
        return first

    @cached_property
    def unsure(self) -> tuple[str, ...]:
        """The regions that flip: they count at one threshold of the sweep and not at another."""
        counts = {r: sum(r in step.regions for step in self.sweep) for r in REGION_IDS}
        return tuple(r for r, n in counts.items() if 0 < n < len(self.sweep))

    @cached_property
    def outside(self) -> tuple[Outside, ...]:
        """The marks that touch no region, and so count for nothing, by view."""
        return outside(self.drawing, self.cells)

    @cached_property
    def intensities(self) -> Mapping[str, int]:
        """How strong it is in each region that hurts, 0 to 10: as said of it, else as drawn."""
        drawn = {r: self.regions[r].intensity for r in self.painful}
        said = {r: self.drawing.intensities.get(r, drawn[r]) for r in self.painful}
        return {r: value for r, value in said.items() if value is not None}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What to ask before the list is confirmed."""
        return tuple(_questions(self))


def suggest(drawing: PainDrawing, threshold: Threshold | None = None) -> Suggestion:
    """Suggest regions for a drawing.

    Parameters
    ----------
    drawing
        What was drawn.
    threshold
        From which share on a region counts; else the one that agreed best with simulated
        drawings, `rules().default`.

    Raises
    ------
    MissingExtraError
        OpenCV is not installed.
    """
    found: Coverage = cover(drawing)
    low, high = (Fraction(end * 100) for end in found.extent)
    used = rules().default if threshold is None else threshold
    return Suggestion(drawing, used, found.regions, Interval(low, high), found.cells)


def _step(found: Suggestion, threshold: Threshold) -> Step:
    counted = tuple(r for r in REGION_IDS if _counts(found.regions[r], threshold))
    open_ = sum(r not in counted for r in found.unseen)
    most = Fraction(len(counted) + open_)
    return Step(threshold, counted, Interval(Fraction(len(counted)), most))


def _counts(covered: Covered, threshold: Threshold) -> bool:
    share = covered.share if threshold.of == "region" else covered.share_of_body
    return threshold.reached_by(share)


def _questions(found: Suggestion) -> Iterator[Question]:
    for view in _not_drawn(found.drawing):
        yield Question(f"{view}_not_drawn", _shown(found, view))
    for code, regions in (("side", _one_sided(found)), ("loop", _by_loops(found))):
        if regions:
            yield Question(code, regions)
    touched = {r for r in REGION_IDS if found.regions[r].share > 0}
    for zone in rules().zones:
        if touched.intersection(zone.regions) and not set(zone.regions).issubset(found.suggested):
            yield Question(zone.code, zone.regions)


def _not_drawn(drawing: PainDrawing) -> tuple[ViewId, ...]:
    return tuple(view for view in drawing.views if view not in drawing.drawn)


def _shown(found: Suggestion, view: ViewId) -> tuple[str, ...]:
    shapes = {region.id: region.shapes for region in body_map(found.drawing.body).regions}
    return tuple(r for r in found.unanswered if view in shapes[r])


def _one_sided(found: Suggestion) -> tuple[str, ...]:
    return tuple(r for r in found.suggested if other_side(r) not in {r, *found.suggested})


def _by_loops(found: Suggestion) -> tuple[str, ...]:
    """The regions that count only if a loop, of which nobody said so, is filled."""
    if found.threshold.of != "region":
        return ()
    reached = found.threshold.reached_by
    return tuple(r for r in found.suggested if not reached(found.regions[r].lines_share))
