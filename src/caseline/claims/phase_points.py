"""How many readings each phase has, and whether they came about in the same way."""

from collections.abc import Callable, Sequence

from caseline.claims.facts import Fact, Number
from caseline.claims.features import PhasePoints
from caseline.course.model import Course, Observation
from caseline.course.stretches import Stretch
from caseline.record import NOT_ON_RECORD, NotOnRecord


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
    """The share of exact readings at one end of the scale, that with more; None without any."""
    rules = [(one.value.exact, one.outcome.rule) for one in observations if one.value is not None]
    known = [(value, rule) for value, rule in rules if value is not None]
    if not known:
        return None
    lowest = sum(value == rule.low for value, rule in known)
    highest = sum(value == rule.high for value, rule in known)
    return max(lowest, highest) / len(known)


def _span_days(stretch: Stretch) -> Number:
    visits = stretch.visits
    return (visits[-1].when.middle - visits[0].when.middle).days if visits else None


def _missing_share(stretch: Stretch, course: Course) -> Number:
    if course.missed_visits is NOT_ON_RECORD:
        return NOT_ON_RECORD
    due = len(stretch.missed) + len(stretch.visits)
    return len(stretch.missed) / due if due else None
