"""Score rules on columns of whole numbers.

A column holds an item or a score times one whole number, its `over`; null where it is not known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import add
from typing import Literal

import polars as pl

from caseline.errors import InstrumentError
from caseline.instruments.model import AnswerScale, Instrument, ScoreRule
from caseline.scoring.score import absence

Side = Literal["low", "high"]

MOST = 2**53  # every whole number up to here is a float


@dataclass(frozen=True, slots=True)
class Grid:
    """The numbers that make the parts of a score, and the score, whole.

    Each part times its factor is a multiple of one fraction. Their sum times `weights[gap]`,
    with `gap` parts missing, is the score times `over`; None where there is no score.
    """

    over: int
    factors: tuple[int, ...]
    weights: tuple[int | None, ...]


def grids(instrument: Instrument) -> dict[str, Grid]:
    """The grid of each score.

    Raises
    ------
    InstrumentError
        The numbers of a score would be too large to be exact.
    """
    over = {item.id: over_of(item.scale) for item in instrument.items}
    found = {}
    for rule in instrument.scores:
        found[rule.id] = grid = _grid(rule, [over[part] for part in rule.of])
        over[rule.id] = grid.over
        if grid.over * max(abs(rule.low), abs(rule.high)) * len(rule.of) > MOST:
            raise InstrumentError(
                f"{instrument.ref}: the score '{rule.id}' is too fine for a table, "
                f"score its responses one by one"
            )
    return found


def over_of(scale: AnswerScale) -> int:
    """The number that makes every answer on a scale whole."""
    return lcm(scale.low.denominator, scale.step.denominator)


def _grid(rule: ScoreRule, overs: list[int]) -> Grid:
    common, parts = lcm(*overs), len(rule.of)
    shares = [
        Fraction(parts, parts - gap) / rule.divisor / common
        for gap in range(parts - rule.at_least + 1)
    ]
    over = lcm(over_of(rule.entry), *(share.denominator for share in shares))
    none = (None,) * rule.at_least
    return Grid(
        over,
        tuple(common // one for one in overs),
        (*(int(share * over) for share in shares), *none),
    )


@dataclass(frozen=True, slots=True)
class KnownItem:
    """The answers to an item."""

    number: pl.Series
    scale: AnswerScale

    def end(self, side: Side) -> pl.Series:
        """The answer, or the least or the most that it may be."""
        return self.number.fill_null(_whole_end(self.scale, side, over_of(self.scale)))


@dataclass(frozen=True, slots=True)
class KnownScore:
    """A score; `gaps` counts the missing parts, or is None where none is missing."""

    number: pl.Series
    rule: ScoreRule
    grid: Grid
    parts: tuple["KnownItem | KnownScore", ...]
    gaps: pl.Series | None

    def end(self, side: Side) -> pl.Series:
        """The score, or the least or the most that it may be."""
        if self.rule.bounded:
            return self.number.zip_with(self.number.is_not_null(), self._bound(side))
        return self.number.fill_null(_whole_end(self.rule, side, self.grid.over))

    def entered(self, totals: pl.Series) -> "KnownScore":
        """The score with totals that were typed in instead."""
        return replace(self, number=totals)

    def columns(self) -> Iterator[pl.Series]:
        """The columns of results."""
        yield self._divided(self.number).alias(self.rule.id)
        yield self._reason().alias(f"{self.rule.id}.absent")
        if self.rule.bounded:
            for side in ("low", "high"):
                bound = self._where_absent(self._divided(self._bound(side)))
                yield bound.alias(f"{self.rule.id}.{side}")

    def _divided(self, number: pl.Series) -> pl.Series:
        # A column of divisors: polars turns a division by one number into a product with its
        # reciprocal, which is rounded twice.
        over = pl.repeat(self.grid.over, len(number), dtype=pl.Float64, eager=True)
        return number.cast(pl.Float64) / over

    def _bound(self, side: Side) -> pl.Series:
        return _sum([part.end(side) for part in self.parts], self.grid) * self.grid.weights[0]

    def _reason(self) -> pl.Series:
        parts = len(self.parts)
        texts = pl.Series([absence(gap, parts) for gap in range(parts + 1)])
        if self.gaps is None:
            return _nothing(len(self.number), pl.String)
        return self._where_absent(texts.gather(self.gaps))

    def _where_absent(self, column: pl.Series) -> pl.Series:
        return column.zip_with(self.number.is_null(), _nothing(len(column), column.dtype))


def apply(rule: ScoreRule, grid: Grid, known: Mapping[str, KnownItem | KnownScore]) -> KnownScore:
    """The score of a rule for each row."""
    parts = tuple(known[part] for part in rule.of)
    numbers = [part.number for part in parts]
    missing = [number.is_null().cast(pl.Int64) for number in numbers if number.has_nulls()]
    if not missing:
        return KnownScore(_sum(numbers, grid) * grid.weights[0], rule, grid, parts, None)
    gaps = reduce(add, missing)
    weights = pl.Series(grid.weights, dtype=pl.Int64).gather(gaps)
    total = _sum([number.fill_null(0) for number in numbers], grid)
    return KnownScore(total * weights, rule, grid, parts, gaps)


def _whole_end(of: AnswerScale | ScoreRule, side: Side, over: int) -> int:
    return int((of.low if side == "low" else of.high) * over)


def _sum(numbers: list[pl.Series], grid: Grid) -> pl.Series:
    scaled = (
        number if factor == 1 else number * factor
        for number, factor in zip(numbers, grid.factors, strict=True)
    )
    return reduce(add, scaled)


def _nothing(height: int, kind: pl.DataType | type[pl.DataType]) -> pl.Series:
    return pl.repeat(None, height, dtype=kind, eager=True)
