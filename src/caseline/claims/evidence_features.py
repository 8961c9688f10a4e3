"""Features from outside the record: others with the illness, and repetitions of the course."""

from collections.abc import Sequence

from caseline.claims import features as f
from caseline.claims.rules import rule
from caseline.course.model import Course
from caseline.course.outside import Replication, Untreated
from caseline.evidence import base_rates
from caseline.record import NOT_ON_RECORD, NotOnRecord


def evidence(diagnosis: str, told: Untreated | NotOnRecord = NOT_ON_RECORD) -> f.Evidence:
    """How many improve by themselves and on placebo; None where nothing is known of it.

    `told` is what the record cites of that. Of a span the most counts.
    """
    rates = base_rates(diagnosis)
    return f.Evidence(
        natural_improvement=_total([one.value for one in rates if one.bears_on == "T09"]),
        cited_change=None if told is NOT_ON_RECORD else float(told.percent.high) / 100,
        placebo_response=_total([one.value for one in rates if one.bears_on == "T10"]),
    )


def replicated(course: Course) -> bool | NotOnRecord:
    """Whether the course was repeated in a design as strong as its own may be, and none disagrees.

    What is not on record of a repetition does not count for it.
    """
    told = course.replications
    if told is NOT_ON_RECORD:
        return NOT_ON_RECORD
    return all(one.agrees == "yes" for one in told) and any(_counts(one) for one in told)


def _counts(one: Replication) -> bool:
    pairs = one.pairs
    enough = pairs is not NOT_ON_RECORD and pairs >= rule("ceiling.pairs_repeated")
    return enough and (one.randomised, one.blinded) == ("yes", "yes")


def _total(shares: Sequence[float]) -> float | None:
    """The shares of classes that exclude each other, together."""
    return sum(shares) if shares else None
