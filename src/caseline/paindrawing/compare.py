"""Two drawings of one person: which regions came and went, and how far the marks overlap.

The same person who draws the same pain again covers less than half of it again
(`rules().redrawn`). So a region that comes or goes is no sign of change by itself.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import numpy as np

from caseline.errors import DrawingError
from caseline.interval import Interval, exactly
from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.marks import painted, regions
from caseline.paindrawing.model import REGION_IDS
from caseline.paindrawing.prefill import Suggestion
from caseline.paindrawing.rules import Redrawn, rules


class Answered(Protocol):
    """What a person says hurts, and what stays unanswered: a suggestion, or a list in a course."""

    @property
    def painful(self) -> tuple[str, ...]:
        """The regions with pain."""
        ...

    @property
    def open(self) -> tuple[str, ...]:
        """The regions that are unanswered."""
        ...


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two drawings.

    Parameters
    ----------
    gained, lost
        Regions that hurt in the later one only, or in the earlier one only: those that were
        confirmed, or suggested where nobody confirmed.
    not_comparable
        Regions that one of the two does not answer.
    wpi_change
        Later minus earlier; an interval where a view was not drawn.
    region_jaccard
        Regions that hurt in both, over those that hurt in either, among the comparable ones;
        None where there are none.
    mark_jaccard
        The same for the marked area, over the views that both have; None where nothing is marked.
    redrawn
        How far a drawing overlaps with itself, drawn again.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    not_comparable: tuple[str, ...]
    wpi_change: Interval
    region_jaccard: Fraction | None
    mark_jaccard: float | None
    redrawn: Redrawn


def compare(earlier: Suggestion, later: Suggestion) -> Comparison:
    """Compare two drawings on the same body map.

    Raises
    ------
    DrawingError
        They are on two body maps.
    """
    return compare_lists(earlier, later, mark_jaccard(earlier.drawing, later.drawing))


def compare_lists(
    earlier: Answered, later: Answered, mark_jaccard: float | None = None
) -> Comparison:
    """Compare two lists of regions; `mark_jaccard` is that of their marks, where it is known."""
    open_ = {*earlier.open, *later.open}
    before, after = set(earlier.painful) - open_, set(later.painful) - open_
    either = before | after
    return Comparison(
        gained=_in_order(after - before),
        lost=_in_order(before - after),
        not_comparable=_in_order(open_),
        wpi_change=index(later) - index(earlier),
        region_jaccard=Fraction(len(before & after), len(either)) if either else None,
        mark_jaccard=mark_jaccard,
        redrawn=rules().redrawn,
    )


def index(found: Answered) -> Interval:
    """The Widespread Pain Index; an interval where regions are unanswered."""
    return exactly(len(found.painful)) + Interval(Fraction(0), Fraction(len(found.open)))


def mark_jaccard(one: PainDrawing, other: PainDrawing) -> float | None:
    """The area of the body marked in both drawings, over the area marked in either.

    Only views that both have are compared; None where neither marks anything on them.

    Raises
    ------
    DrawingError
        They are on two body maps.
    """
    _same_body(one, other)
    marks, others = painted(one), painted(other)
    both = either = 0
    for view in marks.keys() & others.keys():
        body = regions(one.body, view) > 0
        a, b = (marks[view] > 0) & body, (others[view] > 0) & body
        both += int(np.count_nonzero(a & b))
        either += int(np.count_nonzero(a | b))
    return both / either if either else None


def _same_body(one: PainDrawing, other: PainDrawing) -> None:
    if one.body != other.body:
        raise DrawingError(
            f"two drawings are on the body maps '{one.body}' and '{other.body}', one is needed"
        )


def _in_order(names: set[str]) -> tuple[str, ...]:
    return tuple(region for region in REGION_IDS if region in names)
