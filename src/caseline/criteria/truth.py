"""Yes, no and unknown: what can be said of a rule when not everything is on record.

Kleene's three-valued logic: a "no" settles a conjunction and a "yes" an alternative,
whatever the unknown parts turn out to be.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from caseline.interval import Interval, exactly
from caseline.record import NOT_ON_RECORD, NotOnRecord

Truth = Literal["yes", "no", "unknown"]
Verdict = bool | Literal["unknown"]

Measure = int | Decimal | Fraction | Interval | NotOnRecord
Answer = bool | NotOnRecord

_VERDICTS: dict[Truth, Verdict] = {"yes": True, "no": False, "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Part:
    """One condition of a criterion: its id, the condition as a formula, and whether it holds."""

    id: str
    what: str
    value: Truth


@dataclass(frozen=True, slots=True)
class Criterion:
    """A published yes/no rule applied to one person.

    The first part holds the thresholds of the two scores.
    """

    id: str
    source: str
    parts: tuple[Part, ...]

    @property
    def met(self) -> Verdict:
        """Whether every part holds; "unknown" where that cannot be decided."""
        return _VERDICTS[self._all]

    @property
    def thresholds_reached(self) -> Verdict:
        """Whether what the questionnaires ask for is reached, duration and exclusion apart."""
        asked = (part.value for part in self.parts if part.id in ("thresholds", "generalised_pain"))
        return _VERDICTS[both(*asked)]

    @property
    def why(self) -> tuple[Part, ...]:
        """The parts that decided: what failed, else what is unknown, else all of them."""
        return tuple(part for part in self.parts if part.value == self._all)

    @property
    def _all(self) -> Truth:
        return both(*(part.value for part in self.parts))


def both(*values: Truth) -> Truth:
    """Whether all of them hold."""
    if "no" in values:
        return "no"
    return "unknown" if "unknown" in values else "yes"


def either(*values: Truth) -> Truth:
    """Whether at least one of them holds."""
    if "yes" in values:
        return "yes"
    return "unknown" if "unknown" in values else "no"


def absent(answer: Answer) -> Truth:
    """Whether something is known not to be there."""
    if answer is NOT_ON_RECORD:
        return "unknown"
    return "no" if answer else "yes"


def at_least(measure: Measure, bound: int) -> Truth:
    """Whether a measure is `bound` or more."""
    if isinstance(measure, NotOnRecord):
        return "unknown"
    span = measure if isinstance(measure, Interval) else exactly(measure)
    if span.low >= bound:
        return "yes"
    return "no" if span.all_below(bound) else "unknown"


def count(measure: Measure) -> Measure:
    """The measure as a count of whole points: "more than 6" is 7 or more."""
    if not isinstance(measure, Interval):
        return measure
    low = Fraction(floor(measure.low) + 1) if measure.low_open else measure.low
    high = Fraction(ceil(measure.high) - 1) if measure.high_open else measure.high
    return Interval(low, high) if low <= high else measure
