"""How far one outcome moved, and how that compares with error and with importance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from caseline.course.model import Course, Observation, Outcome, Reading
from caseline.course.observe import observe
from caseline.direction import relief
from caseline.effects.mdc import Mdc, Reliable, detectable_change, reliability_of
from caseline.effects.window import Window, baseline_window, last_window
from caseline.instruments.model import Mark
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD

Trend = Literal["better", "worse", "same", "unclear", "unknown"]
Reached = Literal["yes", "no", "unclear"]


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """The change after one way to read the last value."""

    text: str
    last: Interval | None
    change: Interval
    percent: Interval | None


@dataclass(frozen=True, slots=True)
class MarkReached:
    """Whether the gain is as large as somebody's mark of importance."""

    mark: Mark
    reached: Reached


@dataclass(frozen=True, slots=True)
class Change:
    """One outcome from before treatment to its last readings on treatment.

    `change` is last - baseline in the raw direction of the score; where a part is missing it
    is None and `reliable` is "unknown".
    """

    outcome: Outcome
    baseline: Window | None
    last: Window | None
    readings: tuple[ReadingChange, ...]
    mdc: Mdc | None
    marks: tuple[MarkReached, ...]

    @property
    def change(self) -> Interval | None:
        """All that the change may be, over every reading."""
        return _hull([reading.change for reading in self.readings])

    @property
    def percent(self) -> Interval | None:
        """All that the change may be in percent of the baseline, over every reading."""
        return _hull([r.percent for r in self.readings if r.percent is not None])

    @property
    def last_value(self) -> Interval | None:
        """All that the last value may be, over every reading."""
        return _hull([r.last for r in self.readings if r.last is not None])

    @property
    def reliable(self) -> Reliable:
        """Whether the change is larger than the measurement error."""
        return reliability_of(self.change, self.mdc)

    @property
    def trend(self) -> Trend:
        """Which way it went, not how far."""
        change = self.change
        if change is None:
            return "unknown"
        gain = change.times(relief(self.outcome.rule.worse))
        if gain.all_above(0):
            return "better"
        if gain.all_below(0):
            return "worse"
        return "same" if gain.exact == 0 else "unclear"


def changes(course: Course) -> tuple[Change, ...]:
    """The change in every outcome of the course, in the order in which it first appears."""
    return tuple(change_in(many) for many in observe(course).values())


def change_in(observations: Sequence[Observation]) -> Change:
    """The change in one outcome from its observations in order of time; at least one."""
    outcome = observations[0].outcome
    baseline = baseline_window(observations)
    last = last_window(observations, baseline.n if baseline else 1)
    readings: tuple[ReadingChange, ...] = ()
    if baseline and last and baseline.mean is not None:
        readings = tuple(_reading(one, baseline.mean, outcome) for one in _last_readings(last))
    return Change(
        outcome=outcome,
        baseline=baseline,
        last=last,
        readings=readings,
        mdc=detectable_change(outcome.rule, baseline, last) if baseline else None,
        marks=_marks(outcome, readings),
    )


def _last_readings(last: Window) -> tuple[Reading, ...]:
    """The ways to read the last window: those of its one observation, or its mean."""
    if last.n == 1:
        return last.observations[0].readings
    mean = last.mean
    return (Reading("", mean, None),) if mean is not None else ()


def _reading(reading: Reading, baseline: Interval, outcome: Outcome) -> ReadingChange:
    rule = outcome.rule
    # Percent of the baseline has a meaning only where 0 is none of it.
    has_zero = rule.low == 0
    if reading.change is not None:
        part = reading.change.over(baseline) if has_zero else None
        last = (baseline + reading.change).within(rule.low, rule.high)
        return ReadingChange(reading.text, last, reading.change, _percent(part))
    if reading.value is None:
        raise AssertionError("the reader lets no reading without value and change pass")
    ratio = reading.value.over(baseline) if has_zero else None
    part = ratio.plus(-1) if ratio is not None else None
    return ReadingChange(reading.text, reading.value, reading.value - baseline, _percent(part))


def _percent(part: Interval | None) -> Interval | None:
    return None if part is None else part.times(100)


def _marks(outcome: Outcome, readings: tuple[ReadingChange, ...]) -> tuple[MarkReached, ...]:
    sign = relief(outcome.rule.worse)
    found = []
    for mark in outcome.rule.marks:
        moved = [r.percent if mark.unit == "percent" else r.change for r in readings]
        gains = [one.times(sign) for one in moved if one is not None]
        if gains:
            found.append(MarkReached(mark, _reached(gains, mark)))
    return tuple(found)


def _reached(gains: Sequence[Interval], mark: Mark) -> Reached:
    if all(gain.low >= mark.at for gain in gains):
        return "yes"
    return "no" if all(gain.all_below(mark.at) for gain in gains) else "unclear"


def _hull(many: Sequence[Interval]) -> Interval | None:
    whole: Interval | None = None
    for one in many:
        whole = one if whole is None else whole.hull(one)
    return whole


def threshold_reached(course: Course, change: Change) -> Reached | None:
    """Whether the gain is as large as the patient said would matter; None where unsaid."""
    threshold = course.plan.threshold
    if threshold is NOT_ON_RECORD or threshold.outcome != change.outcome.id:
        return None
    gains = [r.change.times(relief(change.outcome.rule.worse)) for r in change.readings]
    if not gains:
        return None
    own = Mark("own", "mcid", threshold.points, "points", "", "")
    return _reached(gains, own)
