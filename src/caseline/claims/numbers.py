"""The numbers that a rating reads and a record does not hold: statistics worked out elsewhere."""

from dataclasses import dataclass, fields, replace

from caseline.claims.facts import Number
from caseline.record import NOT_ON_RECORD, NotOnRecord


@dataclass(frozen=True, slots=True)
class Numbers:
    """Statistics of one outcome.

    NOT_ON_RECORD: nobody worked it out, which counts against the course. None: it cannot be
    worked out from these data or has no meaning in this design, which is named. `n_eff` has
    one number for each phase in order. The others are explained at the fields of `Features`
    of the same name.
    """

    n_eff: tuple[Number, ...] | NotOnRecord | None = NOT_ON_RECORD
    p_improving: Number = NOT_ON_RECORD
    share_of_change: Number = NOT_ON_RECORD
    near_median: Number = NOT_ON_RECORD
    z_vs_history: Number = NOT_ON_RECORD
    fluctuation_days: Number = NOT_ON_RECORD
    mass_before_start: Number = NOT_ON_RECORD
    onset_days: Number = NOT_ON_RECORD
    complete_days: Number = NOT_ON_RECORD
    residual: Number = NOT_ON_RECORD
    tipping_over_mcid: Number = NOT_ON_RECORD
    detectable: Number = NOT_ON_RECORD
    tau_on_days: Number = NOT_ON_RECORD
    p_guess_above_chance: Number = NOT_ON_RECORD
    flips: tuple[str, ...] | NotOnRecord | None = NOT_ON_RECORD

    def from_summaries(self) -> "Numbers":
        """The same for a course without visits: what is not there cannot be worked out."""
        absent = [one.name for one in fields(self) if getattr(self, one.name) is NOT_ON_RECORD]
        return replace(self, **dict.fromkeys(absent))
