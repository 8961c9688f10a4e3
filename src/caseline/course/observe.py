"""From visits to observations: every score of every visit, with what it is from."""

from collections.abc import Mapping
from types import MappingProxyType
from weakref import finalize

from caseline.calendar import Span
from caseline.course.merge import merged
from caseline.course.model import Course, Observation, Outcome, Reading, Statistic, Total, Visit
from caseline.course.phases import condition_of
from caseline.interval import Interval, exactly
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.scoring.score import Score, score

Observed = Mapping[str, tuple[Observation, ...]]

_known: dict[int, Observed] = {}  # by the course's identity, for as long as the course lives


def observe(course: Course) -> Observed:
    """The observations of each outcome in order of time, by outcome id.

    Scores without a value are left out, unless their bounds rest on answers: a blank
    questionnaire is no observation. A course never changes, so they are worked out once.
    """
    found = _known.get(id(course))
    if found is None:
        found = _known[id(course)] = _observed(course)
        finalize(course, _known.pop, id(course), None)
    return found


def _observed(course: Course) -> Observed:
    found: dict[str, list[Observation]] = {}
    for visit in course.visits:
        for one in _observations(visit, course):
            found.setdefault(one.outcome.id, []).append(one)
    return MappingProxyType({outcome_id: tuple(many) for outcome_id, many in found.items()})


def outcomes(course: Course) -> tuple[Outcome, ...]:
    """What the course follows, in the order in which it first appears."""
    return tuple(many[0].outcome for many in observe(course).values())


def _observations(visit: Visit, course: Course) -> list[Observation]:
    condition = condition_of(visit, course)
    entered = {(total.instrument.ref, total.rule.id): total for total in visit.totals}
    found = []
    for response in merged(visit):
        scores = score(response)
        for one in scores.values():
            total = entered.get((response.instrument.ref, one.rule.id))
            readings = total.readings if total else _readings(one, scores)
            if readings:
                found.append(
                    Observation(
                        outcome=Outcome(response.instrument, one.rule),
                        when=visit.when,
                        condition=condition,
                        readings=readings,
                        statistic=_statistic(total, visit.when),
                        visit=visit,
                        total=total,
                    )
                )
    return found


def _readings(one: Score, scores: Mapping[str, Score]) -> tuple[Reading, ...]:
    if one.value is not None:
        return (Reading("", exactly(one.value), None),)
    if one.low is not None and one.high is not None and _touched(one, scores):
        return (Reading("", Interval(one.low, one.high), None),)
    return ()


def _touched(one: Score, scores: Mapping[str, Score]) -> bool:
    """Whether something of every part is on record; bounds on a blank part would say nothing."""
    parts = [scores[part] for part in one.rule.of if part in scores]
    if not parts:
        return one.entered or one.answered > 0
    return all(part.value is not None or _touched(part, scores) for part in parts)


def _statistic(total: Total | None, when: Span) -> Statistic | NotOnRecord:
    """How the number came about; worked out from answers on one date it is a single value."""
    if total is not None:
        return total.statistic
    return "single" if when.one_date else NOT_ON_RECORD
