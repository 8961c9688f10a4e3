"""The share of orders that are at least as extreme: counted, or estimated from random orders."""

from collections.abc import Callable
from functools import cached_property
from math import sqrt
from typing import NamedTuple

import numpy as np

from caseline.errors import DesignError
from caseline.stats.randomisation.contrast import Contrast
from caseline.stats.randomisation.counting import count_beyond
from caseline.stats.randomisation.orders import Bools, Letters, Orders, Paths
from caseline.stats.randomisation.whole import EVEN, Floats, Wholes

DRAWS = 99_999  # with the order that was made: 100,000
LISTED = 20_000  # so many orders are worked out one by one for a statistic of the caller's own

Statistic = Callable[[Floats, Bools], float]


class Share(NamedTuple):
    """A share of the orders, and its standard error: 0 where it was counted."""

    p: float
    exact: bool
    se: float


class Reference:
    """The orders that an order is compared with; those drawn at random are drawn once.

    Once counting has been out of reach, it is not tried again, so that shares of one
    reference can be compared with each other.
    """

    def __init__(self, orders: Orders, seed: int) -> None:
        self.orders = orders
        self.seed = seed
        self._countable = True

    def share(self, contrast: Contrast) -> Share:
        """The share of orders whose difference of means is at least as extreme."""
        if self._countable:
            found = count_beyond(self.orders, contrast)
            if found is not None:
                return Share(min(found / self.orders.count, 1.0), exact=True, se=0.0)
            self._countable = False
        codes: Wholes = np.zeros(DRAWS, dtype=np.int64)
        for letters, weight in zip(self._drawn, contrast.weights, strict=True):
            codes += weight[letters]
        return _estimated(int(contrast.beyond(codes).sum()))

    def share_by(
        self, statistic: Statistic, gains: Floats, made: Bools, *, two_sided: bool
    ) -> tuple[float, Share]:
        """The statistic of the order that was made, and the share as extreme by it."""
        observed = float(statistic(gains, made))
        if not np.isfinite(observed):
            raise DesignError("the statistic must be a finite number for the order that was made")
        listed = self._listed
        orders = listed or map(self.orders.alphabet.__getitem__, self._drawn.T)
        others = np.array([statistic(gains, order) for order in orders], dtype=np.float64)
        far, all_far = (abs(observed), np.abs(others)) if two_sided else (observed, others)
        even = EVEN * max(np.abs(others[np.isfinite(others)]), default=0.0)
        beyond = int((~(all_far < far - even)).sum())  # one without a number counts as extreme
        share = Share(beyond / len(others), exact=True, se=0.0) if listed else _estimated(beyond)
        return observed, share

    @property
    def _listed(self) -> Paths | None:
        """All orders, where they are few enough to be worked out one by one."""
        few = self.orders.count <= LISTED
        return self.orders if few and isinstance(self.orders, Paths) else None

    @cached_property
    def _drawn(self) -> Letters:
        return self.orders.draw(np.random.default_rng(self.seed), DRAWS)


def _estimated(beyond: int) -> Share:
    """The order that was made is one of the sample, so the share is never 0 and still valid.

    Phipson & Smyth 2010, doi:10.2202/1544-6115.1585
    """
    p = (beyond + 1) / (DRAWS + 1)
    return Share(p, exact=False, se=sqrt(p * (1 - p) / DRAWS))
