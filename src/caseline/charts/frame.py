"""Where things stand in a picture: the time axis in px, and how much room a text needs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from caseline.charts.theme import Sizes

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
