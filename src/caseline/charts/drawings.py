"""Pain drawings as small multiples: in the course chart at their dates, and larger alone."""

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from caseline.charts import marks
from caseline.charts.figure import Figure, draw
from caseline.charts.frame import Frame, Ruler
from caseline.charts.labels import Lang, span_text, words
from caseline.charts.marks import Layer, Row, View
from caseline.charts.notes import lines, synthetic_label
from caseline.charts.theme import Width, config, tokens
from caseline.charts.thumbnails import (
    Drawn,
    Place,
    body_height,
    count,
    drawings_of,
    evenly,
    layers_of,
    text_height,
)
from caseline.course.model import Course

ROOM = {"narrow": (58, 96), "wide": (74, 112)}  # px for one drawing in the chart, least and most
AIRY = 1.3  # times the room between two dates: a drawing may stand a little beside its own
TITLE, LEADER = 18, 16  # px over the bodies in the chart: the title, and the lines to the dates
BESIDE = {"narrow": 2, "wide": 4}  # drawings beside each other in the figure
MOST = 12  # in the figure


def drawing_strip(course: Course, frame: Frame, lang: Lang) -> list[View]:
    """The drawings of a course, each as near to its date as it may stand."""
    found = drawings_of(course)
    if not found:
        return []
    least, most = ROOM[frame.sizes.kind]
    shown = evenly(found, frame.width // least)
    room = min(max(AIRY * _apart(shown, frame), least), frame.width / len(shown), most)
    top = TITLE + LEADER
    places = [Place(x, top, room) for x in _middles(shown, room, frame)]
    title: Row = {"y": 13, "text": _title(found, shown, lang)}
    layers = [
        marks.texts(
            [title], x=frame.left, fontSize=frame.sizes.label, fontWeight=600, align="left"
        ),
        *_leaders(shown, places, frame),
        *_all(shown, places, frame, lang),
    ]
    height = top + body_height(room) + text_height(frame.sizes.small) + 8
    return [marks.view(frame, round(height), layers)]


def drawings_figure(course: Course, lang: Lang = "en", width: Width = "wide") -> Figure | None:
    """The drawings of a course beside each other; None where there are not two to compare."""
    found = drawings_of(course)
    if len(found) < 2:
        return None
    sizes, shown = tokens().sizes[width], evenly(found, MOST)
    ruler = Ruler(0, sizes.width, 0, 0, sizes)
    left_out = [_left_out(found, shown, lang)] if len(shown) < len(found) else []
    columns = BESIDE[width]
    rows = [shown[n : n + columns] for n in range(0, len(shown), columns)]
    views = [
        *([synthetic_label(ruler, lang)] if course.synthetic else []),
        *(_row(row, sizes.width / columns, ruler, lang) for row in rows),
        lines([" ".join([*left_out, *drawing_signs(course, lang)])], ruler),
    ]
    title = words(lang)["titles"]["drawings"].format(name=course.pseudonym)
    name = "drawings-by-date" if width == "wide" else f"drawings-by-date-{width}"
    told = " ".join(drawings_told(course, lang))
    return draw(name, title, told, {"config": config(), "vconcat": views})


def drawings_told(course: Course, lang: Lang) -> Iterator[str]:
    """The drawings in words: the count of each, with its date; nothing where there are none."""
    found = drawings_of(course)
    if found:
        told = "; ".join(
            f"{span_text(one.when, lang, 'long')}: {count(one, lang)}" for one in found
        )
        yield words(lang)["description"]["drawings"].format(list=told)


def drawing_signs(course: Course, lang: Lang) -> list[str]:
    """What the signs on the drawings mean; nothing where there are none."""
    found, said = drawings_of(course), words(lang)["drawings"]
    signs = {
        "note_marked": bool(found),
        "note_drawn": any(one.drawing.strokes and one.drawing.strokes.drawn for one in found),
        "note_open": any(one.drawing.open for one in found),
        "note_sides": bool(found),
    }
    return [said[key] for key, occurs in signs.items() if occurs]


def _row(row: Sequence[Drawn], room: float, ruler: Ruler, lang: Lang) -> View:
    places = [Place((n + 0.5) * room, 6, room - 20) for n in range(len(row))]
    height = 6 + body_height(room - 20) + text_height(ruler.sizes.small) + 12
    return marks.view(ruler, round(height), _all(row, places, ruler, lang))


def _all(
    shown: Sequence[Drawn], places: Sequence[Place], frame: Frame | Ruler, lang: Lang
) -> list[Layer]:
    pairs = zip(shown, places, strict=True)
    return list(chain.from_iterable(layers_of(*pair, frame, lang) for pair in pairs))


def _apart(shown: Sequence[Drawn], frame: Frame) -> float:
    """How far two dates are from each other, on the whole."""
    first, last = (frame.px(one.when.middle) for one in (shown[0], shown[-1]))
    return (last - first) / (len(shown) - 1) if len(shown) > 1 else frame.width


def _middles(shown: Sequence[Drawn], room: float, frame: Frame) -> list[float]:
    """Where they stand: together as near to their dates as they can without overlapping."""
    from scipy.optimize import isotonic_regression

    steps = np.arange(len(shown)) * room
    wanted = np.array([frame.px(one.when.middle) for one in shown]) - steps
    free = np.clip(isotonic_regression(wanted).x, room / 2, frame.width - room / 2 - steps[-1])
    return [float(x) for x in free + steps]


def _leaders(shown: Sequence[Drawn], places: Sequence[Place], frame: Frame) -> list[Layer]:
    """A tick at each date, or a bar over its span, and a line from it to the drawing."""
    level = TITLE + 4
    bars: list[Row] = [
        {"first": one.when.first.isoformat(), "last": one.when.last.isoformat(), "y": level}
        for one in shown
        if one.when.first < one.when.last
    ]
    days = [one.when.middle for one in shown]
    ticks: list[Row] = [{"on": day.isoformat(), "low": TITLE, "high": level} for day in days]
    slants: list[Row] = [
        {"first": day.isoformat(), "last": frame.at(place.x), "low": level, "high": place.top - 4}
        for day, place in zip(days, places, strict=True)
    ]
    return [
        marks.spans(bars, strokeWidth=2),
        marks.uprights(ticks, tone="ink", strokeWidth=1),
        marks.slants(slants, strokeWidth=0.8),
    ]


def _title(found: Sequence[Drawn], shown: Sequence[Drawn], lang: Lang) -> str:
    said = words(lang)["drawings"]
    some = said["some"].format(n=len(shown), of=len(found)) if len(shown) < len(found) else ""
    return f"{said['title']}{some}"


def _left_out(found: Sequence[Drawn], shown: Sequence[Drawn], lang: Lang) -> str:
    return str(words(lang)["drawings"]["left_out"].format(n=len(shown), of=len(found)))
