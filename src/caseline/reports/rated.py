"""What the analysis of the leading outcome adds to a report: its claim, in words, and pictures."""

from dataclasses import dataclass

from caseline.analysis import Answer, analyse
from caseline.analysis.beside import beside
from caseline.charts.effect_chart import effect_chart
from caseline.charts.figure import Figure
from caseline.charts.labels import outcome_name
from caseline.claims import (
    Level,
    PatientText,
    clinician_lines,
    difference,
    level_sentence,
    patient_text,
    standing,
)
from caseline.claims.finding import Finding, finding
from caseline.course.model import Course
from caseline.course.observe import observe
from caseline.effects.course_level import CourseLevel, course_level
from caseline.errors import DesignError
from caseline.reports.words import Words


@dataclass(frozen=True, slots=True)
class Rated:
    """The claim on one outcome.

    `plain` speaks to the person treated, `clinician` to a colleague; `context` tells of other
    people. `size` is the difference in points, "" where there is none to give; the charts and
    the level behind the values are None where there is no effect to draw.
    """

    found: Answer
    name: str
    plain: PatientText
    clinician: tuple[str, ...]
    context: tuple[str, ...]
    package: str
    drug: str
    size: str
    chart: Figure | None
    narrow_chart: Figure | None
    level: CourseLevel | None

    @property
    def finding(self) -> Finding | None:
        """Which way the claim points; None where that cannot be told, or nothing is assessable."""
        return None if self.found.claim.package is Level.C0 else finding(self.found.claim)


def rate(course: Course, words: Words) -> Rated | None:
    """Rate the primary outcome, else the one that leads; None where nothing was measured."""
    lang = words.lang
    try:
        found = analyse(course)
    except DesignError:
        return None
    claim, features = found.claim, found.features
    name = outcome_name(observe(course)[found.analysis.series.outcome][0].outcome, lang)
    wide, narrow = (
        effect_chart(found.analysis, name, synthetic=course.synthetic, lang=lang, width=width)
        if claim.verdict is not None
        else None
        for width in ("wide", "narrow")
    )
    return Rated(
        found=found,
        name=name,
        plain=patient_text(claim, features, found.posterior, lang),
        clinician=clinician_lines(
            claim, features, found.posterior, lang, found.test, beside(found)
        ),
        context=standing(course.diagnosis.name, lang),
        package=level_sentence(claim.package, claim, features, lang),
        drug=level_sentence(claim.drug, claim, features, lang),
        size=difference(found.posterior.mean, lang) if found.posterior and claim.verdict else "",
        chart=wide,
        narrow_chart=narrow,
        level=_level(found),
    )


def _level(found: Answer) -> CourseLevel | None:
    """What the model sees behind the values; None where it says nothing of the effect either."""
    effect = found.analysis.effect
    if effect is None or found.claim.verdict is None:
        return None
    return course_level(found.analysis.series, effect)
