"""What no course can hold: dates out of order, two answers to one item, overlapping phases."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from caseline.calendar import Day, Span
from caseline.course.merge import merged
from caseline.course.model import Course, Quote, Visit
from caseline.course.phases import (
    condition_of,
    first_day_on,
    has_dates,
    possible_conditions,
)
from caseline.document import Table
from caseline.errors import ResponseError
from caseline.record import NOT_ON_RECORD, NotOnRecord


def check(course: Course, top: Table) -> None:
    """Refuses a course that contradicts itself.

    Raises
    ------
    CourseError
        With the place of the first contradiction.
    """
    _check_visits(course, top)
    _check_doses(course, top)
    _check_conditions(course, top)
    _check_changes(course, top)
    _check_ends(course, top)
    _check_quotes(course, top)


def _check_visits(course: Course, top: Table) -> None:
    for number, visit in enumerate(course.visits, 1):
        place = f"visits {number}"
        if not (visit.responses or visit.totals or visit.drawing):
            raise top.refuse(place, "holds no answers, totals or drawing, at least one is needed")
        try:
            merged(visit)
        except ResponseError as exc:
            raise top.refuse(place, str(exc)) from None
    for number, (one, next_) in enumerate(pairwise(course.visits), 2):
        if next_.when.first < one.when.first:
            raise top.refuse(
                f"visits {number}", "begins before the visit above it, dates in order are needed"
            )


def _check_doses(course: Course, top: Table) -> None:
    begins = [dose.begin for dose in course.treatment.doses]
    if NOT_ON_RECORD in begins and len(begins) > 1:
        raise top.refuse(
            "treatment > doses", "lack a date although there are several, each needs its 'from'"
        )
    for number, (one, next_) in enumerate(pairwise(begins), 2):
        if isinstance(one, Day) and isinstance(next_, Day) and not one.surely_before(next_):
            raise top.refuse(
                f"treatment > doses {number} > from",
                "is not after the dose above it, dates in order are needed",
            )
    for number, dose in enumerate(course.treatment.doses, 1):
        if dose.placebo and dose.amount:
            raise top.refuse(
                f"treatment > doses {number}", "is a placebo with an amount, 0 is needed"
            )


def _check_conditions(course: Course, top: Table) -> None:
    begin = first_day_on(course.treatment)
    for number, visit in enumerate(course.visits, 1):
        if visit.condition == "before treatment" and begin and not _may_precede(visit.when, begin):
            raise top.refuse(
                f"visits {number} > condition",
                "is 'before treatment' on a day after the first dose: the phases overlap",
            )
        if visit.condition == "on treatment" and begin and visit.when.end.surely_before(begin):
            raise top.refuse(
                f"visits {number} > condition",
                "is 'on treatment' on a day before the first dose: the phases overlap",
            )
        if not _agrees(visit, course):
            raise top.refuse(
                f"visits {number} > condition",
                "is another one than the doses give to its days, theirs or none is needed",
            )
    reaching: list[Visit] = []  # the earlier visits that may share days with this one
    for number, visit in enumerate(course.visits, 1):
        reaching = [one for one in reaching if one.when.last >= visit.when.first]
        if any(_clash(one, visit) for one in reaching):
            raise top.refuse(
                f"visits {number}",
                "shares days with an earlier visit under another condition: the phases overlap",
            )
        reaching.append(visit)


def _agrees(visit: Visit, course: Course) -> bool:
    """Whether the doses allow the condition that the source gives."""
    told = visit.condition
    free = told is None or told == "earlier history" or not has_dates(course.treatment)
    return free or told in possible_conditions(course.treatment, visit.when)


def _may_precede(when: Span, begin: Day) -> bool:
    return when.begin.first <= begin.last and when.end.first <= begin.last


def _clash(one: Visit, other: Visit) -> bool:
    conditions = {one.condition, other.condition}
    return len(conditions - {None}) > 1 and one.when.must_share_days(other.when)


def _check_changes(course: Course, top: Table) -> None:
    """A change is one since the baseline: before treatment there is none to change from."""
    for number, visit in enumerate(course.visits, 1):
        if condition_of(visit, course) != "before treatment":
            continue
        for part, total in enumerate(visit.totals, 1):
            for place, reading in enumerate(total.readings, 1):
                if reading.change is not None:
                    raise top.refuse(
                        f"visits {number} > totals {part} > readings {place} > change",
                        "is a change since the baseline at a visit before treatment, "
                        "a 'value' is needed",
                    )


def _check_ends(course: Course, top: Table) -> None:
    if course.earlier_treatments is not NOT_ON_RECORD:
        spans = [one.span for one in course.earlier_treatments]
        ends = [(s, s) if s is NOT_ON_RECORD else (s.begin, s.end) for s in spans]
        _in_order(top, "earlier_treatments", ends, "to")
    if course.side_effects is not NOT_ON_RECORD:
        _in_order(top, "side_effects", [(e.onset, e.ended) for e in course.side_effects], "ended")
    if course.co_treatments is not NOT_ON_RECORD:
        _in_order(top, "co_treatments", [(c.begin, c.end) for c in course.co_treatments], "to")


def _in_order(
    top: Table, key: str, ends: Iterable[tuple[Day | NotOnRecord, Day | NotOnRecord]], name: str
) -> None:
    for number, (begin, end) in enumerate(ends, 1):
        if isinstance(begin, Day) and isinstance(end, Day) and end.surely_before(begin):
            raise top.refuse(
                f"{key} {number} > {name}", "is before its beginning, a later date is needed"
            )


def _check_quotes(course: Course, top: Table) -> None:
    known = {source.key for source in course.sources}
    quoted = [(place, quote.source) for place, quote in _quotes(course) if quote]
    for place, key in (*quoted, *_outside(course)):
        if key not in known:
            raise top.refuse(
                f"{place} > source", "is not among the sources, a key of [[sources]] is needed"
            )


def _outside(course: Course) -> Iterator[tuple[str, str]]:
    """The sources of what is told from outside the record, each with its place."""
    if course.untreated is not NOT_ON_RECORD:
        yield "untreated", course.untreated.source
    if course.replications is not NOT_ON_RECORD:
        for number, one in enumerate(course.replications, 1):
            if one.source is not NOT_ON_RECORD:
                yield f"replications {number}", one.source


def _quotes(course: Course) -> Iterator[tuple[str, Quote | None]]:
    """Every quote, with its place."""
    yield "diagnosis > quote", course.diagnosis.quote
    if course.earlier_treatments is not NOT_ON_RECORD:
        for number, treatment in enumerate(course.earlier_treatments, 1):
            yield f"earlier_treatments {number} > quote", treatment.quote
    for number, visit in enumerate(course.visits, 1):
        for part, total in enumerate(visit.totals, 1):
            yield f"visits {number} > totals {part} > quote", total.quote
    for number, quote in enumerate(course.quotes, 1):
        yield f"quotes {number}", quote
