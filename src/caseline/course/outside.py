"""What a record may tell from outside itself: repetitions elsewhere, and change untreated."""

from dataclasses import dataclass
from typing import Literal

from caseline.interval import Interval
from caseline.record import NotOnRecord

RepeatedAs = Literal["one trial", "series"]
YesNo = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Replication:
    """The same question asked again, independently of this course: one trial, or a series.

    `pairs` are the randomised pairs of the trial, of a series those of its smallest trial.
    `agrees`: its result, of a series the pooled one, points the same way as this course's.
    """

    what: str
    repeated_as: RepeatedAs
    source: str | NotOnRecord
    randomised: YesNo | NotOnRecord
    blinded: YesNo | NotOnRecord
    pairs: int | NotOnRecord
    agrees: YesNo | NotOnRecord


@dataclass(frozen=True, slots=True)
class Untreated:
    """How many people with the illness change as much in that time without the treatment."""

    percent: Interval
    source: str
