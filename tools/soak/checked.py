"""Whether what was acknowledged is in the database, once."""

from collections import Counter
from dataclasses import dataclass

from tools.soak.load import Outcome
from tools.soak.server import kept


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong, as numbers; all of them are 0 as they should be."""

    lost: int
    doubled: int
    acknowledged_twice: int


def check(database: str, outcome: Outcome) -> Checked:
    """Compare what was acknowledged with what is there, read past the application."""
    there = kept(database)
    told = Counter(one.replace("-", "") for one in outcome.acknowledged)
    return Checked(
        lost=sum(id_ not in there for id_ in told),
        doubled=sum(n > 1 for n in there.values()),
        acknowledged_twice=sum(n > 1 for n in told.values()),
    )
