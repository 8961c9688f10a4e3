"""The answer of a course, worked out once for each state of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from caseline.claims.sentences import told_threat
from caseline.claims.words import words as claim_words
from caseline.course.model import Course
from caseline.effects.change import changes
from caseline.effects.diagnosis import diagnoses
from caseline.effects.responder import fm30
from caseline.reports.answer import Answer, answer
from caseline.reports.compared import COMPARED, comparison
from caseline.reports.rated import Rated, rate
from caseline.reports.words import Language, words
from caseline_web.courses.agenda import schedule_in
from caseline_web.courses.current import current, today_of
from caseline_web.courses.entries import Entry
from caseline_web.courses.store import CourseRef, entries, version_of

REMEMBERED = 64  # answers that are kept in memory; each is a few hundred kB


@dataclass(frozen=True, slots=True)
class Judged:
    """A course with what may be said of it.

    `rated` is None where nothing can be compared. `fooled` is what could have fooled us, to a
    colleague: what caps the claim first.
    """

    course: Course
    rated: Rated | None
    answer: Answer
    fooled: tuple[str, ...]


def judged(course: CourseRef, lang: Language) -> Judged | None:
    """What may be said of a course, in the words of its report; None where there is nothing yet.

    Raises
    ------
    CourseError
        Entries contradict each other.
    """
    return _judged(course, version_of(course), today_of(course), lang)


def answer_of(course: CourseRef, lang: Language) -> Rated | None:
    """The claim on the leading outcome, in words; None where there is nothing to judge yet.

    Raises
    ------
    CourseError
        Entries contradict each other.
    """
    found = judged(course, lang)
    return found.rated if found else None


def running_blinded(course: CourseRef) -> bool:
    """Whether a blinded part is running: then nobody who is blinded sees an arm or a result."""
    there = entries(course, "blinding", "schedule", "unblinded")
    return is_running_blinded(there, today_of(course))


def is_running_blinded(there: Iterable[Entry], today: date) -> bool:
    """The same from the entries of a course."""
    told = {one.kind: one for one in there}
    masked = "blinding" in told and told["blinding"].content.get("patient") == "blinded"
    if not masked or "unblinded" in told:
        return False
    schedule = schedule_in(told.values())
    return schedule is not None and schedule.end >= today


@lru_cache(maxsize=REMEMBERED)
def _judged(course: CourseRef, version: int, today: date, lang: Language) -> Judged | None:
    found, text = current(course), words(lang)
    if found is None:
        return None
    rated = rate(found, text) if comparison(found) in COMPARED else None
    told = answer(found, changes(found), diagnoses(found), fm30(found), rated, text)
    return Judged(found, rated, told, _fooled(rated, lang))


def _fooled(rated: Rated | None, lang: Language) -> tuple[str, ...]:
    if rated is None:
        return ()
    in_order = sorted(rated.found.claim.threats, key=lambda one: one.severity)  # C, D, N
    say = claim_words(lang)
    sentences = (told_threat(one, say, "threat_clinician") for one in in_order)
    return tuple(one[:1].upper() + one[1:] for one in sentences)
