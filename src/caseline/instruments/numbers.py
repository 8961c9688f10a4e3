"""Exact numbers of a definition file: read, put on a grid, spelled."""

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from caseline.document import Table


def exact(table: Table, key: str) -> Fraction:
    """The number under a key, exactly as it is written."""
    return Fraction(table.number(key))


def numbers(table: Table, key: str) -> tuple[Fraction, ...]:
    """A list of numbers, exactly as they are written."""
    found = table.raw(key)
    if not isinstance(found, list):
        raise table.mismatch(key, "a list of numbers")
    listed = {f"{key} {number}": one for number, one in enumerate(found, 1)}
    inner = Table(table.file, table.place, listed, table.error)
    return tuple(exact(inner, name) for name in listed)


def grid(values: Sequence[Fraction]) -> Fraction:
    """The widest step that leads from each number to every other."""
    return common(tuple(abs(value - values[0]) for value in values))


def common(steps: Sequence[Fraction]) -> Fraction:
    """The widest step of which all the steps are whole multiples."""
    return reduce(_common_of_two, steps)


def spelled(number: Fraction) -> str:
    """A number as people write it: 30, 0.5, and 20/3 where decimals do not end."""
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(number):.10g}" if ends_in_decimals(number) else str(number)


def ends_in_decimals(number: Fraction) -> bool:
    """Whether it can be written down with a few decimals."""
    return 10**6 % number.denominator == 0


def _common_of_two(one: Fraction, other: Fraction) -> Fraction:
    both = one.denominator * other.denominator
    return Fraction(
        math.gcd(one.numerator * other.denominator, other.numerator * one.denominator), both
    )
