"""A column of answers as whole numbers, or a refusal that names its row."""

import re
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from caseline.errors import TableError
from caseline.instruments.model import AnswerScale
from caseline.scoring.response import scale_words

_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{0,30})?(?:[eE][+-]?\d{1,2})?")


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One column of a table: what an answer may be, and the number that makes each whole."""

    table: str
    name: str
    scale: AnswerScale
    over: int

    def check_kind(self, kind: pl.DataType) -> None:
        """Refuse a column that cannot hold numbers."""
        if not (kind.is_numeric() or kind == pl.Null or _is_text(kind)):
            held = "true or false" if kind == pl.Boolean else "no numbers"
            raise TableError(f"{self.table}: column '{self.name}' holds {held}, numbers are needed")

    def whole_numbers(self, answers: pl.Series, first_row: int) -> pl.Series:
        """The answers times `over`, as Int64; null where there is none."""
        if answers.dtype.is_integer() and self._takes_every_integer:
            return self._integers(answers, first_row)
        if _is_text(answers.dtype):
            answers = answers.cast(pl.String)
        given = answers.unique(maintain_order=True).drop_nulls()
        known = []
        for index, text in enumerate(map(str, given)):
            value = _exact(text)
            if text.strip() and (value is None or not self.scale.holds(value)):
                row = first_row + (answers.index_of(given[index]) or 0)
                raise self._no_number(row) if value is None else self._off_scale(row)
            known.append(None if value is None else int(value * self.over))
        numbers = pl.Series(known, dtype=pl.Int64)
        return answers.replace_strict(given, numbers).cast(pl.Int64)

    def _integers(self, answers: pl.Series, first_row: int) -> pl.Series:
        low, high = int(self.scale.low), int(self.scale.high)
        numbers = answers.cast(pl.Int64, strict=False)  # null where an answer is larger still
        on = numbers.is_between(low, high).fill_null(answers.is_null())
        if not on.all():
            raise self._off_scale(first_row + (on.arg_min() or 0))
        return numbers * self.over

    @property
    def _takes_every_integer(self) -> bool:
        scale = self.scale
        gaps = scale.values and len(scale.values) <= scale.high - scale.low
        return not gaps and scale.step == 1 and scale.low.denominator == 1

    def _no_number(self, row: int) -> TableError:
        return TableError(
            f"{self.table}: data row {row}, column '{self.name}': the answer is no number, "
            f"its scale {scale_words(self.scale)}"
        )

    def _off_scale(self, row: int) -> TableError:
        return TableError(
            f"{self.table}: data row {row}, column '{self.name}': the answer is off its scale, "
            f"which {scale_words(self.scale)}"
        )


def _exact(text: str) -> Fraction | None:
    """The number that a text is, exactly; a float has been made the text that it prints as."""
    text = text.strip()
    return Fraction(text) if _NUMBER.fullmatch(text) else None


def _is_text(kind: pl.DataType) -> bool:
    return kind in (pl.String, pl.Categorical, pl.Enum)
