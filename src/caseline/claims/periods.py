"""The phases of a course with their days; in a randomised trial, its periods."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from caseline.calendar import Day
from caseline.claims.features import Unit
from caseline.course.model import Condition, Course, Dose
from caseline.course.phases import LETTERS, condition_on, phases
from caseline.record import NOT_ON_RECORD, NotOnRecord

WARM = range(4, 10)  # April to September


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days under one condition that was given as one."""

    letter: str
    condition: Condition
    first: date
    last: date

    @property
    def n_days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def periods(course: Course) -> tuple[Period, ...]:
    """The dated phases; a dose that is given anew begins a period of its own.

    In random blocks two periods on the drug may follow each other. They are one phase but
    two periods, and the record tells them apart by a second dose of the same amount.
    """
    begins = _restated(course)
    found: list[Period] = []
    for phase in phases(course):
        if phase.basis != "doses":
            continue
        first, last = phase.first, phase.last
        starts = [first, *(begin for begin in begins if first < begin <= last)]
        ends = [begin - timedelta(days=1) for begin in starts[1:]] + [last]
        found += [
            Period(phase.letter, phase.condition, *span) for span in zip(starts, ends, strict=True)
        ]
    return tuple(found)


def allotted(course: Course) -> tuple[Period, ...]:
    """The periods whose order was allotted: all but those before the first dose."""
    return tuple(one for one in periods(course) if one.condition != "before treatment")


def unit(course: Course, n_switches: int | NotOnRecord) -> Unit | NotOnRecord | None:
    """What was randomised, as far as the periods show it; None where nothing was."""
    if course.allocation.order != "randomised":
        return NOT_ON_RECORD if course.allocation.order is NOT_ON_RECORD else None
    letters = [period.letter for period in allotted(course)]
    if n_switches == 1 or len(letters) < 2:
        return "start date" if n_switches == 1 else NOT_ON_RECORD
    pairs = list(zip(letters[::2], letters[1::2], strict=False))
    in_blocks = len(letters) % 2 == 0 and all(one != other for one, other in pairs)
    return "block" if in_blocks else "period"


def n_pairs(course: Course) -> int:
    """The smaller number of allotted periods of one condition; 0 where none was drawn by lot."""
    if course.allocation.order != "randomised":
        return 0
    letters = [period.letter for period in allotted(course)]
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
    dated = periods(course)
    if not dated:
        return NOT_ON_RECORD
    return tuple(
        Day(later.first, later.first)
        for earlier, later in pairwise(dated)
        if earlier.letter != later.letter
    )


def letter_on(course: Course, when: date) -> str | None:
    """The letter of the phase on a day, after the doses."""
    condition = condition_on(course.treatment, when)
    return None if condition is NOT_ON_RECORD else LETTERS.get(condition)


def _restated(course: Course) -> list[date]:
    """The days on which the same dose begins again."""
    doses = course.treatment.doses
    same = [later for earlier, later in pairwise(doses) if _given(earlier) == _given(later)]
    return [dose.begin.first for dose in same if isinstance(dose.begin, Day)]


def _given(dose: Dose) -> tuple[object, bool]:
    return dose.amount, dose.placebo


def _warm_share(course: Course, letter: str) -> float | None:
    spans = [period for period in periods(course) if period.letter == letter]
    days = [one.first + timedelta(days=n) for one in spans for n in range(one.n_days)]
    return sum(day.month in WARM for day in days) / len(days) if days else None
