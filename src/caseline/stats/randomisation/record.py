"""Values and assignment as the tests take them, or a sentence that says what is wrong."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from caseline.direction import Direction, relief
from caseline.errors import DesignError
from caseline.stats.randomisation.orders import Bools
from caseline.stats.randomisation.scheme import as_assignment
from caseline.stats.randomisation.whole import Floats

MOST = 1000  # values; more would take too long, and the number treated has its bits in a code


class Record(NamedTuple):
    """Values, higher is better, and the order that was made: see `contrast` for their shapes."""

    gains: Floats
    made: Bools


def record(values: ArrayLike, assignment: ArrayLike, worse: Direction) -> Record:
    """The values signed so that higher is better, with their assignment.

    Raises
    ------
    DesignError
        The shapes do not fit each other, a value is infinite, none is there, or there are
        too many.
    """
    made = as_assignment(assignment)
    given = np.asarray(values, dtype=np.float64)
    if given.shape[: made.ndim] != made.shape or given.ndim > 2:
        raise DesignError(
            f"an assignment of shape {made.shape} does not fit values of shape {given.shape}"
        )
    if given.size > MOST:
        raise DesignError(f"a randomisation test takes up to {MOST} values, there are {given.size}")
    if np.isinf(given).any():
        raise DesignError("a randomisation test needs finite numbers, or NaN for a missing value")
    return Record(relief(worse) * given.reshape(len(given), -1), made)
