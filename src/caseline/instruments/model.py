"""What a questionnaire is: its items, its score rules, and where each number is from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from caseline.direction import Direction

Rights = Literal["free", "licensed", "not-shipped"]
Reliability = Literal["icc", "alpha"]
MarkKind = Literal["mcid", "impact"]
Unit = Literal["points", "percent"]


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that a number or a rule is from."""

    key: str
    cite: str
    doi: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerScale:
    """The numbers an answer may be: the listed `values`, or `low` to `high` in steps.

    `loinc` holds the answer code of each value, in the order of `values`.
    """

    id: str
    low: Fraction
    high: Fraction
    step: Fraction
    values: tuple[Fraction, ...] = ()
    loinc: tuple[str, ...] = ()

    def holds(self, value: Fraction) -> bool:
        """Whether an answer may be this number."""
        if self.values:
            return value in self.values
        return self.low <= value <= self.high and ((value - self.low) / self.step).denominator == 1


@dataclass(frozen=True, slots=True)
class SafetyFlag:
    """An answer of `at` or more that somebody must see to, whatever the score."""

    id: str
    at: Fraction


@dataclass(frozen=True, slots=True)
class Item:
    """One question."""

    id: str
    scale: AnswerScale
    recall_days: int | None = None
    loinc: str | None = None
    safety: SafetyFlag | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a band begins: at `at`, or just above it."""

    at: Fraction
    above: bool
    label: str

    def reached_by(self, value: Fraction) -> bool:
        """Whether a value lies in this band or a later one."""
        return value > self.at if self.above else value >= self.at


@dataclass(frozen=True, slots=True)
class BandSet:
    """Severity words for a score, after one source.

    A band reaches up to the next cut, so a fractional score falls into exactly one.
    """

    id: str
    source: str
    cuts: tuple[Cut, ...]
    note: str = ""
    verify: bool = False

    def label(self, value: Fraction) -> str:
        """The word for a value of the score."""
        return [cut.label for cut in self.cuts if cut.reached_by(value)][-1]


@dataclass(frozen=True, slots=True)
class ErrorEstimate:
    """One published account of how much a score moves by itself.

    Either a reliability with the standard deviation to use it with, or the smallest
    detectable change itself, in points of the score. An SD has a source or is assumed.
    """

    source: str
    reliability: Fraction | None = None
    reliability_assumed: bool = False
    kind: Reliability | None = None
    sd: Fraction | None = None
    sd_source: str | None = None
    sd_basis: str = ""
    sd_assumed: bool = False
    mdc95: Fraction | None = None
    note: str = ""
    verify: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A difference that somebody calls important: points or percent of the baseline."""

    id: str
    kind: MarkKind
    at: Fraction
    unit: Unit
    label: str
    source: str
    note: str = ""
    verify: bool = False


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """How items, or earlier scores, become a number.

    The sum of the parts over `divisor`. With at least `at_least` parts answered, the sum is
    weighted by parts/answered; with fewer there is no score. `step` is the grid of a total
    that is typed in. A `main` score is one that reports and charts show by themselves.
    """

    id: str
    of: tuple[str, ...]
    divisor: Fraction
    low: Fraction
    high: Fraction
    step: Fraction
    worse: Direction
    source: str
    at_least: int
    main: bool
    bounded: bool = False
    loinc: str | None = None
    missing_source: str | None = None
    bands: tuple[BandSet, ...] = ()
    errors: tuple[ErrorEstimate, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def entry(self) -> AnswerScale:
        """The numbers that a typed-in total of this score may be."""
        return AnswerScale(self.id, self.low, self.high, self.step)


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who may do what with the wording, and the notice that goes with it."""

    wording: Rights
    note: str
    holder: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """What a score or an item is called: alone, and where a sentence begins with it."""

    label: str
    subject: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire: items, the days it asks about, score rules, rights, sources.

    `recall_days` is None where the response says it (`recall_choices`) or nothing is asked
    about a span. `languages` are those whose wording is shipped. `names` is by language, then
    by the id of a score or an item.
    """

    id: str
    version: str
    title: str
    rights: Ownership
    sources: tuple[Source, ...]
    items: tuple[Item, ...]
    scores: tuple[ScoreRule, ...]
    recall_days: int | None = None
    recall_choices: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    codes: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    names: Mapping[str, Mapping[str, Name]] = field(default_factory=dict)

    @property
    def ref(self) -> str:
        """The name with the version: phq4@2009.1."""
        return f"{self.id}@{self.version}"

    def item(self, item_id: str) -> Item | None:
        """The item of that id."""
        return next((item for item in self.items if item.id == item_id), None)

    def rule(self, score_id: str) -> ScoreRule | None:
        """The score rule of that id."""
        return next((rule for rule in self.scores if rule.id == score_id), None)

    def name(self, part: str, lang: str) -> Name:
        """What a score or an item is called in a language; by its id where nobody named it."""
        unnamed = f"{self.title}, {part}"
        return self.names.get(lang, {}).get(part, Name(unnamed, unnamed))

    def source(self, key: str) -> Source:
        """The source of that key; the reader has seen to it that there is one."""
        return next(source for source in self.sources if source.key == key)


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one language, with the licence they come under.

    `items` by item id, in the order in which this language asks them; `answers` by scale id
    and value; `ends` by item id, else scale id: the words at the lowest and highest number.
    """

    lang: str
    title: str
    instruction: str
    items: dict[str, str]
    answers: dict[str, dict[Fraction, str]]
    ends: dict[str, tuple[str, str]]
    source: str
    licence: str
