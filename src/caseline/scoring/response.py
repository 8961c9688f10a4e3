"""The answers of one person to one instrument at one time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TypeGuard

from caseline.document import MOST_DIGITS, kind
from caseline.errors import ResponseError
from caseline.instruments.model import AnswerScale, Instrument
from caseline.record import NOT_ON_RECORD, NotOnRecord

Given = int | float | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Response:
    """Answers by item id, and totals that were typed in by score id.

    An unanswered item is left out. Numbers are kept exactly; a float counts as the decimal
    that it prints as.

    Raises
    ------
    ResponseError
        An item, a score or a recall span that the instrument has not, a number off its
        scale, or a total beside answers to its own parts.
    """

    instrument: Instrument
    answers: Mapping[str, Given]
    totals: Mapping[str, Given] = field(default_factory=dict)
    recall_days: int | NotOnRecord = NOT_ON_RECORD

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", self._answers())
        object.__setattr__(self, "totals", self._totals())
        choices = self.instrument.recall_choices
        if self.recall_days is not NOT_ON_RECORD and self.recall_days not in choices:
            raise ResponseError(f"{self.instrument.ref}: {_recall_wanted(self.instrument)}")

    def _answers(self) -> dict[str, Fraction]:
        exact = {}
        for item_id, value in self.answers.items():
            item = self.instrument.item(item_id)
            if item is None:
                raise ResponseError(f"{self.instrument.ref} has no item '{item_id[:40]}'")
            exact[item_id] = self._on(item.scale, value, f"the answer to '{item_id}'")
        return exact

    def _totals(self) -> dict[str, Fraction]:
        exact = {}
        for score_id, value in self.totals.items():
            rule = self.instrument.rule(score_id)
            if rule is None:
                raise ResponseError(f"{self.instrument.ref} has no score '{score_id[:40]}'")
            given = {*self.answers, *self.totals} & set(self._parts(score_id))
            if given:
                raise ResponseError(
                    f"{self.instrument.ref}: the total '{score_id}' is entered beside its own "
                    f"parts; give one or the other"
                )
            exact[score_id] = self._on(rule.entry, value, f"the total '{score_id}'")
        return exact

    def _parts(self, score_id: str) -> list[str]:
        rule = self.instrument.rule(score_id)
        if rule is None:
            return []
        return [part for direct in rule.of for part in (direct, *self._parts(direct))]

    def _on(self, scale: AnswerScale, value: Given, what: str) -> Fraction:
        exact = _exact(value)
        if exact is not None and scale.holds(exact):
            return exact
        fault = f"{what} is off its scale, which"
        if not _is_number(value):
            fault = f"{what}: found {kind(value)}, a number is needed; its scale"
        raise ResponseError(f"{self.instrument.ref}: {fault} {scale_words(scale)}")


def scale_words(scale: AnswerScale) -> str:
    """A scale in words: "runs from 0 to 3 in steps of 1"."""
    low, high, step = (format(float(n), "g") for n in (scale.low, scale.high, scale.step))
    return f"runs from {low} to {high} in steps of {step}"


def _exact(value: object) -> Fraction | None:
    """The number, or None where it is none (True, a text, NaN) or too long to be an answer."""
    if not _is_number(value):
        return None
    written = Decimal(repr(value)) if isinstance(value, float) else value
    if isinstance(written, Decimal) and not (
        written.is_finite() and abs(written.adjusted()) <= MOST_DIGITS
    ):
        return None
    return Fraction(written)


def _is_number(value: object) -> TypeGuard[Given]:
    """Whether it is of a kind that numbers are; True is none."""
    return isinstance(value, int | float | Decimal | Fraction) and not isinstance(value, bool)


def _recall_wanted(instrument: Instrument) -> str:
    if not instrument.recall_choices:
        return "the days asked about are fixed by the instrument and cannot be given"
    choices = ", ".join(str(days) for days in instrument.recall_choices)
    return f"the days asked about must be one of {choices}"
