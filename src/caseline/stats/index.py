"""One index of how two phases differ."""

from dataclasses import dataclass
from typing import Final

Z_975: Final = 1.959963984540054  # the normal distribution's, for a two-sided 95 %


@dataclass(frozen=True, slots=True)
class Index:
    """A value with its standard error and 95 % interval; None where the literature has none.

    It carries no claim about the treatment: it ignores or mishandles trend, correlation over
    time and the way the phases were allocated. Every standard error takes the values for
    independent of each other.
    """

    value: float
    se: float | None = None
    low: float | None = None
    high: float | None = None


def wald(value: float, se: float) -> Index:
    """The value with the interval of 1.96 standard errors to each side."""
    return Index(value, se, value - Z_975 * se, value + Z_975 * se)
