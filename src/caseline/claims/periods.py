"""What the periods of a course say about its design: their number, order, length and season."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from caseline.calendar import Day
from caseline.claims.features import Unit
from caseline.course.model import Course
from caseline.course.periods import Period, allotted, drawn_by_period, periods
from caseline.course.phases import LETTERS, condition_on, has_dates
from caseline.course.scheme import of_changes
from caseline.course.stretches import Stretch
from caseline.effects.series import paired
from caseline.record import NOT_ON_RECORD, NotOnRecord

WARM = range(4, 10)  # April to September


def unit(course: Course, n_switches: int | NotOnRecord) -> Unit | NotOnRecord | None:
    """What was randomised, as far as the periods show it; None where nothing was."""
    told = course.allocation
    if told.order != "randomised":
        return NOT_ON_RECORD if told.order is NOT_ON_RECORD else None
    if drawn_by_period(course):
        on = [period.letter == "B" for period in allotted(course)]
        return "block" if 2 * len(paired(on)) == len(on) else "period"
    by_change = told.scheme is not NOT_ON_RECORD and of_changes(told.scheme)
    return "start date" if n_switches == 1 or by_change else NOT_ON_RECORD


def n_pairs(course: Course, found: Sequence[Stretch]) -> int:
    """The smaller number of periods of one condition that were drawn by lot and hold a value."""
    if not drawn_by_period(course):
        return 0
    seen = [one.when.middle for stretch in found for one in stretch.visits]
    letters = [
        period.letter
        for period in allotted(course)
        if any(period.first <= when <= period.last for when in seen)
    ]
    return min(letters.count("A"), letters.count("B"))


def counterbalanced(course: Course) -> bool | None:
    """Whether as many pairs begin with A as with B; None without periods."""
    letters = [period.letter for period in allotted(course)]
    firsts = letters[::2]
    return firsts.count("A") == firsts.count("B") if letters else None


def warm_difference(course: Course) -> float | None:
    """How far A and B differ in their share of days from April to September."""
    shares = [_warm_share(course, letter) for letter in ("A", "B")]
    known = [share for share in shares if share is not None]
    return abs(known[0] - known[1]) if len(known) == 2 else None


def switches(course: Course) -> tuple[Day, ...] | NotOnRecord:
    """The days on which the condition changed, where the doses have dates."""
    if not has_dates(course.treatment):
        return NOT_ON_RECORD
    return tuple(
        Day(later.first, later.first)
        for earlier, later in pairwise(periods(course))
        if earlier.letter != later.letter
    )


def shortest_treated(course: Course) -> int | None:
    """The days of the shortest period on treatment; None without dates."""
    return min((one.n_days for one in _dated(course) if one.letter == "B"), default=None)


def letter_on(course: Course, when: date) -> str | None:
    """The letter of the phase on a day, after the doses."""
    condition = condition_on(course.treatment, when)
    return None if condition is NOT_ON_RECORD else LETTERS.get(condition)


def _dated(course: Course) -> tuple[Period, ...]:
    return periods(course) if has_dates(course.treatment) else ()


def _warm_share(course: Course, letter: str) -> float | None:
    spans = [period for period in _dated(course) if period.letter == letter]
    days = [one.first + timedelta(days=n) for one in spans for n in range(one.n_days)]
    return sum(day.month in WARM for day in days) / len(days) if days else None
