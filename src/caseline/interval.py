"""A number that may be known only to lie between two bounds: 70, "more than 70", 35 to 65."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Number = int | Decimal | Fraction

_NUMBER = r"-?\d{1,15}(?:\.\d{1,15})?"  # as many digits as a number of a document
_BOUND = re.compile(rf"(>=|>|<=|<)\s*({_NUMBER})")
_SPAN = re.compile(rf"({_NUMBER})\s+to\s+({_NUMBER})")


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`; an open end itself does not belong to it."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError("an interval needs a low end below its high end")

    @property
    def exact(self) -> Fraction | None:
        """The number, where there is only one."""
        return self.low if self.low == self.high else None

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: "Interval") -> "Interval":
        """Every difference that two numbers, one of each, may have."""
        return self + -other

    def times(self, factor: Number) -> "Interval":
        """Each number of it times `factor`."""
        by = Fraction(factor)
        if by == 0:
            return exactly(0)
        ends = Interval(self.low * abs(by), self.high * abs(by), self.low_open, self.high_open)
        return ends if by > 0 else -ends

    def plus(self, number: Number) -> "Interval":
        """Each number of it and `number`."""
        return self + exactly(number)

    def over(self, other: "Interval") -> "Interval | None":
        """Every quotient; None where the divisor may be 0 or negative."""
        if other.low <= 0:
            return None
        corners = [
            (a / b, a_open or (b_open and a != 0))  # 0 stays 0, whatever it is divided by
            for a, a_open in ((self.low, self.low_open), (self.high, self.high_open))
            for b, b_open in (
                (other.low, other.low_open),
                (other.high, other.high_open),
            )
        ]
        # A closed corner wins over an open one at the same number.
        low = min(corners)
        high = max(corners, key=lambda c: (c[0], not c[1]))
        if low[0] == high[0]:
            return exactly(low[0])
        return Interval(low[0], high[0], low[1], high[1])

    def within(self, low: Number, high: Number) -> "Interval | None":
        """The part of it from `low` to `high`, or None where there is none."""
        new_low, low_open = max((self.low, self.low_open), (Fraction(low), False))
        new_high, high_open = (
            (self.high, self.high_open) if self.high <= high else (Fraction(high), False)
        )
        try:
            return Interval(new_low, new_high, low_open, high_open)
        except ValueError:
            return None

    def magnitude(self) -> "Interval":
        """The sizes without sign."""
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        high, closed = max((-self.low, not self.low_open), (self.high, not self.high_open))
        return Interval(Fraction(0), high, high_open=not closed)

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both."""
        low, low_open = min((self.low, self.low_open), (other.low, other.low_open))
        high, closed = max((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not closed)

    def all_above(self, bound: Number) -> bool:
        """Whether every number of it is greater than `bound`."""
        return self.low > bound or (self.low == bound and self.low_open)

    def all_below(self, bound: Number) -> bool:
        """Whether every number of it is less than `bound`."""
        return self.high < bound or (self.high == bound and self.high_open)


def exactly(number: Number) -> Interval:
    """The interval that holds one number."""
    value = Fraction(number)
    return Interval(value, value)


def read_interval(text: str, low: Number, high: Number) -> Interval | None:
    """An interval from a text such as ">70", "<= 40" or "35 to 65" on a scale `low` to `high`.

    A bound alone runs to the end of the scale, which is what ">70" means on one from 0 to
    100. None where the text is no such thing or leaves the scale.
    """
    found = _parsed(text.strip(), Fraction(low), Fraction(high))
    if found is None or found.low < low or found.high > high:
        return None
    return found


def _parsed(text: str, low: Fraction, high: Fraction) -> Interval | None:
    try:
        if match := _BOUND.fullmatch(text):
            sign, number = match[1], Fraction(match[2])
            if sign.startswith(">"):
                return Interval(number, high, low_open=sign == ">")
            return Interval(low, number, high_open=sign == "<")
        if match := _SPAN.fullmatch(text):
            return Interval(Fraction(match[1]), Fraction(match[2]))
    except ValueError:
        return None
    return None
