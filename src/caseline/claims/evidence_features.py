"""Features from what is published on others with the illness."""

from collections.abc import Sequence

from caseline.claims import features as f
from caseline.evidence import base_rates


def evidence(diagnosis: str) -> f.Evidence:
    """How many improve by themselves and on placebo; None where nothing is published."""
    rates = base_rates(diagnosis)
    return f.Evidence(
        natural_improvement=_total([one.value for one in rates if one.bears_on == "T09"]),
        placebo_response=_total([one.value for one in rates if one.bears_on == "T10"]),
    )


def _total(shares: Sequence[float]) -> float | None:
    """The shares of classes that exclude each other, together."""
    return sum(shares) if shares else None
