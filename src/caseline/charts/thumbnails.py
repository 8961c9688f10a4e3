"""Small pain drawings in a picture: one body from both sides, its date and its count under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseline.calendar import Span
from caseline.charts import marks
from caseline.charts.frame import Across
from caseline.charts.labels import Lang, span_text, words
from caseline.charts.marks import Layer, Row
from caseline.charts.theme import colour
from caseline.course.model import Course, Drawing
from caseline.paindrawing.model import REGION_IDS
from caseline.paindrawing.model import words as body_words
from caseline.paindrawing.thumbnail import HEIGHT, WIDTH, Thumbnail, side_labels, thumbnail

LEADING = 3  # px between the lines under a body
BESIDE = 8  # px between two bodies


@dataclass(frozen=True, slots=True)
class Drawn:
    """A pain drawing of a course with its date."""

    when: Span
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Place:
    """Where a drawing stands: the middle of its upper edge, and the room for it, in px."""

    x: float
    top: float
    room: float

    @property
    def scale(self) -> float:
        """How many px a unit of the sheet has."""
        return (self.room - BESIDE) / WIDTH


def drawings_of(course: Course) -> tuple[Drawn, ...]:
    """The pain drawings of a course in order of time."""
    return tuple(Drawn(one.when, one.drawing) for one in course.visits if one.drawing is not None)


def evenly(found: Sequence[Drawn], most: int) -> tuple[Drawn, ...]:
    """All of them, or as many as fit: the first, the last, and some evenly between."""
    if len(found) <= most:
        return tuple(found)
    apart = (len(found) - 1) / (most - 1)
    return tuple(found[round(n * apart)] for n in range(most))


def body_height(room: float) -> float:
    """How high a body is that stands in this room, in px."""
    return Place(0, 0, room).scale * HEIGHT


def text_height(small: int) -> int:
    """How much room the lines under a body take, in px."""
    return 2 * (small + LEADING) + LEADING


def layers_of(one: Drawn, place: Place, frame: Across, lang: Lang) -> list[Layer]:
    """A body with its marks, left and right beside its heads, and its date and count under it."""
    given = one.drawing
    shapes = thumbnail(given.marked, given.open, given.strokes, place.scale)
    small, floor = frame.sizes.small, place.top + body_height(place.room)
    below: list[Row] = [
        {"px": place.x, "y": floor + small + LEADING, "text": span_text(one.when, lang)},
        {
            "px": place.x,
            "y": floor + 2 * (small + LEADING),
            "text": count(one, lang),
            "fontWeight": 600,
        },
    ]
    return [
        *_body(shapes, place, frame),
        marks.texts(_sides(place, lang), tone="muted", fontSize=small, align="center"),
        marks.texts(below, fontSize=small, align="center"),
    ]


def count(one: Drawn, lang: Lang) -> str:
    """How many regions hurt: "17 of 19", or "5 to 9 of 19" where some are unanswered."""
    said, marked = words(lang), len(one.drawing.marked)
    n = str(marked)
    if one.drawing.open:
        most = marked + len(one.drawing.open)
        n = said["values"]["from_to"].format(low=marked, high=most)
    return str(said["drawings"]["count"].format(n=n, of=len(REGION_IDS)))


def _body(shapes: Thumbnail, place: Place, frame: Across) -> Iterator[Layer]:
    """From the paper up: the body, its regions, and the pen's marks on them."""
    at: Row = {
        "px": place.x,
        "y": place.top + body_height(place.room) / 2,
        "size": (2 * place.scale) ** 2,
    }
    accent, grey = colour("accent"), colour("grey")
    looks = (
        (shapes.outline, {"fill": colour("paper"), "stroke": colour("ink"), "strokeWidth": 0.8}),
        (shapes.unanswered, {"fill": grey, "fillOpacity": 0.35, "strokeWidth": 0}),
        (
            shapes.marked,
            {"fill": accent, "fillOpacity": 0.35, "stroke": accent, "strokeWidth": 0.5},
        ),
        (shapes.drawn, {"fill": accent, "fillOpacity": 0.75, "strokeWidth": 0}),
    )
    for shape, look in looks:
        if shape:
            yield Layer("point", ({**at, "shape": shape},), look)


def _sides(place: Place, lang: Lang) -> Iterator[Row]:
    middle = place.top + body_height(place.room) / 2
    for side, x, y in side_labels():
        letter = body_words(lang)[side][0].upper()
        yield {"px": place.x + x * place.scale, "y": middle + y * place.scale, "text": letter}
