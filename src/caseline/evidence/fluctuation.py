"""How far the scores of one person move from day to day in a condition, with the source."""

from dataclasses import dataclass

from caseline.evidence.base_rates import entries, sourced
from caseline.instruments.model import Source


@dataclass(frozen=True, slots=True)
class Fluctuation:
    """A published standard deviation within a person, as a share of the length of the scale.

    `low` and `high` are the ends of what was published, `n` the number of people. `verify`: not
    all of it could be read at its source.
    """

    instruments: tuple[str, ...]
    share: float
    low: float
    high: float
    n: int
    source: Source
    note: str
    verify: bool


def fluctuation(condition: str, instrument: str) -> Fluctuation | None:
    """How far the scores of an instrument move in a condition; None where nobody published it.

    Parameters
    ----------
    condition : str
        A name or ICD-10 code.
    instrument : str
        Its id.

    Examples
    --------
    >>> fluctuation("fibromyalgia", "pain-nrs").share
    0.125
    """
    for entry in entries(condition, "fluctuations"):
        if instrument in entry["instruments"]:
            return Fluctuation(**{**sourced(entry), "instruments": tuple(entry["instruments"])})
    return None
