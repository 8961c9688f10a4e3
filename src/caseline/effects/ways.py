"""The ways to read values that are taken together, where their sources leave several."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from caseline.course.model import Observation, Reading
from caseline.instruments.model import ScoreRule
from caseline.interval import Interval, exactly

MOST_APART = 8  # combinations of readings that are told apart; more are carried as a whole


@dataclass(frozen=True, slots=True)
class Way:
    """The mean of some observations, each in one of its readings.

    The mean is `fixed`, and on top of it the baseline times `leaning`: the share of readings
    that are a change since the baseline. `text` is what the sources call these readings.
    """

    text: str
    fixed: Interval
    leaning: Fraction

    def value(self, baseline: Interval | None, rule: ScoreRule) -> Interval | None:
        """What it comes to on the scale; a baseline that is not on record may be anything.

        None where it leaves the scale.
        """
        start = Interval(rule.low, rule.high) if baseline is None else baseline
        return (self.fixed + start.times(self.leaning)).within(rule.low, rule.high)

    def change(self, baseline: Interval) -> Interval:
        """How far it lies from the baseline; a change of its own stays as it was given."""
        return self.fixed + baseline.times(self.leaning - 1)

    def share(self, baseline: Interval) -> Interval | None:
        """The change as a share of the baseline; None where that may be 0 or negative."""
        ratio = self.fixed.over(baseline)
        return None if ratio is None else ratio.plus(self.leaning - 1)


def ways(observations: Sequence[Observation]) -> tuple[Way, ...]:
    """Every combination of readings of the observations; at least one observation.

    Of more than a reader could follow, those that lean alike are one, without a text: nothing
    is lost but which is which.
    """
    n = len(observations)
    together = prod(len(one.readings) for one in observations) > MOST_APART
    found = [Way("", exactly(0), Fraction(0))]
    for one in observations:
        found = [_with(way, reading, n) for way in found for reading in one.readings]
        if together:
            found = _as_one(found)
    return tuple(found)


def hull(values: Iterable[Interval | None]) -> Interval | None:
    """The smallest interval that holds them all; None where one is missing or there is none."""
    whole: Interval | None = None
    for value in values:
        if value is None:
            return None
        whole = value if whole is None else whole.hull(value)
    return whole


def _with(way: Way, reading: Reading, n: int) -> Way:
    """The way with one more of `n` observations, in this reading."""
    number = reading.value if reading.change is None else reading.change
    if number is None:
        raise AssertionError("the reader lets no reading without value and change pass")
    return Way(
        text=", ".join(text for text in (way.text, reading.text) if text),
        fixed=way.fixed + number.times(Fraction(1, n)),
        leaning=way.leaning + Fraction(reading.change is not None, n),
    )


def _as_one(found: Sequence[Way]) -> list[Way]:
    """One way, without a text, for all that lean on the baseline alike."""
    alike: dict[Fraction, Interval] = {}
    for way in found:
        alike[way.leaning] = alike.get(way.leaning, way.fixed).hull(way.fixed)
    return [Way("", fixed, leaning) for leaning, fixed in alike.items()]
