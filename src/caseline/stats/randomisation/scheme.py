"""What every scheme can do: tell all orders that it could have made."""

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from caseline.errors import DesignError
from caseline.stats.randomisation.orders import Bools, Orders


class Scheme(ABC):
    """A way to draw the order of treatment, each allowed order equally likely."""

    dimensions: ClassVar[int] = 1  # of an assignment

    def orders(self, assignment: ArrayLike) -> Orders:
        """All orders that the scheme could have made in the place of this one.

        Parameters
        ----------
        assignment : shape (n,), for several baselines (cases, n)
            The order that was drawn: true where treated.

        Raises
        ------
        DesignError
            The scheme could not have made this order.
        """
        made = as_assignment(assignment)
        if made.ndim != self.dimensions:
            raise DesignError(f"{self} cannot have made an assignment of {made.ndim} dimensions")
        orders = self._unfold(made)
        if not orders.allows(made):
            raise DesignError(f"{self} could not have made the given order of treatment")
        return orders

    @abstractmethod
    def _unfold(self, made: Bools) -> Orders:
        """All orders of the length and the margins of the one that was made."""


def as_assignment(assignment: ArrayLike) -> Bools:
    """The assignment as an array of true and false.

    Raises
    ------
    DesignError
        It is empty, or holds something else than true and false (or 1 and 0).
    """
    made = np.asarray(assignment)
    if made.size == 0:
        raise DesignError("an assignment needs at least one value, there is none")
    if made.dtype.kind not in "biuf" or not np.isin(made, (0, 1)).all():
        raise DesignError("an assignment must hold true and false (or 1 and 0) only")
    return made.astype(np.bool_)
