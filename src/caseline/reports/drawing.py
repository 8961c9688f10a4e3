"""The first pain drawing of a course as a figure."""

from caseline.charts.figure import Figure
from caseline.course.model import Course, Drawing
from caseline.paindrawing.model import REGION_IDS
from caseline.paindrawing.picture import describe, picture
from caseline.reports.phrase import span
from caseline.reports.words import Words


def first_drawing(course: Course, words: Words) -> Figure | None:
    """The body map with the marked regions filled, or None where no drawing is on record."""
    for visit in course.visits:
        if visit.drawing is not None:
            given = visit.drawing
            unanswered = _unanswered(given)
            told = describe(given.marked, lang=words.lang, unanswered=unanswered)
            return Figure(
                id="body-map",
                title=f"{words.say('heading', 'drawing')}, {span(visit.when, words)}",
                description=told,
                svg=picture(given.marked, lang=words.lang, unanswered=unanswered),
                spec=None,
            )
    return None


def _unanswered(given: Drawing) -> tuple[str, ...]:
    told = {*given.marked, *given.unmarked}
    return tuple(region for region in REGION_IDS if region not in told)
