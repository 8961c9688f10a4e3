"""The record of one person under one treatment.

Whatever may be missing from a record is typed `... | NotOnRecord`. A list that is not on
record is not an empty one: `()` means that somebody looked and there was none.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from caseline.calendar import Day, Span
from caseline.course.outside import Replication, Untreated, YesNo
from caseline.instruments.model import Instrument, ScoreRule, Source
from caseline.interval import Interval
from caseline.paindrawing.drawing import PainDrawing
from caseline.paindrawing.model import REGION_IDS
from caseline.record import NotOnRecord
from caseline.scoring.response import Response

Provenance = Literal["prospective", "retrospective", "published summary"]
Condition = Literal[
    "earlier history", "before treatment", "on treatment", "on placebo", "off treatment"
]
Letter = Literal["A", "B"]  # the field's name of a condition: A without, B with the treatment
Statistic = Literal["single", "mean"]
Mode = Literal["paper", "app", "web", "interview", "telephone"]
Given = Literal["yes", "no", "waived", "obtained or waived"]
Severity = Literal["mild", "moderate", "severe"]
Action = Literal["none", "dose reduced", "paused", "stopped", "treated"]
Withdrawal = Literal["improved", "unchanged", "not done"]
Rechallenge = Literal["came back", "did not come back", "not done"]
Trigger = Literal["bad time", "planned", "available", "earlier treatment ended", "unrelated"]
Order = Literal["fixed", "response-guided", "randomised"]
Masking = Literal["open", "blinded", "broken"]  # broken: it was blinded, and did not stay so
Guess = Literal["drug", "placebo", "cannot tell"]
Chooser = Literal[
    "before the course", "during the course", "after a good result", "published report"
]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, with where they stand."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Patient:
    """Who it is about, without who it is."""

    age_years: Interval | NotOnRecord
    sex: Literal["female", "male", "diverse"] | NotOnRecord


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the patient is treated for, and how that is known."""

    name: str
    icd10: str | NotOnRecord
    criteria: str | NotOnRecord
    symptoms_months: Interval | NotOnRecord
    other_disorder_explains_pain: YesNo | NotOnRecord
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Question:
    """What the course is to answer."""

    text: str
    fixed_on: Day | NotOnRecord


@dataclass(frozen=True, slots=True)
class PrimaryOutcome:
    """The one outcome that the answer rests on."""

    outcome: str
    fixed_on: Day | NotOnRecord


@dataclass(frozen=True, slots=True)
class Threshold:
    """How large a gain must be to matter to this patient, in points of the outcome."""

    outcome: str
    points: Fraction
    fixed_on: Day | NotOnRecord


@dataclass(frozen=True, slots=True)
class Looks:
    """The days on which somebody meant to look at the results."""

    days: tuple[Day, ...]
    fixed_on: Day | NotOnRecord


@dataclass(frozen=True, slots=True)
class Plan:
    """What was fixed, each part with the date it was fixed."""

    question: Question | NotOnRecord
    primary: PrimaryOutcome | NotOnRecord
    threshold: Threshold | NotOnRecord
    looks: Looks | NotOnRecord


@dataclass(frozen=True, slots=True)
class EarlierTreatment:
    """What was tried before, and why it ended."""

    name: str
    dose: str | NotOnRecord
    span: Span | NotOnRecord
    ended_because: str | NotOnRecord
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Dose:
    """An amount per day, from a day on until the next dose begins. 0 is a pause or the end."""

    begin: Day | NotOnRecord
    amount: Fraction
    placebo: bool
    reason: str | NotOnRecord


@dataclass(frozen=True, slots=True)
class Treatment:
    """The treatment that the course is about.

    `trigger` is why it began when it did, as one of a few words; `started_because` tells more of
    that in somebody's own.
    """

    name: str
    atc: str | NotOnRecord
    unit: str
    route: str | NotOnRecord
    formulation: str | NotOnRecord
    off_label: YesNo | NotOnRecord
    trigger: Trigger | NotOnRecord
    started_because: str | NotOnRecord
    adherence_percent: Interval | NotOnRecord
    doses: tuple[Dose, ...]


@dataclass(frozen=True, slots=True)
class CoTreatment:
    """Another treatment that ran beside it, or a change in one."""

    name: str
    dose: str | NotOnRecord
    begin: Day | NotOnRecord
    end: Day | NotOnRecord
    change: str | NotOnRecord


@dataclass(frozen=True, slots=True)
class SideEffect:
    """Something unwanted that befell the patient on treatment."""

    what: str
    onset: Day | NotOnRecord
    ended: Day | NotOnRecord
    severity: Severity | NotOnRecord
    serious: YesNo | NotOnRecord
    action: Action | NotOnRecord
    dechallenge: Withdrawal | NotOnRecord
    rechallenge: Rechallenge | NotOnRecord


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something else that may have changed how the patient was."""

    what: str
    on: Day


@dataclass(frozen=True, slots=True)
class TreatmentGuess:
    """What somebody believed was given, asked on one day."""

    on: Day
    by: Literal["patient", "clinician", "rater"]
    guess: Guess


@dataclass(frozen=True, slots=True)
class Blinding:
    """Who knew what was given."""

    patient: Masking | NotOnRecord
    clinician: Masking | NotOnRecord
    rater: Masking | NotOnRecord
    guesses: tuple[TreatmentGuess, ...] | NotOnRecord


@dataclass(frozen=True, slots=True)
class Allocation:
    """How the order of on and off came about."""

    order: Order | NotOnRecord
    concealed: YesNo | NotOnRecord
    scheme: str | NotOnRecord


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an entered value: a value, or a change since the baseline."""

    text: str
    value: Interval | None
    change: Interval | None


@dataclass(frozen=True, slots=True)
class Total:
    """A score that was entered as a number and not worked out from answers."""

    instrument: Instrument
    rule: ScoreRule
    readings: tuple[Reading, ...]
    statistic: Statistic | NotOnRecord
    recall_days: int | NotOnRecord
    quote: Quote | None

    @property
    def exact(self) -> Fraction | None:
        """The number, where there is one reading and it is exact."""
        value = self.readings[0].value
        return value.exact if len(self.readings) == 1 and value else None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The regions of a pain drawing: with pain, and without. The others are unanswered.

    `strokes` are what was drawn, if it is on record. They never change the two lists.
    """

    marked: tuple[str, ...]
    unmarked: tuple[str, ...]
    strokes: PainDrawing | None = None

    @property
    def painful(self) -> tuple[str, ...]:
        """The regions with pain."""
        return self.marked

    @property
    def open(self) -> tuple[str, ...]:
        """The regions that are unanswered, in the order of the index."""
        told = {*self.marked, *self.unmarked}
        return tuple(region for region in REGION_IDS if region not in told)


@dataclass(frozen=True, slots=True)
class Visit:
    """What was recorded on one day, or over one span, under one condition.

    `condition` is None where it follows from the doses.
    """

    when: Span
    condition: Condition | None
    mode: Mode | NotOnRecord
    language: str | NotOnRecord
    responses: tuple[Response, ...]
    totals: tuple[Total, ...]
    drawing: Drawing | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """One consent: whether it was given, and when."""

    given: Given | NotOnRecord
    on: Day | NotOnRecord


@dataclass(frozen=True, slots=True)
class Consent:
    """What the patient agreed to."""

    treatment: Agreement
    off_label: Agreement
    publication: Agreement


@dataclass(frozen=True, slots=True)
class Disclosures:
    """What the people who report declare about themselves."""

    conflicts: str | NotOnRecord
    funding: str | NotOnRecord


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Course:
    """One person under one treatment over time."""

    pseudonym: str
    title: str
    synthetic: bool
    provenance: Provenance
    chosen: Chooser | NotOnRecord
    sources: tuple[Source, ...]
    patient: Patient
    diagnosis: Diagnosis
    plan: Plan
    treatment: Treatment
    earlier_treatments: tuple[EarlierTreatment, ...] | NotOnRecord
    co_treatments: tuple[CoTreatment, ...] | NotOnRecord
    side_effects: tuple[SideEffect, ...] | NotOnRecord
    life_events: tuple[LifeEvent, ...] | NotOnRecord
    blinding: Blinding
    allocation: Allocation
    replications: tuple[Replication, ...] | NotOnRecord
    untreated: Untreated | NotOnRecord
    visits: tuple[Visit, ...]
    missed_visits: tuple[Day, ...] | NotOnRecord
    patient_perspective: str | NotOnRecord
    consent: Consent
    disclosures: Disclosures
    quotes: tuple[Quote, ...]

    @property
    def span(self) -> Span:
        """From the first visit to the last."""
        return Span(self.visits[0].when.begin, self.visits[-1].when.end)

    def source(self, key: str) -> Source:
        """The source of that key; the reader has seen to it that there is one."""
        return next(source for source in self.sources if source.key == key)


@dataclass(frozen=True, slots=True)
class Phase:
    """A span of days under one condition, computed and never typed in."""

    letter: Letter
    condition: Condition
    first: date
    last: date
    basis: Literal["doses", "the source's words"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is followed: one score of one instrument."""

    instrument: Instrument
    rule: ScoreRule

    @property
    def id(self) -> str:
        """The name in files: "fiqr.total"."""
        return f"{self.instrument.id}.{self.rule.id}"


@dataclass(frozen=True, slots=True)
class Observation:
    """One outcome at one visit, with what it is from."""

    outcome: Outcome
    when: Span
    condition: Condition | NotOnRecord
    readings: tuple[Reading, ...]
    statistic: Statistic | NotOnRecord
    visit: Visit
    total: Total | None

    @property
    def value(self) -> Interval | None:
        """All that the value may be; None where a reading is a change and no value."""
        whole: Interval | None = None
        for reading in self.readings:
            if reading.value is None:
                return None
            whole = reading.value if whole is None else whole.hull(reading.value)
        return whole
