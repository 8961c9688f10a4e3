"""From any table of dated values to a series: one person's diary, one row for each value."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from caseline.direction import Direction, relief
from caseline.effects.course_series import sem_of
from caseline.effects.schemes import FORMS
from caseline.effects.series import (
    Allocation,
    Belief,
    Flag,
    Floats,
    Guess,
    Known,
    Series,
    Unit,
    drawn_in_pairs,
    numbered,
    paired,
    switched_on,
)
from caseline.effects.table_rows import (
    Rows,
    begins,
    column,
    columns_of,
    conditions,
    days_from,
    moments,
    numbers,
    words,
)
from caseline.errors import InstrumentError, TableError
from caseline.instruments.catalogue import instrument
from caseline.stats.randomisation import Pairs, Scheme

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

FEWEST_LEVELS = 3
ZEROS_OF_COUNTS = 0.15
WHO = ("patient", "clinician", "rater")
NO_SCHEME = f"nothing says how the order was drawn: neither a scheme ({FORMS}) nor pairs in blocks"


def series_of_table(
    rows: "pl.DataFrame | Rows | Sequence[Mapping[str, object]]",
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
    unit: Unit = "day",
    randomised: bool = False,
    scheme: Scheme | None = None,
    blinded: Iterable[str] = (),
    block: str | None = None,
    guess: str | None = None,
) -> Series:
    """A table of one person's values as a series.

    Parameters
    ----------
    rows : polars frame, mapping of columns, or list of rows
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
    unit : "day" or "period"
        What was put on or off as a whole, where the order was randomised.
    randomised : bool
        Whether the order was drawn by lot.
    scheme : Scheme, optional
        How it was drawn.
    blinded : iterable of "patient", "clinician", "rater"
        Who did not know what was given.
    block : str, optional
        Column that numbers the randomised blocks; rows without a number are in none, and
        where the order was randomised they are left out.
    guess : str, optional
        Column of the patient's guesses, in the words of the condition column; others count
        as "cannot tell".

    Returns
    -------
    Series

    Raises
    ------
    TableError
        The table is not such a one; the sentence names the row or the column.
    """
    relief(worse)
    table = _allotted(columns_of(rows), block, randomised)
    when = moments(column(table, date), date)
    if not when:
        raise TableError("the table has no rows")
    values = numbers(column(table, value), value, range)
    _refuse_counts(values, value, range)
    on = conditions(column(table, condition), condition, baseline)
    flags: list[Flag] = ["on" if treated else "off" for treated in on]
    blocks = words(column(table, block)) if block else None
    days = unit == "day" and randomised
    periods = numbered(flags, [days or _new(blocks, place) for place, _ in enumerate(flags)])
    period_on = switched_on(periods, flags)
    of_periods = _of_periods(blocks, periods)
    pairs = paired(period_on, of_periods) if of_periods else ()
    changes = _changes(on)
    steps = days_from(when[0], begins(when))
    return Series(
        outcome=value,
        days=days_from(when[0], when),
        values=values,
        flags=tuple(flags),
        periods=periods,
        dose_days=steps[changes],
        dose_amounts=np.array(on, dtype=float)[changes],
        known=Known(worse, range, mcid, _sem(value), onset=onset, offset=offset),
        allocation=_allocation(unit, randomised, scheme, drawn_in_pairs(period_on, pairs)),
        blinded=_blinded(blinded),
        guesses=_guesses(table, condition, baseline, guess, on, periods),
        blocks=of_periods,
    )


def _allotted(table: Rows, block: str | None, randomised: bool) -> Rows:
    """Where the order was randomised in blocks, the rows outside of them are left out."""
    if block is None or not randomised:
        return table
    kept = [place for place, one in enumerate(words(column(table, block))) if one is not None]
    return {name: [cells[place] for place in kept] for name, cells in table.items()}


def _refuse_counts(values: Floats, name: str, span: tuple[float, float] | None) -> None:
    known = values[np.isfinite(values)]
    levels = set(known.tolist())
    if len(known) > FEWEST_LEVELS and 1 < len(levels) < FEWEST_LEVELS:
        raise TableError(
            f"the column '{name}' holds only two different values; an outcome of yes and no "
            "cannot be analysed"
        )
    whole = known.size > 0 and bool((known == np.rint(known)).all()) and known.min() == 0
    if span is None and whole and np.mean(known == 0) >= ZEROS_OF_COUNTS:
        raise TableError(
            f"the column '{name}' looks like counts, which cannot be analysed; if it is a scale, "
            "give its range"
        )


def _changes(on: Sequence[bool]) -> list[int]:
    """The rows at which the treatment begins or ends; none ends before one began."""
    return [place for place, (a, b) in enumerate(pairwise([False, *on])) if a != b]


def _sem(value: str) -> float | None:
    """The error of measurement of a shipped instrument's score, by its name in files."""
    name, _, score = value.partition(".")
    try:
        rule = instrument(name).rule(score)
    except InstrumentError:
        return None
    return sem_of(rule.errors) if rule is not None else None


def _new(blocks: Sequence[str | None] | None, place: int) -> bool:
    """Whether another block begins at a row."""
    return blocks is not None and place > 0 and blocks[place] != blocks[place - 1]


def _of_periods(
    blocks: Sequence[str | None] | None, periods: Sequence[int]
) -> tuple[str | None, ...] | None:
    """The block of each period."""
    if blocks is None:
        return None
    return tuple(dict(zip(periods, blocks, strict=True)).values())


def _allocation(unit: Unit, randomised: bool, scheme: Scheme | None, in_pairs: bool) -> Allocation:
    if unit not in ("day", "period"):
        raise TableError("the unit of randomisation must be 'day' or 'period'")
    if not randomised:
        return Allocation(unit)
    if scheme is None and in_pairs:
        scheme = Pairs()
    return Allocation(unit, True, scheme, "" if scheme else NO_SCHEME)


def _blinded(names: Iterable[str]) -> frozenset[str]:
    found = frozenset(names)
    if not found <= set(WHO):
        raise TableError(f"who was blinded must be among {', '.join(WHO)}")
    return found


def _guesses(
    table: Rows,
    condition: str,
    baseline: object,
    guess: str | None,
    on: Sequence[bool],
    periods: Sequence[int],
) -> tuple[Guess, ...]:
    """The patient's last guess in each period."""
    if guess is None:
        return ()
    given = words(column(table, condition))
    off_word = words([baseline])[0]
    on_words = {word for word, treated in zip(given, on, strict=True) if treated}
    last: dict[int, Guess] = {}
    for place, word in enumerate(words(column(table, guess))):
        if word is None:
            continue
        told: Belief = "cannot tell"
        if word in on_words or word == off_word:
            told = "off" if word == off_word else "on"
        last[periods[place]] = Guess(periods[place], told, told == ("on" if on[place] else "off"))
    return tuple(last[number] for number in sorted(last))
