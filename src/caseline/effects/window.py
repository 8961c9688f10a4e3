"""Which observations are compared: the baseline, and as many at the end on treatment."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from caseline.calendar import Span
from caseline.course.model import Condition, Observation
from caseline.effects.ways import Way, ways
from caseline.interval import Interval, exactly


@dataclass(frozen=True, slots=True)
class Window:
    """Observations that are taken together, in order of time; at least one."""

    observations: tuple[Observation, ...]

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.observations)

    @property
    def n_weeks(self) -> int:
        """How many different weeks they are from; a summary of a span counts once.

        Readings of one week share the same good or bad days: they are not independent.
        """
        first = self.when.first
        return len({(one.when.middle - first).days // 7 for one in self.observations})

    @property
    def when(self) -> Span:
        """From the first to the last."""
        return Span(self.observations[0].when.begin, self.observations[-1].when.end)

    @property
    def mean(self) -> Interval | None:
        """All that their mean may be; None where a reading of one of them is a change."""
        total = exactly(0)
        for one in self.observations:
            if one.value is None:
                return None
            total += one.value
        return total.times(Fraction(1, self.n))

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways to read it."""
        return ways(self.observations)


def baseline_window(observations: Sequence[Observation]) -> Window | None:
    """All observations before treatment, or None."""
    return _window(_under(observations, "before treatment"))


def last_window(observations: Sequence[Observation], n: int) -> Window | None:
    """The last observations on treatment, at most as many as the baseline has.

    Windows of equal length: one good day at the end does not stand against the mean of a
    month, nor the best month against one bad day.
    """
    return _window(_under(observations, "on treatment")[-n:])


def _under(observations: Sequence[Observation], condition: Condition) -> list[Observation]:
    return [one for one in observations if one.condition == condition]


def _window(observations: Sequence[Observation]) -> Window | None:
    return Window(tuple(observations)) if observations else None
