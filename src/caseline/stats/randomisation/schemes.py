"""How the order of treatment was drawn in one series."""

from collections.abc import Iterator
from dataclasses import dataclass

from caseline.errors import DesignError
from caseline.stats.randomisation.orders import Bools, Orders, unfold
from caseline.stats.randomisation.runs import CONDITIONS, Runs
from caseline.stats.randomisation.scheme import Scheme

MOST_STATES = 50_000  # of a graph: a larger one takes seconds, and is far too large to count on


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
        refuse_late(self, made.size)

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
        if 2 * made.size * (total + 1) * min(self.limit, made.size) > MOST_STATES:
            return Runs(made.size, total, self.limit)

        def arcs(_: int, state: tuple[int, int, int]) -> Iterator[tuple[int, tuple[int, int, int]]]:
            treated, last, run = state
            for letter in (0, 1):
                length = run + 1 if letter == last else 1
                if length <= self.limit and treated + letter <= total:
                    yield letter, (treated + letter, letter, length)

        return unfold(CONDITIONS, made.size, (0, -1, 0), arcs, lambda end: end[0] == total)


def refuse_late(window: StartPoint, length: int) -> None:
    """Refuse a window that is open longer than the course."""
    if window.last > length:
        raise DesignError(f"the latest start is value {window.last}, but there are {length} values")


def _refuse_below_one(number: int, name: str) -> None:
    if number < 1:
        raise DesignError(f"the {name} must be 1 or more, it is {number}")
