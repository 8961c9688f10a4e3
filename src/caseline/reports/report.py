"""A report: everything that stands in it, worked out once, before it is set in any form."""

from dataclasses import dataclass

from caseline.charts.case_figures import pain_and_impact, symptoms_and_mood
from caseline.charts.course_chart import course_chart
from caseline.charts.drawings import drawings_figure
from caseline.charts.figure import Figure
from caseline.course.model import Course
from caseline.effects.change import Change, changes
from caseline.effects.diagnosis import Diagnosis, diagnoses
from caseline.effects.responder import Responder, fm30
from caseline.reports.answer import Answer, answer
from caseline.reports.compared import COMPARED, comparison
from caseline.reports.drawing import first_drawing
from caseline.reports.missing import not_on_record, to_enter
from caseline.reports.rated import Rated, rate
from caseline.reports.safety import Safety, safety
from caseline.reports.words import Language, Words, words

ON_FIRST_PAGE = 3  # outcomes that the first printed page has room for at a legible size


@dataclass(frozen=True, slots=True)
class Report:
    """What a course may be said to show, with every number that it rests on."""

    course: Course
    words: Words
    changes: tuple[Change, ...]
    diagnoses: tuple[Diagnosis, ...]
    responders: tuple[Responder, ...]
    missing: tuple[str, ...]
    safety: Safety
    rated: Rated | None
    answer: Answer
    fooled: tuple[str, ...]
    firmer: tuple[str, ...]
    chart: Figure
    narrow_chart: Figure
    short_chart: Figure
    figures: tuple[Figure, ...]


def effect_charts(report: Report) -> tuple[Figure, ...]:
    """The effect chart, wide and narrow, where there is one."""
    found = (report.rated.chart, report.rated.narrow_chart) if report.rated else ()
    return tuple(figure for figure in found if figure is not None)


def make_report(course: Course, lang: Language = "en") -> Report:
    """The report of a course in one language, with its figures drawn.

    Raises
    ------
    MissingExtraError
        The part that draws figures is not installed.
    """
    text = words(lang)
    found, diagnosed, responders = changes(course), diagnoses(course), fm30(course)
    missing = not_on_record(course, diagnosed)
    rated = rate(course, text) if comparison(course) in COMPARED else None
    plain, level = (rated.plain, rated.level) if rated else (None, None)
    drawn = (
        first_drawing(course, text),
        drawings_figure(course, lang),
        pain_and_impact(course, lang),
        symptoms_and_mood(course, lang),
    )
    return Report(
        course=course,
        words=text,
        changes=found,
        diagnoses=diagnosed,
        responders=responders,
        missing=missing,
        safety=safety(course, text),
        rated=rated,
        answer=answer(course, found, diagnosed, responders, rated, text),
        fooled=plain.fooled if plain else (),
        firmer=(*(plain.firmer if plain else ()), *to_enter(missing, text)),
        chart=course_chart(course, lang, level=level),
        narrow_chart=course_chart(course, lang, width="narrow", level=level),
        short_chart=course_chart(course, lang, most=ON_FIRST_PAGE, level=level),
        figures=tuple(figure for figure in drawn if figure is not None),
    )
