"""The pain drawings of a course as figures: the first one, and many over one another."""

from caseline.charts.figure import Figure
from caseline.charts.thumbnails import drawings_of
from caseline.course.model import Course
from caseline.paindrawing.drawn import describe_heat, heat_picture
from caseline.paindrawing.heat import heat_map
from caseline.paindrawing.picture import describe, picture
from caseline.reports.phrase import span
from caseline.reports.words import Words

LEAST_OVER_ONE_ANOTHER = 3  # two stand beside each other and are seen better so


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


def drawings_over_one_another(course: Course, words: Words) -> Figure | None:
    """How often each place was marked; None where fewer than three have strokes on one outline."""
    every = (one.drawing.strokes for one in drawings_of(course))
    drawn = [one for one in every if one is not None and one.drawn]
    if len(drawn) < LEAST_OVER_ONE_ANOTHER or len({one.body for one in drawn}) > 1:
        return None
    heat = heat_map(drawn)
    return Figure(
        id="heat-map",
        title=words.say("heading", "heat"),
        description=describe_heat(heat, lang=words.lang),
        svg=heat_picture(heat, lang=words.lang),
        spec=None,
    )
