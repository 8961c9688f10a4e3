"""How the order of treatment was drawn: each scheme knows the orders it could have made."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from caseline.errors import DesignError
from caseline.stats.randomisation.orders import Bools, Orders, unfold

CONDITIONS = np.array([False, True])


class Scheme(ABC):
    """A way to draw the order of treatment, each allowed order equally likely."""

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
        if made.ndim != 1 + isinstance(self, MultipleBaseline):
            raise DesignError(f"{self} cannot have made an assignment of {made.ndim} dimensions")
        orders = self._unfold(made)
        if orders.spell(made) is None:
            raise DesignError(f"{self} could not have made the given order of treatment")
        return orders

    @abstractmethod
    def _unfold(self, made: Bools) -> Orders:
        """All orders of the length and the margins of the one that was made."""


@dataclass(frozen=True, slots=True)
class StartPoint(Scheme):
    """One switch to treatment, its place drawn at random.

    Attributes
    ----------
    first, last : int
        The earliest and the latest value that may be the first treated one, counted from 1.
        2 <= first <= last.

    Examples
    --------
    >>> StartPoint(4, 6).orders([0, 0, 0, 0, 1, 1, 1, 1]).count
    3
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 2 <= self.first <= self.last:
            raise DesignError("a start point runs from value 2 or later to the same or a later one")

    def _unfold(self, made: Bools) -> Orders:
        _refuse_late(self, made.size)

        def arcs(step: int, started: bool) -> Iterator[tuple[int, bool]]:
            if started:
                yield 1, True
                return
            yield 0, False
            if self.first <= step + 1 <= self.last:
                yield 1, True

        return unfold(CONDITIONS, made.size, False, arcs, bool)


@dataclass(frozen=True, slots=True)
class Phases(Scheme):
    """Phases in a fixed order (AB, ABA, ABAB, ...), their change points drawn at random.

    How many phases there are, and which comes first, is read from the order that was made.

    Attributes
    ----------
    minimum : int
        The fewest values in a phase. 1 or more.

    Examples
    --------
    >>> Phases(2).orders([0, 0, 1, 1, 1, 0, 0, 1, 1]).count
    4
    """

    minimum: int

    def __post_init__(self) -> None:
        _refuse_below_one(self.minimum, "shortest phase")

    def _unfold(self, made: Bools) -> Orders:
        condition = [int(made[0])]
        condition += [int(value) for value in made[1:][made[1:] != made[:-1]]]

        def arcs(_: int, state: tuple[int, int]) -> Iterator[tuple[int, tuple[int, int]]]:
            phase, length = state
            yield condition[phase], (phase, min(length + 1, self.minimum))
            if length == self.minimum and phase + 1 < len(condition):
                yield condition[phase + 1], (phase + 1, 1)

        end = (len(condition) - 1, self.minimum)
        return unfold(CONDITIONS, made.size, (0, 0), arcs, end.__eq__)


@dataclass(frozen=True, slots=True)
class Pairs(Scheme):
    """Neighbours in pairs, one of each treated: which one was drawn for each pair alone.

    Examples
    --------
    >>> Pairs().orders([0, 1, 1, 0, 0, 1]).count
    8
    """

    def _unfold(self, made: Bools) -> Orders:
        def arcs(_: int, other: int | None) -> Iterator[tuple[int, int | None]]:
            if other is None:
                yield 0, 1
                yield 1, 0
            else:
                yield other, None

        return unfold(CONDITIONS, made.size, None, arcs, lambda other: other is None)


@dataclass(frozen=True, slots=True)
class Complete(Scheme):
    """Completely randomised: any order with as many treated values as were treated.

    Where each value was drawn by itself, the test is one given the number of treated values.

    Examples
    --------
    >>> Complete().orders([0, 1] * 15).count
    155117520
    """

    def _unfold(self, made: Bools) -> Orders:
        total = int(made.sum())

        def arcs(_: int, treated: int) -> Iterator[tuple[int, int]]:
            yield 0, treated
            if treated < total:
                yield 1, treated + 1

        return unfold(CONDITIONS, made.size, 0, arcs, total.__eq__)


@dataclass(frozen=True, slots=True)
class Alternating(Scheme):
    """As `Complete`, but no condition more than `limit` times in a row.

    Attributes
    ----------
    limit : int
        The longest run of one condition. 1 or more.

    Examples
    --------
    >>> Alternating(2).orders([0, 1] * 6).count
    208
    """

    limit: int

    def __post_init__(self) -> None:
        _refuse_below_one(self.limit, "longest run")

    def _unfold(self, made: Bools) -> Orders:
        total = int(made.sum())

        def arcs(_: int, state: tuple[int, int, int]) -> Iterator[tuple[int, tuple[int, int, int]]]:
            treated, last, run = state
            for letter in (0, 1):
                length = run + 1 if letter == last else 1
                if length <= self.limit and treated + letter <= total:
                    yield letter, (treated + letter, letter, length)

        return unfold(CONDITIONS, made.size, (0, -1, 0), arcs, lambda end: end[0] == total)


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
    Wampold & Worsham 1986, Behavioral Assessment 8:135-143.
    Marascuilo & Busk 1988, Behavioral Assessment 10:1-28.
    Koehler & Levin 1998, Psychological Methods 3:206-217.

    Examples
    --------
    >>> starts = MultipleBaseline((StartPoint(2, 2), StartPoint(4, 4)), dealt=True)
    >>> starts.orders([[0, 1, 1, 1, 1], [0, 0, 0, 1, 1]]).count
    2
    """

    windows: tuple[StartPoint, ...]
    dealt: bool = False

    def _unfold(self, made: Bools) -> Orders:
        cases, length = made.shape
        if cases != len(self.windows):
            raise DesignError(f"{len(self.windows)} windows cannot serve {cases} cases")
        for window in self.windows:
            _refuse_late(window, length)

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


def as_assignment(assignment: ArrayLike | Sequence[object]) -> Bools:
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


def _refuse_late(window: StartPoint, length: int) -> None:
    if window.last > length:
        raise DesignError(f"the latest start is value {window.last}, but there are {length} values")


def _refuse_below_one(number: int, name: str) -> None:
    if number < 1:
        raise DesignError(f"the {name} must be 1 or more, it is {number}")
