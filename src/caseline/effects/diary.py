"""A table of one person's dated values, read: its series, and what a rating asks of it besides."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Literal, get_args

from caseline.course.model import Outcome
from caseline.effects.series import Floats, Series

# What a table cannot show and its keeper may state. Each word stands for one sentence:
Statement = Literal[
    "planned",  # before the first value it was fixed that this outcome counts, how large a gain
    # matters, when the result is looked at, and that it is told whatever it is
    "alike",  # the same question, asked in the same way and answered by the same person
    "gapless",  # each planned value has its row, empty where it is missing
    "undisturbed",  # no other treatment and nothing else in life changed in that time
    "taken",  # what the condition column says was taken was taken
    "unprompted",  # the treatment was not begun because things were bad
    "unrevealed",  # no side effect or taste told what was taken
]
STATEMENTS: tuple[Statement, ...] = get_args(Statement)


@dataclass(frozen=True, slots=True)
class Run:
    """Days under one condition, up to the day before the next begins."""

    on: bool
    first: date
    last: date

    @property
    def n_days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Diary:
    """One person's table.

    `dates`, `values` and `on` are those of all rows, `compared` the places of the rows that
    the series holds: where the order was drawn by lot in blocks, those in a block.
    `by_condition`: periods were drawn, so all values off are compared with all on. `shipped`
    is the score of a shipped instrument, where the value column has the name of one;
    `diagnosis` names the illness, None where it is not on record.
    """

    series: Series
    shipped: Outcome | None
    dates: tuple[date, ...]
    values: Floats  # shape (rows,), NaN where missing
    on: tuple[bool, ...]
    compared: tuple[int, ...]
    by_condition: bool
    asked_guesses: bool
    stated: frozenset[Statement]
    diagnosis: str | None

    @property
    def runs(self) -> tuple[Run, ...]:
        """The days of the whole table by condition, in order."""
        return self._spans(list(range(len(self.on))), self.on)

    @property
    def periods(self) -> tuple[Run, ...]:
        """The days of each period of the series, in order."""
        return self._spans(list(self.compared), self.series.periods)

    @property
    def letters(self) -> str:
        """The order of conditions, A without and B with the treatment."""
        return "".join("AB"[run.on] for run in self.runs)

    def _spans(self, places: list[int], keys: tuple[object, ...]) -> tuple[Run, ...]:
        """The days from the first row of each run of one key to the row after its last."""
        inside = groupby(zip(places, keys, strict=True), key=lambda pair: pair[1])
        ends = [[place for place, _ in group] for _, group in inside]
        return tuple(self._span(group[0], group[-1]) for group in ends)

    def _span(self, first: int, last: int) -> Run:
        begin, end = self.dates[first], self.dates[last]
        if last + 1 < len(self.dates):
            end = max(begin, self.dates[last + 1] - timedelta(days=1))
        return Run(self.on[first], begin, end)


def n_switches(on: tuple[bool, ...]) -> int:
    """How often the treatment began or ended."""
    return sum(before != now for before, now in pairwise(on))
