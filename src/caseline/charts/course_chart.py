"""The course chart: treatment on top, one panel per outcome below, on one time axis."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from caseline.calendar import Day
from caseline.charts.axis import axis
from caseline.charts.describe import describe_course
from caseline.charts.drawings import drawing_signs, drawing_strip, drawings_told
from caseline.charts.events import numbered
from caseline.charts.figure import Figure, Spec, draw
from caseline.charts.frame import Frame
from caseline.charts.labels import Lang, rank, words
from caseline.charts.lanes import treatment_lanes
from caseline.charts.marks import View
from caseline.charts.notes import event_notes, lines, sign_notes, synthetic_label
from caseline.charts.panel import panel
from caseline.charts.series import Series
from caseline.charts.side_lanes import co_lanes, earlier_lanes
from caseline.charts.theme import Width, config, tokens
from caseline.charts.thumbnails import drawings_of
from caseline.course.model import Course, Observation
from caseline.course.observe import observe
from caseline.effects.course_level import CourseLevel
from caseline.record import NOT_ON_RECORD

GUTTERS: Mapping[Width, tuple[int, int]] = {"narrow": (44, 66), "wide": (48, 96)}
BRACKET_ROOM = 25  # px at the left of the plots
AIR = 0.02  # of the time axis, left free at both ends


def course_chart(
    course: Course,
    lang: Lang = "en",
    width: Width = "wide",
    most: int | None = None,
    level: CourseLevel | None = None,
) -> Figure:
    """The whole course in one picture, or its first `most` outcomes with a word on the others.

    `width` is "wide" for a page or "narrow" for a phone and a journal's column; `level` is what
    the model sees behind the values of one outcome.
    """
    frame = frame_of(course, width, GUTTERS[width], BRACKET_ROOM)
    every = followed(course)
    shown = every[:most]
    events = numbered(course, lang)
    whole = len(shown) == len(every)
    levelled = level is not None and any(many[0].outcome.id == level.outcome for many in shown)
    signs = [
        sign_notes(course, shown, lang, alone=True),
        *([str(words(lang)["notes"]["model_level"])] if levelled else []),
        *(drawing_signs(course, lang) if whole else []),
    ]
    left_out = [] if whole else [_left_out(len(every) - len(shown), course, lang)]
    rows = [
        *([synthetic_label(frame, lang)] if course.synthetic else []),
        *earlier_lanes(course, frame, lang),
        *treatment_lanes(course, frame, lang),
        *co_lanes(course, frame, lang),
        *(panel(Series(many), course, frame, lang, level) for many in shown),
        *(drawing_strip(course, frame, lang) if whole else []),
        axis(course, events, frame, lang),
        lines([*event_notes(course, events, lang), " ".join(signs), *left_out], frame),
    ]
    title = words(lang)["titles"]["course"].format(name=course.pseudonym)
    name = "course-chart" if whole else "course-chart-short"
    drawn = drawings_told(course, lang) if whole else []
    told = " ".join([describe_course(course, shown, lang, level), *drawn])
    return draw(figure_id(name, width), title, told, stacked(rows))


def _left_out(n: int, course: Course, lang: Lang) -> str:
    key = "left_out_drawn" if drawings_of(course) else "left_out"
    return str(words(lang)["notes"][key].format(n=n))


def frame_of(course: Course, width: Width, gutters: tuple[int, int], brackets: int) -> Frame:
    """The time axis that holds visits and doses, with a little air at both ends."""
    left, right = gutters
    begins = [dose.begin.first for dose in course.treatment.doses if isinstance(dose.begin, Day)]
    first, last = min([course.span.first, *begins]), max([course.span.last, *begins])
    air = timedelta(days=max(2, round((last - first).days * AIR)))
    return Frame(first - air, last + air, left, right, brackets, tokens().sizes[width])


def followed(course: Course) -> list[tuple[Observation, ...]]:
    """The main outcomes in the order to show them: the primary first, what was seen once last."""
    plan = course.plan.primary
    primary = None if plan is NOT_ON_RECORD else plan.outcome
    main = [many for many in observe(course).values() if many[0].outcome.rule.main]

    def place(many: Sequence[Observation]) -> tuple[bool, bool, int]:
        outcome = many[0].outcome
        return (len(many) == 1, outcome.id != primary, rank(outcome))

    return sorted(main, key=place)


def figure_id(name: str, width: Width) -> str:
    """The id of a figure, which names its file: the wide one has the plain name."""
    return name if width == "wide" else f"{name}-{width}"


def stacked(rows: Sequence[View]) -> Spec:
    """One spec of rows under each other."""
    return {"config": config(), "vconcat": list(rows)}
