"""How a fact of a record counts against it.

Three things may stand in a field: what was recorded, NOT_ON_RECORD, or None where it cannot be
worked out or has no meaning here. What is not on record counts like the worst that might have
been recorded; what cannot be worked out is named and does not count.
"""

from caseline.record import NOT_ON_RECORD, NotOnRecord

Number = float | NotOnRecord | None
Fact = bool | NotOnRecord | None


def above(value: Number, bar: Number) -> bool:
    """Whether a number is above a bar, or may be because one of them is not on record."""
    if value is None or bar is None:
        return False
    return value is NOT_ON_RECORD or bar is NOT_ON_RECORD or value > bar


def below(value: Number, bar: Number) -> bool:
    """Whether a number is below a bar, or may be because one of them is not on record."""
    return above(bar, value)


def unless_no(fact: Fact) -> bool:
    """Whether something is so, or may be because it is not on record."""
    return fact is NOT_ON_RECORD or fact is True


def unless_yes(fact: Fact) -> bool:
    """Whether something is not so, or may not be because it is not on record."""
    return fact is NOT_ON_RECORD or fact is False


def times(value: Number, factor: float) -> Number:
    """A multiple of a number, where it is on record and can be worked out."""
    return value if value is None or value is NOT_ON_RECORD else value * factor


def surely_above(value: Number, bar: Number) -> bool:
    """Whether a number is above a bar, and both are on record."""
    return not missing(value, bar) and above(value, bar)


def missing(*values: object) -> bool:
    """Whether one of them is not on record."""
    return any(value is NOT_ON_RECORD for value in values)
