"""Where things stand in a picture: its horizontal axis in px, and how much room a text needs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, Protocol

from caseline.charts.theme import Sizes

DAY_MS = 86_400_000

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


class Across(Protocol):
    """What marks need to know of a horizontal axis, of time or of points on a scale."""

    @property
    def sizes(self) -> Sizes: ...

    @property
    def width(self) -> int:
        """The width of the whole picture."""
        ...

    @property
    def kind(self) -> Literal["temporal", "quantitative"]:
        """What stands on the axis."""
        ...

    @property
    def scale(self) -> dict[str, object]:
        """The axis as Vega-Lite's scale."""
        ...

    def at(self, px: float) -> str | float:
        """What stands at a place, as data."""
        ...


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
    def kind(self) -> Literal["temporal", "quantitative"]:
        """Time."""
        return "temporal"

    @property
    def scale(self) -> dict[str, object]:
        """The axis as Vega-Lite's scale."""
        return {
            "type": "utc",
            "domain": [_ms(self.first), _ms(self.last)],
            "range": [self.left, self.end],
            "nice": False,
        }

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


@dataclass(frozen=True, slots=True)
class Ruler:
    """One axis of points, from `low` to `high` between two gutters of the picture."""

    low: float
    high: float
    left: int
    right: int
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
    def kind(self) -> Literal["temporal", "quantitative"]:
        """Numbers."""
        return "quantitative"

    @property
    def scale(self) -> dict[str, object]:
        """The axis as Vega-Lite's scale."""
        return {
            "domain": [self.low, self.high],
            "range": [self.left, self.end],
            "nice": False,
            "zero": False,
        }

    def px(self, value: float) -> float:
        """Where a value stands."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.end - self.left)

    def at(self, px: float) -> float:
        """The value that stands there."""
        share = (px - self.left) / (self.end - self.left)
        return round(self.low + share * (self.high - self.low), 6)


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


def _ms(when: date) -> int:
    return (when - date(1970, 1, 1)).days * DAY_MS
