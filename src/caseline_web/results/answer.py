"""The answer of a course, worked out once for each state of it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from caseline.claims.sentences import told_threat
from caseline.claims.words import words as claim_words
from caseline.course.model import Course
from caseline.effects.change import changes
from caseline.effects.diagnosis import diagnoses
from caseline.effects.responder import fm30
from caseline.errors import CaselineError
from caseline.reports.answer import Answer, answer
from caseline.reports.rated import Rated, Rating, in_words, rate
from caseline.reports.words import Language, words
from caseline_web.courses.current import current, today_of
from caseline_web.courses.store import CourseRef, version_of
from caseline_web.results.worded import in_readers_words, rated_in_readers_words

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


def judged_or_why(course: CourseRef, lang: Language) -> tuple[Judged | None, str]:
    """The same for a page that is shown in any case: the reason where entries contradict."""
    try:
        return judged(course, lang), ""
    except CaselineError as exc:
        return None, str(exc)


def rating_of(course: CourseRef) -> Rating | None:
    """The analysis of a course as it stands; None where there is nothing to compare yet.

    Raises
    ------
    CourseError
        Entries contradict each other.
    """
    return _rated(course, version_of(course), today_of(course))[1]


def answer_of(course: CourseRef, lang: Language) -> Rated | None:
    """The claim on the leading outcome, in words; None where there is nothing to judge yet.

    Raises
    ------
    CourseError
        Entries contradict each other.
    """
    found = judged(course, lang)
    return found.rated if found else None


@lru_cache(maxsize=REMEMBERED)
def _rated(course: CourseRef, version: int, today: date) -> tuple[Course | None, Rating | None]:
    """What takes seconds: once for each state of a course, whoever reads it in what language."""
    found = current(course)
    return found, rate(found) if found else None


@lru_cache(maxsize=REMEMBERED)
def _judged(course: CourseRef, version: int, today: date, lang: Language) -> Judged | None:
    (found, rating), text = _rated(course, version, today), words(lang)
    if found is None:
        return None
    found = in_readers_words(found, lang)
    rated = in_words(found, rated_in_readers_words(rating, lang), text) if rating else None
    told = answer(found, changes(found), diagnoses(found), fm30(found), rated, text)
    return Judged(found, rated, told, _fooled(rated, lang))


def _fooled(rated: Rated | None, lang: Language) -> tuple[str, ...]:
    if rated is None:
        return ()
    in_order = sorted(rated.found.claim.threats, key=lambda one: one.severity)  # C, D, N
    say = claim_words(lang)
    sentences = (told_threat(one, say, "threat_clinician") for one in in_order)
    return tuple(one[:1].upper() + one[1:] for one in sentences)
