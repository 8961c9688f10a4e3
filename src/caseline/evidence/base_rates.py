"""How often people improve without the treatment: base rates, each with its source."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import NormalDist
from typing import Any, Literal

from caseline.instruments.model import Source

Kind = Literal["placebo", "untreated"]
Unit = Literal["share", "points"]

_FILE = Path(__file__).parent / "base_rates.toml"


@dataclass(frozen=True, slots=True)
class BaseRate:
    """One published number on people who did not get the treatment.

    `value` is a share from 0 to 1, or a mean change in points of `of`, negative where the
    score fell. `low` and `high` are its 95 % interval, `sd` the spread of single changes,
    `n` the number of people. `bears_on` is the id of the threat whose number it is. `outcomes`
    are those of one person that may be set beside it. `verify`: not all of it could be read at
    its source.
    """

    id: str
    kind: Kind
    measure: str
    unit: Unit
    value: float
    source: Source
    low: float | None = None
    high: float | None = None
    sd: float | None = None
    of: float | None = None
    n: int | None = None
    n_trials: int | None = None
    weeks: float | None = None
    bears_on: str | None = None
    outcomes: tuple[str, ...] = ()
    note: str = ""
    verify: bool = False


def base_rates(condition: str) -> tuple[BaseRate, ...]:
    """The base rates of a condition by its name or ICD-10 code; () where there are none.

    Examples
    --------
    >>> [rate.value for rate in base_rates("fibromyalgia") if rate.bears_on == "T10"]
    [0.308]
    """
    return tuple(
        BaseRate(**{**sourced(entry), "outcomes": tuple(entry.get("outcomes", ()))})
        for entry in entries(condition, "rates")
    )


def share_with(rate: BaseRate, gain: float) -> float:
    """The share of such people who gain at least so much, were their changes spread normally.

    Parameters
    ----------
    rate : BaseRate
        A mean change with its spread.
    gain : float
        In parts of the length of the scale, above 0 where it is better.

    Raises
    ------
    ValueError
        The rate is no mean change with a spread.

    Examples
    --------
    >>> (final,) = [rate for rate in base_rates("fibromyalgia") if rate.sd]
    >>> round(share_with(final, 0.4), 3)
    0.026
    """
    if rate.sd is None or rate.of is None:
        raise ValueError("only a mean change with a spread tells how many gain so much")
    return 1 - NormalDist(-rate.value, rate.sd).cdf(gain * rate.of)


def entries(condition: str, kind: str) -> list[dict[str, Any]]:
    """What the file holds of one kind on a condition, by its name or ICD-10 code."""
    wanted = condition.strip().casefold()
    for table in _document()["conditions"]:
        if wanted in {name.casefold() for name in (*table["names"], table["icd10"])}:
            found: list[dict[str, Any]] = table[kind]
            return found
    return []


def sourced(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry with its source in the place of the source's key."""
    key = entry["source"]
    return {**entry, "source": Source(key, **_document()["sources"][key])}


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
