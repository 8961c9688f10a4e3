"""The first pain drawing of a course as a figure."""

from caseline.charts.figure import Figure
from caseline.course.model import Course
from caseline.paindrawing.picture import describe, picture
from caseline.reports.phrase import span
from caseline.reports.words import Words


def first_drawing(course: Course, words: Words) -> Figure | None:
    """The body map with the marked regions filled, or None where no drawing is on record."""
    for visit in course.visits:
        if visit.drawing is not None:
            given = visit.drawing
            told = describe(given.marked, lang=words.lang, unanswered=given.open)
            return Figure(
                id="body-map",
                title=f"{words.say('heading', 'drawing')}, {span(visit.when, words)}",
                description=told,
                svg=picture(given.marked, lang=words.lang, unanswered=given.open),
                spec=None,
            )
    return None
