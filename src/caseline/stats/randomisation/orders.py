"""All orders that a scheme allows, as paths through a graph: counted, listed and drawn."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Letters = NDArray[np.unsignedinteger[Any]]
States = NDArray[np.intp]
Arc = tuple[int, int]  # the letter that is written, and the state it leads to
Step = list[list[Arc]]  # the arcs that leave each state

S = TypeVar("S", bound=Hashable)


class Orders(ABC):
    """Every order that a scheme could have made, each equally likely.

    Attributes
    ----------
    alphabet : shape (a,) or (a, m)
        What each letter says of one step: treated or not, for one value or a row of values.
    count : int
        How many orders there are.
    """

    alphabet: Bools

    @property
    @abstractmethod
    def count(self) -> int: ...

    @abstractmethod
    def allows(self, assignment: Bools) -> bool:
        """Whether one of the orders reads so."""

    @abstractmethod
    def draw(self, generator: np.random.Generator, size: int) -> Letters:
        """The letters of `size` orders, shape (steps, size): each order equally likely."""


@dataclass(frozen=True, eq=False)
class Paths(Orders):
    """Every order of a scheme: one path of arcs from the first state to the end of the graph.

    There is a path for each order that the scheme could have made, and no dead end.

    Attributes
    ----------
    alphabet : shape (a,) or (a, m)
        What each letter says of one step: treated or not, for one value or a row of values.
    steps : list
        For each step the arcs of each state. The first step has one state.
    ways : list
        For each step and for the end, in how many ways each state can be completed.
    """

    alphabet: Bools
    steps: list[Step]
    ways: list[list[int]]

    @property
    def count(self) -> int:
        return sum(self.ways[0])

    def allows(self, assignment: Bools) -> bool:
        """Whether one of the orders reads so."""
        letters = [self._letter(part) for part in assignment]
        states = {0} if self.count else set()
        for step, letter in zip(self.steps, letters, strict=True):
            states = {after for state in states for sign, after in step[state] if sign == letter}
        return bool(states)

    def __iter__(self) -> Iterator[Bools]:
        """Each order once, in the order of its letters."""
        for letters in self._paths(0, 0):
            yield self.alphabet[list(letters)]

    def draw(self, generator: np.random.Generator, size: int) -> Letters:
        """Letters, step by step.

        At each step a letter is as likely as the share of orders that go on with it, so no
        draw is ever rejected.
        """
        drawn: Letters = np.empty((len(self.steps), size), self._letters)
        states = np.zeros(size, dtype=np.intp)
        for row, step, ways in zip(drawn, self.steps, self.ways[1:], strict=True):
            upto, letters, after = _table(step, ways)
            chance = generator.random(size)
            arc = np.zeros(size, dtype=np.intp)
            for edge in upto[:-1]:
                arc += chance >= edge[states]
            row[:] = letters[arc, states]
            states = after[arc, states]
        return drawn

    @property
    def _letters(self) -> type[np.uint8] | type[np.uint16]:
        return np.uint8 if len(self.alphabet) <= 1 << 8 else np.uint16

    def _letter(self, part: Bools) -> int | None:
        same = self.alphabet == part
        hits = np.flatnonzero(same.reshape(len(same), -1).all(axis=1))
        return int(hits[0]) if hits.size else None

    def _paths(self, column: int, state: int) -> Iterator[tuple[int, ...]]:
        if column == len(self.steps):
            yield ()
            return
        for letter, after in self.steps[column][state]:
            for rest in self._paths(column + 1, after):
                yield (letter, *rest)


def unfold(
    alphabet: Bools,
    length: int,
    begin: S,
    arcs: Callable[[int, S], Iterable[tuple[int, S]]],
    accepts: Callable[[S], bool],
) -> Paths:
    """The orders of `length` letters that begin at `begin` and end where `accepts` says so.

    `arcs(step, state)` gives the letters that may come next, each with the state after it.
    """
    layers: list[dict[S, list[tuple[int, S]]]] = []
    reached = [begin]
    for column in range(length):
        layers.append({state: list(arcs(column, state)) for state in reached})
        reached = list(dict.fromkeys(after for out in layers[-1].values() for _, after in out))
    ends = {state: 1 for state in reached if accepts(state)}
    steps: list[Step] = []
    ways = [list(ends.values())]
    for layer in reversed(layers):
        step, ends = _completed(layer, ends)
        steps.append(step)
        ways.append(list(ends.values()))
    return Paths(alphabet, steps[::-1], ways[::-1])


def _completed(
    layer: dict[S, list[tuple[int, S]]], ends: dict[S, int]
) -> tuple[Step, dict[S, int]]:
    """A layer without its dead ends, its states numbered, and the ways to complete each."""
    numbers = {state: number for number, state in enumerate(ends)}
    step: Step = []
    ways = {}
    for state, out in layer.items():
        alive = [(letter, numbers[after]) for letter, after in out if after in ends]
        if alive:
            step.append(alive)
            ways[state] = sum(ends[after] for _, after in out if after in ends)
    return step, ways


def _table(step: Step, ways: list[int]) -> tuple[NDArray[np.float64], Letters, States]:
    """By arc and state: the chance of this arc or an earlier one, its letter, where it leads."""
    shape = max(map(len, step)), len(step)
    upto = np.ones(shape)
    letters, after = np.zeros(shape, dtype=np.uint16), np.zeros(shape, dtype=np.intp)
    for state, out in enumerate(step):
        shares = list(accumulate(ways[to] for _, to in out))  # whole numbers of any size
        for arc, (letter, to) in enumerate(out):
            upto[arc, state] = shares[arc] / shares[-1]
            letters[arc, state], after[arc, state] = letter, to
    return upto, letters, after
