"""Orders in which no run of one condition is too long, where a graph of them would be too large.

They are counted run by run: the ways to go on from a place, so many values treated, with a run
of one condition that begins there. That is a table of places, not of places and lengths of run.
"""

from collections import deque
from collections.abc import Iterator
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from caseline.stats.randomisation.orders import Bools, Letters, Orders
from caseline.stats.randomisation.whole import Floats

Row = NDArray[np.object_]  # whole numbers of any size, by the number of treated values so far
CONDITIONS = np.array([False, True])


class Runs(Orders):
    """Every order of `length` values with `treated` of them treated, no run beyond `limit`."""

    alphabet = CONDITIONS

    def __init__(self, length: int, treated: int, limit: int) -> None:
        self.length, self.treated = length, treated
        self.limit = min(limit, max(treated, length - treated))
        self._count = 0
        # by letter, place and treated values before it: ways to go on with a run of the letter
        self._ways: Floats = np.zeros((2, length + 1, treated + 1))
        for place, rows in self._rows():
            self._ways[:, place] = rows
            self._count = int(rows[0, 0] + rows[1, 0])

    @property
    def count(self) -> int:
        return self._count

    def allows(self, assignment: Bools) -> bool:
        """Whether one of the orders reads so."""
        longest = max(len(list(run)) for _, run in groupby(assignment.tolist()))
        whole = assignment.shape == (self.length,) and assignment.sum() == self.treated
        return bool(whole and longest <= self.limit)

    def draw(self, generator: np.random.Generator, size: int) -> Letters:
        """Letters, step by step: the run goes on as likely as the share of orders in which it does.

        No draw is ever rejected.
        """
        drawn = np.empty((self.length, size), dtype=np.uint8)
        switches = self._ways[1, 0, 0] / self._ways[:, 0, 0].sum()
        letter = (generator.random(size) < switches).astype(np.intp)
        run, treated = np.ones(size, dtype=np.intp), letter.copy()
        drawn[0] = letter
        for place in range(1, self.length):
            ways = self._upto(place)
            now, upto = ways[letter, 0, treated], ways[letter, self.limit - run, treated]
            ends = generator.random(size) * upto < now
            letter = np.where(ends, 1 - letter, letter)
            run = np.where(ends, 1, run + 1)
            treated += letter
            drawn[place] = letter
        return drawn

    def _upto(self, place: int) -> Floats:
        """By letter, k and treated values: ways if its run ends here or up to k values later."""
        found = np.zeros((2, self.limit, self.treated + 1))
        for later in range(min(self.limit, self.length - place + 1)):
            found[0, later] = self._ways[1, place + later]
            width = self.treated + 1 - later
            if width > 0:
                found[1, later, :width] = self._ways[0, place + later, later:]
        return found.cumsum(axis=1)

    def _rows(self) -> Iterator[tuple[int, Row]]:
        """The ways from each place, the last place first; shape (letters, treated + 1).

        They are sums over the length of the run, which slide from one place to the one before.
        """
        width, limit = self.treated + 1, self.limit
        end = np.zeros((2, width), dtype=object)
        end[:, -1] = 1
        yield self.length, end
        later, sums = deque([end]), np.zeros_like(end)  # the places that a run can lead to
        for place in range(self.length - 1, -1, -1):
            sums += later[0][::-1]
            if len(later) > limit:
                gone = later.pop()
                sums[0] -= gone[1]
                sums[1, : max(width - limit, 0)] -= gone[0, limit:]
            sums[1] = np.append(sums[1, 1:], 0)
            later.appendleft(sums.copy())
            yield place, sums
