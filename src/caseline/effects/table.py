"""From any table of dated values to a diary: one person's values, one row for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import TypeVar

import numpy as np

from caseline.course.model import Outcome
from caseline.direction import Direction, relief
from caseline.effects.allotment import allotment
from caseline.effects.conditions import conditions
from caseline.effects.course_series import sem_of
from caseline.effects.diary import STATEMENTS, Diary, Statement
from caseline.effects.series import Belief, Floats, Guess, Known, Series, Unit
from caseline.effects.table_cells import LARGEST
from caseline.effects.table_rows import (
    Column,
    Table,
    begins,
    column,
    columns_of,
    days_from,
    moments,
    numbers,
    words,
)
from caseline.errors import InstrumentError, TableError
from caseline.instruments.catalogue import instrument
from caseline.stats.randomisation import Scheme

WHO = ("patient", "clinician", "rater")
MOST_DAYS = 3650  # of a time constant
UNSURE = ("cannot tell", "?")  # in a column of guesses

Word = TypeVar("Word", bound=str)


@dataclass(frozen=True)
class _Read:
    """The columns of a table, checked; guesses are in the words of the conditions."""

    when: list[datetime]
    values: Floats
    on: tuple[bool, ...]
    blocks: list[str | None] | None
    guesses: list[Belief | None] | None

    @property
    def dates(self) -> tuple[date, ...]:
        """The day of each row."""
        return tuple(one.date() for one in self.when)

    def at(self, places: list[int]) -> "_Read":
        """Some of the rows."""
        return _Read(
            when=[self.when[place] for place in places],
            values=self.values[places],
            on=tuple(self.on[place] for place in places),
            blocks=[self.blocks[place] for place in places] if self.blocks else None,
            guesses=[self.guesses[place] for place in places] if self.guesses else None,
        )


def diary_of(
    table: Table,
    *,
    date: str,
    value: str,
    condition: str,
    baseline: object,
    worse: Direction,
    range: tuple[float, float] | None = None,  # noqa: A002  the word users know it by
    mcid: float | None = None,
    onset: float | None = None,
    offset: float | None = None,
    unit: Unit | None = None,
    randomised: bool = False,
    scheme: Scheme | str | None = None,
    blinded: Iterable[str] = (),
    block: str | None = None,
    guess: str | None = None,
    diagnosis: str | None = None,
    stated: Iterable[Statement] = (),
) -> Diary:
    """A table of one person's values, read.

    Parameters
    ----------
    table : polars frame, mapping of columns, or list of rows
        One row for each planned value, in order of time; up to 5,000.
    date, value, condition : str
        Names of columns: dates (2025-03-01) or moments without a time zone; numbers, empty
        where missing; one of two words or numbers. A value column named like an outcome of a
        shipped instrument ("pain-nrs.average") has that one's error of measurement.
    baseline : object
        What the condition column holds where there is no treatment.
    worse : "higher" or "lower"
        Which way the patient suffers.
    range : (low, high), optional
        The ends of the scale.
    mcid : float, optional
        The gain that matters to this patient. Without it nothing can be called large enough
        to matter, nor too small.
    onset, offset : float, optional
        Median time constants of the treatment, in days. 7 unless given; 0.25 where single
        days were randomised.
    unit : "day" or "period", optional
        What was drawn by lot: single days, or periods that were put on or off as a whole. Days
        unless it is given, where the conditions change as often as drawn days do.
    randomised : bool
        Whether the order was drawn by lot.
    scheme : Scheme or str, optional
        How it was drawn: "pairs", "complete", "alternating:2", "start:8..15", "phases:5".
    blinded : iterable of "patient", "clinician", "rater"
        Who did not know what was given.
    block : str, optional
        Column that numbers the drawn blocks, or the drawn periods; rows without a number are
        in none, and where the order was randomised they are not compared.
    guess : str, optional
        Column of the patient's guesses: a word of the condition column, "cannot tell" or "?";
        empty where nothing was said.
    diagnosis : str, optional
        The illness by its name or ICD-10 code, for what is published of others who have it.
    stated : iterable of Statement
        What the table cannot show and is so: "planned", "alike", "gapless",
        "undisturbed", "taken", "unprompted", "unrevealed".

    Returns
    -------
    Diary

    Raises
    ------
    TableError
        The table is not such a one; the sentence names the row or the column.
    """
    relief(worse)
    _refuse_unusable(range, mcid, onset, offset)
    rows = columns_of(table)
    on = conditions(column(rows, condition), condition, baseline)
    whole = _Read(
        when=moments(column(rows, date), date),
        values=numbers(column(rows, value), value, range),
        on=on,
        blocks=words(column(rows, block)) if block else None,
        guesses=_beliefs(column(rows, guess), guess, column(rows, condition), on)
        if guess
        else None,
    )
    compared = _compared(whole, randomised=randomised)
    own = whole.at(compared)
    drawn = allotment(
        own.dates,
        own.on,
        own.blocks,
        randomised=randomised,
        unit=unit,
        scheme=scheme,
        rows=compared,
    )
    steps, shipped = _changes(on), _shipped(value)
    return Diary(
        series=Series(
            outcome=value,
            dates=own.dates,
            days=days_from(own.when[0], own.when),
            values=own.values,
            flags=drawn.flags,
            periods=drawn.periods,
            stretches=drawn.stretches,
            dose_days=days_from(own.when[0], begins(whole.when))[steps],
            dose_amounts=np.array(on, dtype=float)[steps],
            known=Known(worse, range, mcid, _sem(shipped), onset=onset, offset=offset),
            allocation=drawn.allocation,
            blinded=_among(blinded, WHO, "who was blinded"),
            guesses=_guesses(own, drawn.periods),
            blocks=drawn.blocks,
        ),
        shipped=shipped,
        dates=whole.dates,
        values=whole.values,
        on=on,
        compared=tuple(compared),
        by_condition=drawn.by_condition,
        asked_guesses=guess is not None,
        stated=_among(stated, STATEMENTS, "what is stated"),
        diagnosis=diagnosis,
    )


def _refuse_unusable(
    span: tuple[float, float] | None, mcid: float | None, *speeds: float | None
) -> None:
    low, high = span or (-LARGEST, LARGEST)
    if not -LARGEST <= low < high <= LARGEST:
        raise TableError("the range must run from the lower to the upper end of the scale")
    if mcid is not None and not 0 < mcid <= high - low:
        raise TableError("the gain that matters must be above 0 and no larger than the scale")
    if not all(one is None or 0 < one <= MOST_DAYS for one in speeds):
        raise TableError(f"onset and offset must be days, above 0 and up to {MOST_DAYS}")


def _compared(read: _Read, *, randomised: bool) -> list[int]:
    """The places of the rows that are compared: where blocks were drawn by lot, those in one."""
    if read.blocks is None or not randomised:
        return list(range(len(read.on)))
    found = [place for place, one in enumerate(read.blocks) if one is not None]
    if not found:
        raise TableError("no row of the table is in a block")
    return found


def _changes(on: Sequence[bool]) -> list[int]:
    """The rows at which the treatment begins or ends; none ends before one began."""
    return [place for place, (a, b) in enumerate(pairwise([False, *on])) if a != b]


def _shipped(value: str) -> Outcome | None:
    """The score of a shipped instrument, by its name in files."""
    name, _, score = value.partition(".")
    try:
        found = instrument(name)
    except InstrumentError:
        return None
    rule = found.rule(score)
    return None if rule is None else Outcome(found, rule)


def _sem(shipped: Outcome | None) -> float | None:
    return None if shipped is None else sem_of(shipped.rule.errors)


def _among(given: Iterable[Word], known: Sequence[Word], what: str) -> frozenset[Word]:
    found = frozenset(given)
    if not found <= set(known):
        raise TableError(f"{what} must be among {', '.join(known)}")
    return found


def _beliefs(cells: Column, name: str, given: Column, on: tuple[bool, ...]) -> list[Belief | None]:
    """What the patient believed at each row; None where nothing was said.

    A guess in other words than the conditions' is refused: taken for "cannot tell" it would
    let a blinding pass that did not hold.
    """
    told: dict[str | None, Belief | None] = {None: None, **dict.fromkeys(UNSURE, "cannot tell")}
    for one, treated in zip(words(given), on, strict=True):
        told[one] = "on" if treated else "off"
    found = words(cells)
    for row, one in enumerate(found, start=1):
        if one not in told:
            raise TableError(
                f"data row {row}: the column '{name}' needs a word of the conditions, "
                f"'cannot tell', or nothing"
            )
    return [told[one] for one in found]


def _guesses(read: _Read, periods: Sequence[int]) -> tuple[Guess, ...]:
    """The patient's last guess in each period."""
    last: dict[int, Guess] = {}
    for period, belief, treated in zip(periods, read.guesses or [], read.on, strict=False):
        if belief is not None:
            last[period] = Guess(period, belief, belief == ("on" if treated else "off"))
    return tuple(last[number] for number in sorted(last))
