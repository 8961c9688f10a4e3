"""What the numerics accept as the values of a course: finite numbers that differ, in order."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from caseline.errors import DesignError

Values = NDArray[np.float64]
Labels = Sequence[object] | NDArray[np.generic]

FEWEST_PER_PHASE = 2
MOST_IN_PAIRS = 5_000  # 12.5 million pairs


def two_phases(
    baseline: ArrayLike,
    treatment: ArrayLike,
    index: str,
    *,
    fewest: int = FEWEST_PER_PHASE,
) -> tuple[Values, Values]:
    """The values of both phases, or the reason why `index` has no answer for them."""
    a, b = numbers(baseline, index, "baseline"), numbers(treatment, index, "treatment")
    for values, name, needed in ((a, "baseline", fewest), (b, "treatment", FEWEST_PER_PHASE)):
        refuse_few(values, needed, index, name)
    refuse_constant(np.concatenate((a, b)), index)
    return a, b


def numbers(values: ArrayLike, index: str, name: str = "a phase") -> Values:
    """A row of finite numbers."""
    row = with_gaps(values, index, name)
    if not np.isfinite(row).all():
        raise DesignError(f"{index} needs finite numbers, {name} holds NaN: leave gaps out")
    return row


def with_gaps(values: ArrayLike, index: str, name: str = "the series") -> Values:
    """A row of numbers in which NaN stands for a value that is missing."""
    try:
        row = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise DesignError(f"{index} needs numbers, {name} holds something else") from None
    if row.ndim != 1:
        raise DesignError(f"{index} needs one row of numbers, {name} has {row.ndim} dimensions")
    if np.isinf(row).any():
        raise DesignError(f"{index} needs finite numbers, {name} holds infinity")
    return row


def measured_at(times: ArrayLike | None, count: int, index: str) -> Values:
    """When each value was measured; 1, 2, 3, … where no times are given."""
    if times is None:
        return np.arange(1.0, count + 1)
    when = numbers(times, index, "the times")
    if when.size != count:
        raise DesignError(f"{index} needs one time per value: {count}, there are {when.size}")
    if (np.diff(when) <= 0).any():
        raise DesignError(f"{index} needs times that rise from value to value")
    return when


def labelled(labels: Labels | None, count: int, index: str) -> list[object]:
    """The phase of each value; one phase for all where no labels are given."""
    if labels is None:
        return [None] * count
    names: list[object] = list(labels)
    if len(names) != count:
        raise DesignError(f"{index} needs one phase per value: {count}, there are {len(names)}")
    return names


def places(labels: list[object]) -> dict[object, NDArray[np.intp]]:
    """Where each label stands, in the order of their first places."""
    found: dict[object, list[int]] = {}
    for place, label in enumerate(labels):
        found.setdefault(label, []).append(place)
    return {label: np.array(where) for label, where in found.items()}


def refuse_few(values: Values, fewest: int, index: str, name: str) -> None:
    """Raises where there are fewer than `fewest` values."""
    if values.size < fewest:
        verb = "is" if values.size == 1 else "are"
        raise DesignError(
            f"{index} needs at least {fewest} {name} values, there {verb} {values.size}"
        )


def refuse_many(count: int, index: str) -> None:
    """Raises where comparing every pair would take too long."""
    if count > MOST_IN_PAIRS:
        raise DesignError(
            f"{index} compares every pair, for up to {MOST_IN_PAIRS} values; there are {count}"
        )


def refuse_constant(values: Values, index: str) -> None:
    """Raises where all values are the same: then there is nothing to compare."""
    if (values == values[0]).all():
        raise DesignError(f"{index} needs values that differ, all are the same")
