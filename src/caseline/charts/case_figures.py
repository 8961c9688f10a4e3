"""The figures of a case report: pain and impact over time, symptoms and mood over time."""

from collections.abc import Sequence

from caseline.charts.axis import axis
from caseline.charts.course_chart import figure_id, frame_of, stacked
from caseline.charts.describe import describe
from caseline.charts.figure import Figure, draw
from caseline.charts.labels import Lang, words
from caseline.charts.lanes import treatment_lanes
from caseline.charts.notes import lines, sign_notes, synthetic_label
from caseline.charts.panel import shared_panel
from caseline.charts.series import SHAPES, Series
from caseline.charts.theme import Width, tokens
from caseline.charts.values import names_room
from caseline.course.model import Course, Observation
from caseline.course.observe import observe

SIZES = (2, 1.1, 0.8, 0.5)  # of points, from below up
LEFT, RIGHT = 30, 30  # px beside the plot, at least
PAIN_AND_IMPACT = (
    "fiqr.total",
    "fiq.total",
    "pain-nrs-100.worst",
    "pain-nrs-100.average",
    "pain-nrs.worst",
    "pain-nrs.average",
)
SYMPTOMS_AND_MOOD = ("fsq.sss", "sss-2010.sss", "phq4.total", "phq9.total", "gad7.total")


def pain_and_impact(course: Course, lang: Lang = "en", width: Width = "wide") -> Figure | None:
    """Impact, worst and average pain over time; None where none of them was recorded."""
    return _figure("pain-and-impact", PAIN_AND_IMPACT, course, lang, width)


def symptoms_and_mood(course: Course, lang: Lang = "en", width: Width = "wide") -> Figure | None:
    """Symptom severity and mood over time; None where neither was recorded."""
    return _figure("symptoms-and-mood", SYMPTOMS_AND_MOOD, course, lang, width)


def _figure(
    name: str, wanted: Sequence[str], course: Course, lang: Lang, width: Width
) -> Figure | None:
    found = observe(course)
    shown = [found[outcome] for outcome in wanted if outcome in found]
    if not shown:
        return None
    names = names_room(shown, tokens().sizes[width].small, lang)
    frame = frame_of(course, width, (LEFT, max(RIGHT, round(names))), 6)
    rows = [
        *([synthetic_label(frame, lang)] if course.synthetic else []),
        *treatment_lanes(course, frame, lang),
        *(shared_panel(many, course, frame, lang) for many in _by_scale(shown)),
        axis(course, [], frame, lang),
        lines([sign_notes(course, shown, lang, alone=False)], frame),
    ]
    title = words(lang)["titles"][name].format(name=course.pseudonym)
    told = describe(course, shown, lang)
    return draw(figure_id(name, width), title, told, stacked(rows))


def _by_scale(shown: Sequence[tuple[Observation, ...]]) -> list[list[Series]]:
    """Outcomes that share a scale share a panel, each with a colour and a shape of its own."""
    panels: dict[tuple[object, object], list[Series]] = {}
    for many in shown:
        rule = many[0].outcome.rule
        series = panels.setdefault((rule.low, rule.high), [])
        n = len(series)
        series.append(Series(many, f"series-{n + 1}", SHAPES[n], SIZES[n]))
    return list(panels.values())
