"""What is odd about a course and not wrong: to be looked at once more, in a sentence each."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import get_args

from caseline.calendar import Day, Span
from caseline.course.model import Course, Observation, Trigger
from caseline.course.observe import observe
from caseline.course.phases import beginning, condition_of
from caseline.course.plan import fixed_in_time
from caseline.document import one_of
from caseline.record import NOT_ON_RECORD, NotOnRecord

IMPRESSION = "pgic"  # it asks what has changed since the treatment began
MOST_NAMED = 5  # visits by number; of more only how many they are


def notices(course: Course) -> tuple[str, ...]:
    """What an honest keeper would want to know before relying on the course, each with its place.

    Like an error a notice holds no answer, no name and no free text.
    """
    return tuple(chain.from_iterable(notice(course) for notice in NOTICES))


def _on_the_first_day(course: Course) -> Iterator[str]:
    begin = beginning(course.treatment)
    if begin is None or begin.exact is None:
        return
    for number, visit in enumerate(course.visits, 1):
        if visit.condition is None and visit.when == Span(begin, begin):
            yield (
                f"visits {number}: is on the day of the first dose, so its readings count as "
                f"'{condition_of(visit, course)}'; if they were taken before it, "
                'condition = "before treatment" says so'
            )


def _in_no_phase(course: Course) -> Iterator[str]:
    found = [condition_of(visit, course) for visit in course.visits]
    numbers = [n for n, condition in enumerate(found, 1) if condition is NOT_ON_RECORD]
    if numbers:
        yield (
            f"{_visits(numbers)}: before or on treatment is not on record, so the readings are "
            "part of no comparison"
        )


def _on_one_day(course: Course) -> Iterator[str]:
    numbers = {id(visit): number for number, visit in enumerate(course.visits, 1)}
    found: dict[tuple[int, ...], None] = {}
    for many in observe(course).values():
        for same in _by_day(many):
            found[tuple(numbers[id(one.visit)] for one in same)] = None
    for shared in found:
        yield (
            f"{_visits(shared)}: are on one day and hold the same outcome, so the effect is worked "
            "out from their mean"
        )


def _by_day(many: Sequence[Observation]) -> list[list[Observation]]:
    """The observations that share a day and a condition, where there are several."""
    found: dict[tuple[date, object], list[Observation]] = {}
    for one in many:
        if one.when.one_date and one.when.begin.exact is not None:
            found.setdefault((one.when.begin.exact, one.condition), []).append(one)
    return [same for same in found.values() if len(same) > 1]


def _fixed_late(course: Course) -> Iterator[str]:
    plan = course.plan
    fixed = {
        "question": plan.question,
        "primary_outcome": plan.primary,
        "threshold": plan.threshold,
        "looks": plan.looks,
    }
    for key, part in fixed.items():
        if part is not NOT_ON_RECORD and fixed_in_time(course, part.fixed_on) is False:
            yield f"plan > {key} > fixed_on: is {_late(course, part.fixed_on)}: fixed late"


def _late(course: Course, fixed_on: Day | NotOnRecord) -> str:
    after = fixed_on is not NOT_ON_RECORD and course.span.end.surely_before(fixed_on)
    return "after the last visit" if after else "after the treatment began"


def _never_measured(course: Course) -> Iterator[str]:
    measured = observe(course)
    for key, part in (
        ("primary_outcome", course.plan.primary),
        ("threshold", course.plan.threshold),
    ):
        if part is not NOT_ON_RECORD and part.outcome not in measured:
            yield f"plan > {key} > outcome: is measured at no visit"


def _impression_before(course: Course) -> Iterator[str]:
    for number, visit in enumerate(course.visits, 1):
        answered = [one.instrument for one in visit.responses]
        entered = [one.instrument for one in visit.totals]
        asked = IMPRESSION in {instrument.id for instrument in (*answered, *entered)}
        if asked and condition_of(visit, course) in ("earlier history", "before treatment"):
            yield (
                f"visits {number}: holds the impression of change ({IMPRESSION}) although the "
                "treatment had not begun"
            )


def _start_in_words_only(course: Course) -> Iterator[str]:
    told = course.treatment
    if told.trigger is NOT_ON_RECORD and told.started_because is not NOT_ON_RECORD:
        yield (
            "treatment > started_because: says in words why it began then, which no rule reads, so "
            f"it counts as not on record; 'trigger' says it by {one_of(get_args(Trigger))}"
        )


def _missed_and_kept(course: Course) -> Iterator[str]:
    if course.missed_visits is NOT_ON_RECORD:
        return
    kept = {one.when.begin.exact for one in course.visits if one.when.one_date} - {None}
    numbers = [n for n, day in enumerate(course.missed_visits, 1) if day.exact in kept]
    if numbers:
        yield (
            f"missed_{_visits(numbers)}: have a visit that was kept on their day, so nothing that "
            "it holds counts as missed"
        )


def _visits(numbers: Sequence[int]) -> str:
    """Visits by number: "visits 3, 5 and 9"."""
    if len(numbers) > MOST_NAMED:
        return f"{len(numbers)} visits"
    *first, last = map(str, numbers)
    return f"visits {', '.join(first)} and {last}" if first else f"visits {last}"


NOTICES = (
    _on_the_first_day,
    _in_no_phase,
    _on_one_day,
    _fixed_late,
    _never_measured,
    _impression_before,
    _start_in_words_only,
    _missed_and_kept,
)
