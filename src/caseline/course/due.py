"""On which of the missed days one outcome was due.

A record names the days that were missed, and not what was due on them. The outcome that is asked
as often as any was due on each. One that is asked less often was due only where its own rhythm
leaves a gap: an evening of the diary that was missed in a fortnight takes nothing from a form
that was filled in at the end of it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from caseline.calendar import Day
from caseline.course.model import Course, Observation, Visit
from caseline.record import NOT_ON_RECORD


def due_and_missed(course: Course, observations: Sequence[Observation]) -> list[Day]:
    """The missed days on which this outcome was due: another may have been kept on them."""
    if course.missed_visits is NOT_ON_RECORD:
        return []
    kept = _exact(one.when.begin for one in observations if one.when.one_date)
    missed = [day for day in course.missed_visits if day.exact not in kept]
    step = _step(kept)
    if step is None or step <= _shortest_step(course):
        return missed
    return _in_gaps(missed, kept, step)


def _in_gaps(missed: Iterable[Day], kept: set[date], step: int) -> list[Day]:
    """Those on which a value was due by a rhythm: each stands in for one, and no second for it."""
    found = []
    for day in sorted(missed, key=lambda one: one.first):
        if day.exact is not None and _is_due(day.exact, kept, step):
            kept = kept | {day.exact}
            found.append(day)
    return found


def _is_due(day: date, kept: set[date], step: int) -> bool:
    """Whether a value was due: farther than half a step from each, or a step after the last.

    Before the first value nothing says that the outcome was asked already.
    """
    before = min(((day - one).days for one in kept if one < day), default=None)
    after = min(((one - day).days for one in kept if one > day), default=None)
    if before is None:
        return False
    return before >= step if after is None else 2 * min(before, after) > step


def _shortest_step(course: Course) -> float:
    """The usual step of the questionnaire that was asked most often."""
    days: dict[str, list[Day]] = {}
    for visit in course.visits:
        if visit.when.one_date:
            for name in _asked(visit):
                days.setdefault(name, []).append(visit.when.begin)
    steps = [_step(_exact(same)) for same in days.values()]
    return min((one for one in steps if one is not None), default=0)


def _asked(visit: Visit) -> set[str]:
    answered = {one.instrument.id for one in visit.responses}
    return answered | {one.instrument.id for one in visit.totals}


def _step(days: Iterable[date]) -> int | None:
    """The days from one value to the next that are most frequent, of several the fewest.

    None where there is one day or none, which tells no rhythm.
    """
    steps = Counter((later - earlier).days for earlier, later in pairwise(sorted(days)))
    return min(steps, key=lambda one: (-steps[one], one)) if steps else None


def _exact(days: Iterable[Day]) -> set[date]:
    return {day.exact for day in days if day.exact is not None}
