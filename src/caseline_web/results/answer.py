"""The answer of a course, worked out once for each state of it."""

from datetime import date
from functools import lru_cache

from caseline.course.model import Course
from caseline.reports.rated import Rated, rate
from caseline.reports.words import Language, words
from caseline_web.courses.agenda import schedule_in
from caseline_web.courses.current import current, today_of
from caseline_web.courses.store import CourseRef, entries, version_of

REMEMBERED = 64  # answers that are kept in memory; each is a few hundred kB


def answer_of(course: CourseRef, lang: Language) -> Rated | None:
    """The claim on the leading outcome, in words; None where there is nothing to judge yet.

    Raises
    ------
    CourseError
        Entries contradict each other.
    """
    return _answer(course, version_of(course), today_of(course), lang)


def running_blinded(course: CourseRef) -> bool:
    """Whether a blinded part is running: then nobody who is blinded sees an arm or a result."""
    told = {one.kind: one.content for one in entries(course, "blinding", "schedule", "unblinded")}
    blinded = told.get("blinding", {}).get("patient") == "blinded"
    return blinded and "unblinded" not in told and "schedule" in told and not _over(course)


def _over(course: CourseRef) -> bool:
    schedule = schedule_in(entries(course, "schedule"))
    return schedule is None or schedule.end < today_of(course)


@lru_cache(maxsize=REMEMBERED)
def _answer(course: CourseRef, version: int, today: date, lang: Language) -> Rated | None:
    found: Course | None = current(course)
    return rate(found, words(lang)) if found else None
