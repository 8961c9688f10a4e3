"""How the starts of treatment were drawn for several baselines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from caseline.errors import DesignError
from caseline.stats.randomisation.orders import Bools, Orders, unfold
from caseline.stats.randomisation.scheme import Scheme
from caseline.stats.randomisation.schemes import StartPoint, refuse_late


@dataclass(frozen=True, slots=True)
class MultipleBaseline(Scheme):
    """Several baselines (persons, outcomes or settings), each with one switch to treatment.

    Attributes
    ----------
    windows : tuple of StartPoint
        From where the starts were drawn, one window for each case, in the order of the cases.
        A window with `first` equal to `last` is a fixed start.
    dealt : bool
        Whether the windows themselves were dealt to the cases at random. Windows of one start
        each, dealt, are the staggered starts of Wampold & Worsham; wider ones, not dealt, the
        independent starts of Marascuilo & Busk; wider and dealt is the regulated randomisation
        of Koehler & Levin. Where dealt windows overlap, an order counts once for each way to
        deal it.

    References
    ----------
    Wampold & Worsham 1986, Behavioral Assessment.
    Marascuilo & Busk 1988, Behavioral Assessment.
    Koehler & Levin 1998, Psychological Methods.

    Examples
    --------
    >>> starts = MultipleBaseline((StartPoint(2, 2), StartPoint(4, 4)), dealt=True)
    >>> starts.orders([[0, 1, 1, 1, 1], [0, 0, 0, 1, 1]]).count
    2
    """

    dimensions: ClassVar[int] = 2

    windows: tuple[StartPoint, ...]
    dealt: bool = False

    def _unfold(self, made: Bools) -> Orders:
        cases, length = made.shape
        if cases != len(self.windows):
            raise DesignError(f"{len(self.windows)} windows cannot serve {cases} cases")
        for window in self.windows:
            refuse_late(window, length)

        def arcs(case: int, gone: frozenset[int]) -> Iterator[tuple[int, frozenset[int]]]:
            for number in range(cases) if self.dealt else [case]:
                if number not in gone:
                    window = self.windows[number]
                    after = gone | {number} if self.dealt else gone
                    for start in range(window.first, window.last + 1):
                        yield start - 1, after

        nobody: frozenset[int] = frozenset()
        begins = np.arange(length + 1)  # how many values come before the first treated one
        alphabet = np.arange(length) >= begins[:, None]
        return unfold(alphabet, cases, nobody, arcs, lambda _: True)
