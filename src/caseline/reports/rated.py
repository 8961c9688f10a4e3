"""What the analysis of the leading outcome adds to a report: its claim, and that in words."""

from dataclasses import dataclass

from caseline.analysis import Answer, analyse
from caseline.analysis.clinician import clinician
from caseline.analysis.notes import context
from caseline.analysis.recorded import Told, recorded
from caseline.charts.labels import outcome_name
from caseline.claims import (
    Level,
    PatientText,
    difference,
    level_sentence,
)
from caseline.claims.finding import Finding, finding
from caseline.course.model import Course
from caseline.course.observe import observe
from caseline.effects.course_level import CourseLevel, course_level
from caseline.errors import DesignError
from caseline.reports.compared import COMPARED, comparison
from caseline.reports.words import Words


@dataclass(frozen=True, slots=True)
class Rating:
    """The analysis of one outcome, before any words: it takes seconds, and has no language.

    `outcome` is its id; `level` is what the model sees behind the values, None where there is no
    effect to draw.
    """

    found: Answer
    outcome: str
    level: CourseLevel | None


@dataclass(frozen=True, slots=True)
class Rated:
    """The claim on one outcome, in words.

    `plain` speaks to the person treated of the treatment, `told` of the record too, `clinician`
    to a colleague; `context` tells of other people. `size` is the difference in points, "" where
    there is none to give.
    """

    found: Answer
    name: str
    told: Told
    clinician: tuple[str, ...]
    context: tuple[str, ...]
    package: str
    drug: str
    size: str

    @property
    def plain(self) -> PatientText:
        """The answer on the treatment, for the person treated."""
        return self.told.answer

    @property
    def finding(self) -> Finding | None:
        """Which way the claim points; None where that cannot be told, or nothing is assessable."""
        return None if self.found.claim.package is Level.C0 else finding(self.found.claim)


def rate(course: Course) -> Rating | None:
    """Rate the primary outcome, else the one that leads; None where nothing can be compared."""
    if comparison(course) not in COMPARED:
        return None
    try:
        found = analyse(course)
    except DesignError:
        return None
    return Rating(found, found.analysis.series.outcome, _level(found))


def in_words(course: Course, rating: Rating, words: Words) -> Rated:
    """What a rating says, in one language."""
    lang, found = words.lang, rating.found
    claim, features = found.claim, found.features
    return Rated(
        found=found,
        name=outcome_name(observe(course)[rating.outcome][0].outcome, lang),
        told=recorded(found, lang),
        clinician=clinician(found, lang),
        context=context(found, lang),
        package=level_sentence("package", claim, features, lang),
        drug=level_sentence("drug", claim, features, lang),
        size=difference(found.posterior.mean, lang) if found.posterior and claim.verdict else "",
    )


def _level(found: Answer) -> CourseLevel | None:
    """What the model sees behind the values; None where it says nothing of the effect either."""
    effect = found.analysis.effect
    if effect is None or found.claim.verdict is None:
        return None
    return course_level(found.analysis.series, effect)
