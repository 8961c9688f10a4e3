"""How many readings each phase has, and whether they came about in the same way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from caseline.claims.facts import Fact, Number
from caseline.claims.features import PhasePoints
from caseline.claims.periods import periods
from caseline.course.model import Course, Observation, Phase
from caseline.course.phases import LETTERS, phases
from caseline.record import NOT_ON_RECORD, NotOnRecord

Letter = Literal["A", "B"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The readings of one phase, or of all phases of one condition."""

    letter: Letter
    phases: tuple[Phase, ...]
    visits: tuple[Observation, ...]
    summaries: tuple[Observation, ...]


def stretches(
    course: Course, observations: Sequence[Observation], *, by_condition: bool
) -> tuple[Stretch, ...]:
    """The readings by phase in order; with `by_condition`, one stretch for A and one for B.

    Randomised periods are compared by condition, and the time before the first dose is then
    no part of the comparison.
    """
    found = phases(course)
    if not by_condition:
        return tuple(_stretch((phase,), observations) for phase in found)
    allotted = [phase for phase in found if phase.condition != "before treatment"]
    groups = [tuple(phase for phase in allotted if phase.letter == letter) for letter in "AB"]
    return tuple(_stretch(group, observations) for group in groups if group)


def phase_points(
    stretch: Stretch, course: Course, n_eff: Number, *, by_visits: bool
) -> PhasePoints:
    """How many readings there are, over how many days, and how many are missing.

    Where the course is not on record by visits, what is missing cannot be worked out.
    """
    only_summaries = bool(stretch.summaries) and not stretch.visits
    share = _missing_share(stretch, course) if by_visits else None
    return PhasePoints(
        letter=stretch.letter,
        n=NOT_ON_RECORD if only_summaries else len(stretch.visits),
        n_eff=n_eff,
        span_days=_span_days(stretch),
        missing_share=share,
        summary=only_summaries,
    )


def same(found: Sequence[Stretch], of: Callable[[Observation], object]) -> Fact:
    """Whether something is the same in A and B; None where there are no visits to compare."""
    sets = []
    for letter in ("A", "B"):
        visits = [one for stretch in found if stretch.letter == letter for one in stretch.visits]
        values = {of(one) for one in visits}
        if not values:
            return None
        sets.append(values)
    if NOT_ON_RECORD in sets[0] | sets[1]:
        return NOT_ON_RECORD
    return sets[0] == sets[1]


def recall(observation: Observation) -> int | NotOnRecord | None:
    """How many days back the answers of an observation look; None where nothing is asked."""
    instrument = observation.outcome.instrument
    if instrument.recall_days is not None or not instrument.recall_choices:
        return instrument.recall_days
    if observation.total is not None:
        return observation.total.recall_days
    answers = [one for one in observation.visit.responses if one.instrument.id == instrument.id]
    return answers[0].recall_days


def share_at_bounds(observations: Sequence[Observation]) -> float | None:
    """The share of exact readings at an end of the scale; None without any."""
    rules = [(one.value.exact, one.outcome.rule) for one in observations if one.value is not None]
    ends = [value in (rule.low, rule.high) for value, rule in rules if value is not None]
    return sum(ends) / len(ends) if ends else None


def shortest_treated(course: Course) -> int | None:
    """The days of the shortest period on treatment; None without dates."""
    return min((one.n_days for one in periods(course) if one.letter == "B"), default=None)


def _stretch(group: tuple[Phase, ...], observations: Sequence[Observation]) -> Stretch:
    inside = [one for one in observations if any(_in(one, phase) for phase in group)]
    letter: Letter = "A" if group[0].letter == "A" else "B"
    return Stretch(
        letter=letter,
        phases=group,
        visits=tuple(one for one in inside if not _is_summary(one)),
        summaries=tuple(one for one in inside if _is_summary(one)),
    )


def _in(observation: Observation, phase: Phase) -> bool:
    condition = observation.condition
    if condition is NOT_ON_RECORD or LETTERS.get(condition) != phase.letter:
        return False
    return phase.first <= observation.when.middle <= phase.last


def _is_summary(observation: Observation) -> bool:
    """Whether it stands for more than one visit: a mean, or a value of a whole span."""
    if observation.statistic is NOT_ON_RECORD:
        return not observation.when.one_date
    return observation.statistic == "mean"


def _span_days(stretch: Stretch) -> Number:
    visits = stretch.visits
    return (visits[-1].when.middle - visits[0].when.middle).days if visits else None


def _missing_share(stretch: Stretch, course: Course) -> Number:
    missed = course.missed_visits
    if missed is NOT_ON_RECORD:
        return NOT_ON_RECORD
    inside = [
        day for day in missed for phase in stretch.phases if phase.first <= day.first <= phase.last
    ]
    due = len(inside) + len(stretch.visits)
    return len(inside) / due if due else None
