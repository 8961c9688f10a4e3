"""Dates that may be known only to the month or the year, and the durations between them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Day:
    """A date that lies somewhere from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def exact(self) -> date | None:
        """The day, where it is known."""
        return self.first if self.first == self.last else None

    def __str__(self) -> str:
        if self.exact:
            return self.first.isoformat()
        if (self.first.month, self.last.month) == (1, 12):
            return f"{self.first.year:04d}"
        return f"{self.first.year:04d}-{self.first.month:02d}"

    def surely_before(self, other: "Day") -> bool:
        """Whether it is earlier, whatever the two days are."""
        return self.last < other.first


@dataclass(frozen=True, slots=True)
class Span:
    """From one date to another, both included."""

    begin: Day
    end: Day

    @property
    def first(self) -> date:
        """The earliest day it may hold."""
        return self.begin.first

    @property
    def last(self) -> date:
        """The latest day it may hold."""
        return self.end.last

    @property
    def middle(self) -> date:
        """The day in the middle, for placing a mark that stands for the whole."""
        return self.first + (self.last - self.first) / 2

    @property
    def one_date(self) -> bool:
        """Whether it begins and ends with the same date."""
        return self.begin == self.end

    def surely_before(self, other: "Span") -> bool:
        """Whether it ends before the other begins, whatever the days are."""
        return self.end.surely_before(other.begin)

    def may_share_days(self, other: "Span") -> bool:
        """Whether a day may lie in both."""
        return self.first <= other.last and other.first <= self.last

    def must_share_days(self, other: "Span") -> bool:
        """Whether a day lies in both, whatever the days are."""
        return self.begin.last <= other.end.first and other.begin.last <= self.end.first


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days between two dates, as far as they are known."""

    low: int
    high: int


def day(when: date) -> Day:
    """A date that is known to the day."""
    return Day(when, when)


def month(year: int, number: int) -> Day:
    """A date that is known to the month."""
    return Day(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def year(number: int) -> Day:
    """A date that is known to the year."""
    return Day(date(number, 1, 1), date(number, 12, 31))


def read_day(text: str) -> Day | None:
    """A date from "2023-02-14", "2023-02" or "2023"; None where it is none of them."""
    try:
        if _DAY.fullmatch(text):
            return day(date.fromisoformat(text))
        if match := _MONTH.fullmatch(text):
            return month(int(match[1]), int(match[2]))
        if _YEAR.fullmatch(text):
            return year(int(text))
    except ValueError:
        return None
    return None


def days_between(earlier: Day, later: Day) -> Days:
    """How many days lie between two dates: least and most."""
    return Days((later.first - earlier.last).days, (later.last - earlier.first).days)
