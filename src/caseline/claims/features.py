"""What the rating of a course reads: facts and numbers, no data.

Every field holds what was recorded or worked out, NOT_ON_RECORD, or, where the type allows it,
None: it cannot be worked out from this record or has no meaning in this design.
"""

from dataclasses import dataclass
from typing import Literal

from caseline.claims.facts import Fact, Number
from caseline.course.model import Chooser, Masking, Order
from caseline.course.model import Provenance as How
from caseline.record import NOT_ON_RECORD, NotOnRecord

Unit = Literal["start date", "period", "block"]
Trigger = Literal["bad time", "other"]
Reporter = Literal["patient", "clinician"]


@dataclass(frozen=True, slots=True)
class Design:
    """The order of phases and how it came about.

    `n_pairs` is the number of randomised pairs, or the smaller number of periods of one
    condition where single periods were randomised; `period_days` the shortest treated period.
    """

    n_phases: int | NotOnRecord
    n_switches: int | NotOnRecord
    order: Order | NotOnRecord
    unit: Unit | NotOnRecord | None
    n_pairs: int | NotOnRecord
    counterbalanced: Fact
    concealed: bool | NotOnRecord
    n_tiers: int | NotOnRecord
    replicated: bool | NotOnRecord
    period_days: Number
    span_days: Number
    seasons_differ: Fact

    @property
    def randomised(self) -> bool:
        """Whether the record says that the order was drawn by lot."""
        return self.order == "randomised"


@dataclass(frozen=True, slots=True)
class Guesses:
    """What the guesses of the treatment, and its side effects, say about the blinding."""

    bang_active: Number
    p_above_chance: Number
    side_effects_reveal: Fact


@dataclass(frozen=True, slots=True)
class Blinding:
    """Who knew what was given."""

    patient: Masking | NotOnRecord
    clinician: Masking | NotOnRecord
    rater: Masking | NotOnRecord
    guesses: Guesses | NotOnRecord


@dataclass(frozen=True, slots=True)
class PhasePoints:
    """The readings of one phase; where periods were randomised, of one condition.

    `summary`: the phase is on record as a mean or a level, not as visits.
    """

    letter: Literal["A", "B"]
    n: int | NotOnRecord
    n_eff: Number
    span_days: Number
    missing_share: Number
    summary: bool | NotOnRecord


@dataclass(frozen=True, slots=True)
class Baseline:
    """The time before the treatment.

    `fluctuation_days` is the time over which readings resemble each other; `z_vs_history` is
    None where there is no earlier history to compare with.
    """

    p_improving: Number
    share_of_change: Number
    near_median: Number
    z_vs_history: Number
    trigger: Trigger | NotOnRecord
    fluctuation_days: Number


@dataclass(frozen=True, slots=True)
class ChangeFeature:
    """How far and when the outcome moved; gains are positive where the patient is better.

    `over_mdc` and `over_mcid` are the smallest size of the change in multiples of the
    detectable and of the important difference, `over_mdc_most` the largest size in multiples
    of the smallest detectable one. `flips` names the sensitivity runs in which the verdict is
    another.
    """

    gain_low: Number
    gain_high: Number
    over_mdc: Number
    over_mdc_most: Number
    over_mcid: Number
    mass_before_start: Number
    onset_days: Number
    complete_days: Number
    residual: Number
    tipping_over_mcid: Number
    detectable: Number
    flips: tuple[str, ...] | NotOnRecord | None


@dataclass(frozen=True, slots=True)
class InstrumentFeature:
    """What measured the outcome, and whether it stayed the same across the phases."""

    id: str
    reported_by: Reporter | NotOnRecord
    same_version: Fact
    same_mode: Fact
    same_language: Fact
    same_recall: Fact
    same_rater: Fact
    at_bound: Number


@dataclass(frozen=True, slots=True)
class Exposure:
    """What was taken, and how fast it is expected to act.

    `amounts`: whether doses are on record; a table tells on and off alone.
    """

    amounts: bool
    adherence_percent: Number
    n_dose_changes: int | NotOnRecord
    n_stops: int | NotOnRecord
    tau_on_days: Number


@dataclass(frozen=True, slots=True)
class Happening:
    """Something else that changed: least days after a switch, and before the next one.

    None: there is no switch on that side.
    """

    what: str
    after_days: Number
    before_days: Number


@dataclass(frozen=True, slots=True)
class Events:
    """What else changed; () means that somebody looked and nothing did."""

    co_interventions: tuple[Happening, ...] | NotOnRecord
    life_events: tuple[Happening, ...] | NotOnRecord


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many outcomes there are, and what was fixed before the data.

    `n_reported` counts those that are told as a gain beside this one, itself included;
    `threshold_prespecified` is None where the threshold is one of another outcome.
    """

    n_recorded: int | NotOnRecord
    n_reported: int | NotOnRecord
    primary_prespecified: bool | NotOnRecord
    threshold_prespecified: Fact
    analysis_prespecified: bool | NotOnRecord
    unplanned_looks: bool | NotOnRecord
    pseudo_replicated: bool | NotOnRecord


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the record came about, and who chose to tell it."""

    how: How | NotOnRecord
    chosen: Chooser | NotOnRecord


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of other people: shares who improve untreated and on placebo.

    `cited_change` is the share who change as much in that time untreated, as the record cites it.
    """

    natural_improvement: Number
    cited_change: Number
    placebo_response: Number


@dataclass(frozen=True, slots=True)
class Features:
    """All that the rating of one outcome of one course reads."""

    design: Design
    blinding: Blinding
    points: tuple[PhasePoints, ...] | NotOnRecord
    baseline: Baseline
    change: ChangeFeature
    instrument: InstrumentFeature
    exposure: Exposure
    events: Events
    outcomes: Outcomes
    provenance: Provenance
    evidence: Evidence

    def of(self, letter: Literal["A", "B"]) -> tuple[PhasePoints, ...]:
        """The phases of one condition in order; none where nothing is on record."""
        if self.points is NOT_ON_RECORD:
            return ()
        return tuple(phase for phase in self.points if phase.letter == letter)

    @property
    def drawn(self) -> bool:
        """Whether times with and without the treatment were drawn by lot and are compared."""
        return self.design.randomised and self.design.unit in ("period", "block")

    @property
    def self_rated(self) -> bool:
        """Whether the patient rated the outcome, or may have."""
        return self.instrument.reported_by != "clinician"

    @property
    def blinded(self) -> bool:
        """Whether the record says that those who rate did not know what was given."""
        rater_blind = self.blinding.rater == "blinded"
        needs_rater = self.instrument.reported_by != "patient"
        return self.blinding.patient == "blinded" and (rater_blind or not needs_rater)
