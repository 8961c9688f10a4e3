"""Building blocks of the pictures: Vega-Lite layers over one time axis."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from caseline.charts.theme import Sizes, colour

Layer = dict[str, object]
Row = Mapping[str, object]

DAY_MS = 86_400_000
FADE_STEP = 1.5  # px, as long as that makes no more than
FADE_STEPS = 24

# Widths in the semibold of the shipped font, in ems; a letter that is not listed has the usual one.
USUAL = 0.56
WIDTHS = {
    " ',.:;ijl|": 0.28,
    "!()-/I[]frt\u201c\u201d\u201e": 0.37,
    "*?csxz": 0.47,
    "HMOQwÖ": 0.72,
    "%@Wm": 0.86,
}
_EMS = {letter: width for letters, width in WIDTHS.items() for letter in letters}


@dataclass(frozen=True, slots=True)
class Frame:
    """One time axis for everything: `first` to `last` between two gutters of the picture.

    `bracket_room` lies in the left gutter between the figures of a scale and the plot.
    """

    first: date
    last: date
    left: int
    right: int
    bracket_room: int
    sizes: Sizes

    @property
    def width(self) -> int:
        """The width of the whole picture."""
        return self.sizes.width

    @property
    def end(self) -> int:
        """Where the right gutter begins."""
        return self.width - self.right

    @property
    def px_per_day(self) -> float:
        """How wide a day is."""
        return (self.end - self.left) / (self.last - self.first).days

    @property
    def across(self) -> dict[str, object]:
        """The whole time axis, as data for a span."""
        return {"first": self.at(self.left), "last": self.at(self.end)}

    def px(self, when: date) -> float:
        """Where a day stands."""
        return self.left + (when - self.first).days * self.px_per_day

    def at(self, px: float) -> str:
        """The instant that stands there, as data for a time axis."""
        begin = datetime(self.first.year, self.first.month, self.first.day, tzinfo=UTC)
        days = (px - self.left) / self.px_per_day
        return (begin + timedelta(days=round(days, 4))).strftime("%Y-%m-%dT%H:%M:%SZ")


def view(
    frame: Frame,
    height: int,
    layers: Sequence[Layer],
    *,
    domain: tuple[float, float] | None = None,
    plot: tuple[int, int] | None = None,
) -> Layer:
    """One row of a picture: layers over the time axis and a scale, or plain px from the top."""
    low, high = domain or (0, height)
    top, bottom = plot or (0, height)
    heights = [bottom, top] if domain else [top, bottom]
    x_scale = {
        "type": "utc",
        "domain": [_ms(frame.first), _ms(frame.last)],
        "range": [frame.left, frame.end],
        "nice": False,
    }
    y_scale = {"domain": [low, high], "range": heights, "nice": False, "zero": False}
    scales: Layer = {
        "data": {"values": []},
        "mark": "point",
        "encoding": {
            "x": {"field": "on", "type": "temporal", "axis": None, "scale": x_scale},
            "y": {"field": "y", "type": "quantitative", "axis": None, "scale": y_scale},
        },
    }
    return {"width": frame.width, "height": height, "layer": [scales, *layers]}


def texts(
    rows: Iterable[Row], *, x: float | None = None, tone: str = "ink", **props: object
) -> Layer:
    """Texts at `on` (or at a fixed `x`) and `y`."""
    across: Layer = {"value": x} if x is not None else _time("on")
    encoding: Layer = {"x": across, "y": _level("y"), "text": {"field": "text", "type": "nominal"}}
    return _layer("text", rows, encoding, fill=colour(tone), **props)


def haloed(
    rows: Iterable[Row], *, x: float | None = None, tone: str = "ink", **props: object
) -> list[Layer]:
    """Texts over data, each with a rim of paper so that it stays readable."""
    listed = list(rows)
    rim = {"stroke": colour("paper"), "strokeWidth": 3, "strokeJoin": "round"}
    return [texts(listed, x=x, tone=tone, **props, **rim), texts(listed, x=x, tone=tone, **props)]


def spans(rows: Iterable[Row], *, tone: str = "ink", **props: object) -> Layer:
    """Horizontal lines from `first` to `last` at `y`."""
    encoding = {"x": _time("first"), "x2": {"field": "last"}, "y": _level("y")}
    return _layer("rule", rows, encoding, stroke=colour(tone), **props)


def uprights(
    rows: Iterable[Row], *, x: float | None = None, tone: str = "grey", **props: object
) -> Layer:
    """Vertical lines at `on` (or at a fixed `x`) from `low` to `high`."""
    across: Layer = {"value": x} if x is not None else _time("on")
    encoding: Layer = {"x": across, "y": _level("low"), "y2": {"field": "high"}}
    return _layer("rule", rows, encoding, stroke=colour(tone), **props)


def boxes(rows: Iterable[Row], *, tone: str = "ink", **props: object) -> Layer:
    """Rectangles from `first` to `last` and from `low` to `high`, as opaque as `share`."""
    encoding: dict[str, object] = {
        "x": _time("first"),
        "x2": {"field": "last"},
        "y": _level("low"),
        "y2": {"field": "high"},
    }
    listed = list(rows)
    if any("share" in row for row in listed):
        encoding["fillOpacity"] = {"field": "share", "type": "quantitative", "scale": None}
    return _layer("rect", listed, encoding, fill=colour(tone), **props)


def slants(rows: Iterable[Row], *, tone: str = "grey", **props: object) -> Layer:
    """Slanting lines from `first`, `low` to `last`, `high`."""
    encoding = {
        "x": _time("first"),
        "x2": {"field": "last"},
        "y": _level("low"),
        "y2": {"field": "high"},
    }
    return _layer("rule", rows, encoding, stroke=colour(tone), **props)


def points(rows: Iterable[Row], *, tone: str = "ink", **props: object) -> Layer:
    """Single readings at `on` and `y`."""
    return _layer("point", rows, {"x": _time("on"), "y": _level("y")}, fill=colour(tone), **props)


def lines(rows: Iterable[Row], *, tone: str = "ink", **props: object) -> Layer:
    """One line through the readings of each `run`."""
    encoding = {"x": _time("on"), "y": _level("y"), "detail": {"field": "run", "type": "nominal"}}
    return _layer("line", rows, encoding, stroke=colour(tone), **props)


def fade(pale: float, full: float, low: float, high: float, frame: Frame) -> list[Row]:
    """Boxes that together grow from nothing at px `pale` to nearly full at px `full`.

    They lie on each other and no gradient is used: a page recolours plain fills, every printer
    draws them, and no seam shows.
    """
    steps = min(FADE_STEPS, max(2, round(abs(full - pale) / FADE_STEP)))
    share = round(1 - 0.1 ** (1 / steps), 3)
    return [
        {
            "first": frame.at(min(edge, full)),
            "last": frame.at(max(edge, full)),
            "low": low,
            "high": high,
            "share": share,
        }
        for edge in (pale + (full - pale) * n / steps for n in range(steps))
    ]


def text_width(text: str, size: int) -> float:
    """About how wide a text is, in px; rather too wide than too narrow."""
    return size * sum(_EMS.get(letter, USUAL) for letter in text)


def wrapped(text: str, size: int, room: float) -> list[str]:
    """The text in lines that fit into `room` px; a single word is not broken."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and text_width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _layer(mark: str, rows: Iterable[Row], encoding: Layer, **props: object) -> Layer:
    values = [dict(row) for row in rows]
    return {"data": {"values": values}, "mark": {"type": mark, **props}, "encoding": encoding}


def _time(field: str) -> Layer:
    return {"field": field, "type": "temporal", "axis": None}


def _level(field: str) -> Layer:
    return {"field": field, "type": "quantitative", "axis": None}


def _ms(when: date) -> int:
    return (when - date(1970, 1, 1)).days * DAY_MS
