"""One outcome of one person, ready to be analysed, whether from a course or from a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from caseline.direction import Direction
from caseline.stats.randomisation.scheme import Scheme

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

Flag = Literal["off", "on", "placebo"]
Unit = Literal["day", "period"]
Belief = Literal["on", "off", "cannot tell"]
Treatment = Literal["generic", "low-dose naltrexone"]

ORDER_UNKNOWN = "it is not on record whether the order was randomised"
EVENING = 0.75  # of a day: when a value with a date and no time was recorded
FEWEST_PAIRS = 2
MOST_VALUES = 5_000  # a daily diary of thirteen years


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the values; None where it is not.

    `mcid` is the gain that matters to this patient, `sem` the instrument's standard error of
    measurement, `condition_sd` how much scores fluctuate within a person in this condition,
    all in points; `onset` and `offset` are median time constants in days. `priors` holds the
    numbers of those that stand in the place of a default, by name.
    """

    worse: Direction
    scale_range: tuple[float, float] | None = None
    mcid: float | None = None
    sem: float | None = None
    condition_sd: float | None = None
    treatment: Treatment = "generic"
    onset: float | None = None
    offset: float | None = None
    priors: Mapping[str, Sequence[float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Allocation:
    """How the order of on and off came about.

    `unit` is what was put on or off as a whole. Without a scheme, `reason` says why no
    randomisation test can be made.
    """

    unit: Unit = "period"
    randomised: bool = False
    scheme: Scheme | None = None
    reason: str = "the order was not randomised"


@dataclass(frozen=True, slots=True)
class Guess:
    """What the patient believed was given in one period, and whether that was right."""

    period: int
    guess: Belief
    right: bool


@dataclass(frozen=True)
class Series:
    """Planned values in order of time with what was given, on one clock.

    The clock runs in days from the first planned value, or from the evening of its day. A
    value with a date and no time stands for the evening of its day, a dose for the day's first
    moment; a value that is told to be before the dose of its day stands for that moment too.
    `periods` numbers the spans that were put on or off as a whole. `stretches` holds the
    places of the values that are compared: of each phase in order, or, for randomised periods,
    of off and of on. `events` are spans of days on which something else happened. `reason`
    says why no number may be given, where none may.
    """

    outcome: str
    dates: tuple[date, ...]  # of the planned values
    days: Floats  # shape (n,)
    values: Floats  # shape (n,), NaN where missing
    flags: tuple[Flag, ...]
    periods: tuple[int, ...]
    stretches: tuple[tuple[int, ...], ...]
    dose_days: Floats
    dose_amounts: Floats
    known: Known
    allocation: Allocation
    blinded: frozenset[str] = frozenset()
    guesses: tuple[Guess, ...] = ()
    events: tuple[tuple[float, float], ...] = ()
    history: tuple[float, ...] = ()  # values of the time before the course
    blocks: tuple[str | None, ...] | None = None  # of each period, where they have some
    reason: str | None = None

    @property
    def n(self) -> int:
        """How many values there are."""
        return int(np.isfinite(self.values).sum())

    @cached_property
    def on(self) -> Bools:
        """Whether each planned value is under the treatment, shape (n,)."""
        return np.array([flag == "on" for flag in self.flags], dtype=np.bool_)

    @cached_property
    def period_on(self) -> tuple[bool, ...]:
        """Whether each period is under the treatment, in order."""
        return switched_on(self.periods, self.flags)

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Neighbouring periods, the one off and the one on; () where they do not pair up."""
        return paired(self.period_on, self.blocks)

    @cached_property
    def phases(self) -> tuple[Bools, ...]:
        """Which values each of the stretches holds, each of shape (n,)."""
        places = np.arange(len(self.flags))
        return tuple(np.isin(places, inside) for inside in self.stretches)

    @property
    def n_switches(self) -> int:
        """How often the treatment began or ended."""
        return int((self.on[1:] != self.on[:-1]).sum())

    @property
    def one_switch(self) -> bool:
        """Whether it is one phase without and then one with the treatment."""
        return self.n_switches == 1 and not self.on[0]


def switched_on(periods: Sequence[int], flags: Sequence[Flag]) -> tuple[bool, ...]:
    """Whether each period is under the treatment, in order."""
    first = dict(reversed(list(zip(periods, flags, strict=True))))
    return tuple(first[number] == "on" for number in sorted(first))


def paired(
    period_on: Sequence[bool], blocks: Sequence[object] | None = None
) -> tuple[tuple[int, int], ...]:
    """The numbers of the periods in pairs, off first; () unless each pair has one of each.

    A last period without a partner belongs to no pair. Where the periods have blocks, both of
    a pair are of one block.
    """
    found = []
    for first in range(0, len(period_on) - 1, 2):
        second = first + 1
        apart = blocks is not None and blocks[first] != blocks[second]
        if apart or period_on[first] == period_on[second]:
            return ()
        found.append((second, first) if period_on[first] else (first, second))
    return tuple(found)


def drawn_in_pairs(period_on: Sequence[bool], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether two pairs or more take up all periods: one pair might be a drawn start."""
    return len(pairs) >= FEWEST_PAIRS and 2 * len(pairs) == len(period_on)


def stretched(flags: Sequence[Flag], *, by_condition: bool) -> tuple[tuple[int, ...], ...]:
    """The places of each run of one flag, or, by condition, those off and those on."""
    if by_condition:
        on = tuple(place for place, flag in enumerate(flags) if flag == "on")
        return tuple(place for place, flag in enumerate(flags) if flag != "on"), on
    runs = groupby(range(len(flags)), key=flags.__getitem__)
    return tuple(tuple(run) for _, run in runs)


def numbered(flags: Sequence[Flag], fresh: Sequence[bool]) -> tuple[int, ...]:
    """Periods by number from 0: a new one where on turns to off or back, or `fresh` says so."""
    found, number = [], -1
    for place, flag in enumerate(flags):
        turned = place == 0 or (flag == "on") != (flags[place - 1] == "on")
        number += turned or fresh[place]
        found.append(number)
    return tuple(found)
