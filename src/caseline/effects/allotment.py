"""How the order in a table came about: what was drawn by lot, by which scheme, in what blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from caseline.effects.blocks import refuse_uneven
from caseline.effects.diary import n_switches
from caseline.effects.schemes import FORMS, could_have_drawn, scheme_named
from caseline.effects.series import (
    ORDER_UNKNOWN,
    Allocation,
    Flag,
    Unit,
    drawn_in_pairs,
    numbered,
    paired,
    stretched,
    switched_on,
)
from caseline.effects.table_rows import DAY
from caseline.errors import TableError
from caseline.stats.randomisation import Pairs, Phases, Scheme, StartPoint

LONGER = 1.5  # than the shortest: two periods in a row, and not a visit that was put off
ROWS_A_SWITCH = 3  # days drawn by lot one by one change on every other day or so
NO_SCHEME = f"nothing says how the order was drawn: neither a scheme ({FORMS}) nor pairs in blocks"

Blocks = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Allotment:
    """What the rows were allotted: numbered periods, the block of each, and how it was drawn.

    `by_condition`: periods were drawn, and not the day of a start or of a change.
    """

    flags: tuple[Flag, ...]
    periods: tuple[int, ...]
    stretches: tuple[tuple[int, ...], ...]
    blocks: tuple[str | None, ...] | None
    allocation: Allocation
    by_condition: bool


def allotment(
    dates: Sequence[date],
    on: tuple[bool, ...],
    blocks: Blocks | None,
    *,
    randomised: bool,
    unit: Unit | None,
    scheme: Scheme | str | None,
    rows: Sequence[int],
) -> Allotment:
    """The periods of a table and how their order was drawn.

    `rows` are the places in the table of what is given here; a refusal names them.

    Raises
    ------
    TableError
        Scheme, unit, blocks and order contradict each other.
    """
    named = scheme_named(scheme) if isinstance(scheme, str) else scheme
    by_start = isinstance(named, StartPoint | Phases)
    by_condition = randomised and not by_start and n_switches(on) > 1
    found = _unit(unit, named, on, randomised=randomised)
    flags: tuple[Flag, ...] = tuple("on" if treated else "off" for treated in on)
    apart = dates if randomised and found == "day" else blocks or [None] * len(on)
    periods = numbered(flags, _fresh(apart))
    of_periods = None if blocks is None else tuple(dict(zip(periods, blocks, strict=True)).values())
    period_on = switched_on(periods, flags)
    if named is None and of_periods:
        in_pairs = drawn_in_pairs(period_on, paired(period_on, of_periods))
        named = Pairs() if in_pairs else None
    if randomised and named is not None:
        if isinstance(named, Pairs) and of_periods:
            refuse_uneven(of_periods, period_on, _begins(periods, rows))
        if found == "period" and blocks is None and not by_start:
            _refuse_merged(dates, on)
        if not could_have_drawn(named, on if by_start else period_on):
            raise TableError("the scheme could not have drawn the order in the table")
    return Allotment(
        flags=flags,
        periods=periods,
        stretches=stretched(flags, by_condition=by_condition),
        blocks=of_periods,
        allocation=_allocation(found, named)
        if randomised
        else Allocation(found, reason=ORDER_UNKNOWN),
        by_condition=by_condition,
    )


def _allocation(unit: Unit, scheme: Scheme | None) -> Allocation:
    return Allocation(unit, True, scheme, "" if scheme else NO_SCHEME)


def _unit(
    unit: Unit | None, scheme: Scheme | None, on: tuple[bool, ...], *, randomised: bool
) -> Unit:
    if unit not in (None, "day", "period"):
        raise TableError("the unit of randomisation must be 'day' or 'period'")
    if not randomised:
        _refuse_undrawn(unit, scheme)
        return "period"
    if isinstance(scheme, StartPoint | Phases):
        if unit == "day":
            raise TableError("where starts or changes were drawn by lot, the unit is the period")
        return "period"
    if unit is None and n_switches(on) < 2:
        return "period"
    if unit is None and ROWS_A_SWITCH * n_switches(on) < len(on) - 1:
        raise TableError(
            "the conditions last longer than days drawn one by one would; give the unit that was "
            "drawn by lot, 'day' or 'period'"
        )
    return unit or "day"


def _refuse_undrawn(unit: Unit | None, scheme: Scheme | None) -> None:
    """Nothing says that an order was drawn, so nothing can be told of how."""
    if scheme is not None:
        raise TableError("a scheme is of an order that was drawn by lot; state that it was")
    if unit is not None:
        raise TableError("a unit is of an order that was drawn by lot; state that it was")


def _fresh(of_rows: Sequence[object]) -> list[bool]:
    """Whether another day, or another block, begins at each row."""
    return [False, *(before != now for before, now in pairwise(of_rows))]


def _begins(periods: Sequence[int], rows: Sequence[int]) -> list[int]:
    """The place in the table at which each period begins."""
    fresh = [True, *_fresh(periods)[1:]]
    return [row for row, new in zip(rows, fresh, strict=True) if new]


def _refuse_merged(dates: Sequence[date], on: tuple[bool, ...]) -> None:
    """Two periods of one condition in a row look like one that is twice as long."""
    begins = [dates[0], *(day for day, new in zip(dates, _fresh(on), strict=True) if new)]
    days = [(end - begin).days for begin, end in pairwise([*begins, dates[-1] + DAY])]
    if max(days) > LONGER * min(days):
        raise TableError(
            "the conditions last differently long, so two drawn periods of one condition may stand "
            "in a row; give the column that numbers the drawn blocks or periods"
        )
