"""Building blocks of the pictures: Vega-Lite layers over one horizontal axis."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from caseline.charts.frame import Across, Frame
from caseline.charts.theme import colour

Spec = dict[str, object]
View = dict[str, object]  # one row of a picture, in Vega-Lite
Row = Mapping[str, object]

FADE_STEP = 1.5  # px, as long as that makes no more than
FADE_STEPS = 24
KINDS = ("rect", "area", "rule", "line", "point", "text")  # from below up


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks of one kind and look, with their data."""

    kind: str
    rows: tuple[Row, ...]
    look: Mapping[str, object]


def view(
    frame: Across,
    height: int,
    layers: Sequence[Layer],
    *,
    domain: tuple[float, float] | None = None,
    plot: tuple[int, int] | None = None,
) -> View:
    """One row of a picture: marks over the axis and a scale, or plain px from the top."""
    low, high = domain or (0, height)
    top, bottom = plot or (0, height)
    heights = [bottom, top] if domain else [top, bottom]
    y_scale = {"domain": [low, high], "range": heights, "nice": False, "zero": False}
    scales: Spec = {
        "data": {"values": []},
        "mark": {"type": "point"},
        "encoding": {
            "x": {"field": "on", "type": frame.kind, "axis": None, "scale": frame.scale},
            "y": {"field": "y", "type": "quantitative", "axis": None, "scale": y_scale},
        },
    }
    packed = [one for kind in KINDS for one in _packed(kind, layers, frame)]
    return {"width": frame.width, "height": height, "layer": [scales, *packed]}


def texts(
    rows: Iterable[Row], *, x: float | None = None, tone: str = "ink", **look: object
) -> Layer:
    """Texts at `on` (or at a fixed `x`) and `y`."""
    return Layer("text", _placed(rows, x), {"fill": colour(tone), **look})


def haloed(
    rows: Iterable[Row], *, x: float | None = None, tone: str = "ink", **look: object
) -> list[Layer]:
    """Texts over data, each with a rim of paper so that it stays readable."""
    listed = list(rows)
    rim = {"stroke": colour("paper"), "strokeWidth": 3, "strokeJoin": "round"}
    return [texts(listed, x=x, tone=tone, **look, **rim), texts(listed, x=x, tone=tone, **look)]


def spans(rows: Iterable[Row], *, tone: str = "ink", **look: object) -> Layer:
    """Horizontal lines from `first` to `last` at `y`."""
    level = tuple({**row, "low": row["y"], "high": row["y"]} for row in rows)
    return Layer("rule", level, {"stroke": colour(tone), **look})


def uprights(
    rows: Iterable[Row], *, x: float | None = None, tone: str = "grey", **look: object
) -> Layer:
    """Vertical lines at `on` (or at a fixed `x`) from `low` to `high`."""
    return Layer("rule", _placed(rows, x), {"stroke": colour(tone), **look})


def slants(rows: Iterable[Row], *, tone: str = "grey", **look: object) -> Layer:
    """Slanting lines from `first`, `low` to `last`, `high`."""
    return Layer("rule", tuple(rows), {"stroke": colour(tone), **look})


def boxes(rows: Iterable[Row], *, tone: str = "ink", **look: object) -> Layer:
    """Rectangles from `first` to `last` and from `low` to `high`, as opaque as `fillOpacity`."""
    return Layer("rect", tuple(rows), {"fill": colour(tone), **look})


def points(rows: Iterable[Row], *, tone: str = "ink", **look: object) -> Layer:
    """Single readings at `on` and `y`."""
    return Layer("point", tuple(rows), {"fill": colour(tone), **look})


def lines(rows: Iterable[Row], *, tone: str = "ink", **look: object) -> Layer:
    """One line through the readings of each `run`."""
    return Layer("line", tuple(rows), {"stroke": colour(tone), **look})


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
            "fillOpacity": share,
        }
        for edge in (pale + (full - pale) * n / steps for n in range(steps))
    ]


def areas(rows: Iterable[Row], *, tone: str = "ink", **look: object) -> Layer:
    """The ground under the line through `on` and `y`, down to `low`, for each `run`."""
    return Layer("area", tuple(rows), {"fill": colour(tone), **look})


def _placed(rows: Iterable[Row], x: float | None) -> tuple[Row, ...]:
    return tuple(rows if x is None else ({**row, "px": x} for row in rows))


def _packed(kind: str, layers: Sequence[Layer], frame: Across) -> list[Spec]:
    """All marks of one kind as one Vega-Lite layer in which each row bears its look.

    A layer for each look would say the same, and take several times as long to draw. Lines
    and areas stay apart: their runs are counted for each.
    """
    same = [one for one in layers if one.kind == kind and one.rows]
    groups = [[one] for one in same] if kind in ("area", "line") else [same] if same else []
    return [_spec(kind, group, frame) for group in groups]


def _spec(kind: str, layers: Sequence[Layer], frame: Across) -> Spec:
    rows = [_row({**one.look, **row}, kind, frame) for one in layers for row in one.rows]
    known = {"on", "y", "first", "last", "low", "high", "run", "text"}
    look = sorted({key for row in rows for key in row} - known)
    mark = {"type": kind, **{key: {"expr": f"datum.{key}"} for key in look}}
    return {"data": {"values": rows}, "mark": mark, "encoding": _encoding(kind, frame)}


def _row(row: dict[str, object], kind: str, frame: Across) -> dict[str, object]:
    """With its place on the axis, where it was given in px or as one day of a line."""
    if "px" in row:
        row["on"] = frame.at(float(str(row.pop("px"))))
    if kind == "rule" and "on" in row:
        row |= {"first": row["on"], "last": row["on"]}
    return row


def _encoding(kind: str, frame: Across) -> Spec:
    if kind in ("rect", "rule"):
        return {
            "x": _place("first", frame),
            "x2": {"field": "last"},
            "y": _level("low"),
            "y2": {"field": "high"},
        }
    at: Spec = {"x": _place("on", frame), "y": _level("y")}
    if kind == "area":
        at["y2"] = {"field": "low"}
    if kind in ("area", "line"):
        at["detail"] = {"field": "run", "type": "nominal"}
    if kind == "text":
        at["text"] = {"field": "text", "type": "nominal"}
    return at


def _place(field: str, frame: Across) -> Spec:
    return {"field": field, "type": frame.kind, "axis": None}


def _level(field: str) -> Spec:
    return {"field": field, "type": "quantitative", "axis": None}
