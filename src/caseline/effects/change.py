"""How far one outcome moved, and how that compares with error and with importance."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from caseline.course.model import Course, Letter, Observation, Outcome
from caseline.course.observe import observe
from caseline.course.periods import drawn_by_period
from caseline.course.stretches import Stretch, stretches
from caseline.direction import relief
from caseline.effects.mdc import Doubt, Mdc, Reliable, detectable_change, doubt_of, reliability_of
from caseline.effects.ways import Way, hull
from caseline.effects.window import Window, baseline_window, last_window
from caseline.instruments.model import Mark, ScoreRule
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD

Trend = Literal["better", "worse", "same", "unclear", "unknown"]
Reached = Literal["yes", "no", "unclear"]


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """The change after one way to read the baseline and one to read the last value.

    What is not on record is None; so is a last value that would lie off the scale.
    """

    baseline_text: str
    last_text: str
    baseline: Interval | None
    last: Interval | None
    change: Interval | None
    percent: Interval | None

    @property
    def text(self) -> str:
        """The sources' words for both; empty where there is one reading only."""
        return " → ".join(text for text in (self.baseline_text, self.last_text) if text)


@dataclass(frozen=True, slots=True)
class MarkReached:
    """Whether the gain is as large as somebody's mark of importance."""

    mark: Mark
    reached: Reached


@dataclass(frozen=True, slots=True)
class Change:
    """One outcome from before treatment to its last readings on treatment.

    Where periods were drawn by lot (`by_condition`) `baseline` and `last` are all readings off
    treatment and all readings on it: the two that are compared there. `change` is
    last - baseline in the raw direction of the score; where a part is missing it is None and
    `reliable` is "unknown".
    """

    outcome: Outcome
    baseline: Window | None
    last: Window | None
    readings: tuple[ReadingChange, ...]
    mdc: Mdc | None
    marks: tuple[MarkReached, ...]
    by_condition: bool

    @property
    def change(self) -> Interval | None:
        """All that the change may be, over every reading."""
        return hull(reading.change for reading in self.readings)

    @property
    def percent(self) -> Interval | None:
        """All that the change may be in percent of the baseline, over every reading."""
        return hull(reading.percent for reading in self.readings)

    @property
    def last_value(self) -> Interval | None:
        """All that the last value may be, over every reading that stays on the scale."""
        return hull(r.last for r in self.readings if r.last is not None)

    @property
    def reliable(self) -> Reliable:
        """Whether the change is larger than the measurement error."""
        return reliability_of(self.change, self.mdc)

    @property
    def doubt(self) -> Doubt | None:
        """What leaves it open whether it is larger; None where nothing does."""
        return doubt_of(self.change, self.mdc)

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
    return tuple(change_of(course, many) for many in observe(course).values())


def change_of(course: Course, observations: Sequence[Observation]) -> Change:
    """The change in one outcome, between the readings that the design of the course compares."""
    if not drawn_by_period(course):
        return change_in(observations)
    found = stretches(course, observations)
    off, on = _visits(found, "A"), _visits(found, "B")
    return _between(observations[0].outcome, off, on, by_condition=True)


def change_in(observations: Sequence[Observation]) -> Change:
    """The change in one outcome from before to after, whatever the design; at least one."""
    baseline = baseline_window(observations)
    last = last_window(observations, baseline.n if baseline else 1)
    return _between(observations[0].outcome, baseline, last, by_condition=False)


def _visits(found: Sequence[Stretch], letter: Letter) -> Window | None:
    visits = [one for stretch in found if stretch.letter == letter for one in stretch.visits]
    return Window(tuple(visits)) if visits else None


def _between(
    outcome: Outcome, baseline: Window | None, last: Window | None, *, by_condition: bool
) -> Change:
    readings = _readings(baseline, last, outcome.rule)
    return Change(
        outcome=outcome,
        baseline=baseline,
        last=last,
        readings=readings,
        mdc=detectable_change(outcome.rule, baseline, last) if baseline else None,
        marks=_marks(outcome, readings),
        by_condition=by_condition,
    )


def _readings(
    baseline: Window | None, last: Window | None, rule: ScoreRule
) -> tuple[ReadingChange, ...]:
    """One for each way to read the baseline with each way to read the last value."""
    if baseline is None and last is None:
        return ()
    befores = baseline.ways if baseline else (None,)
    afters = last.ways if last else (None,)
    return tuple(_reading(before, after, rule) for before in befores for after in afters)


def _reading(before: Way | None, after: Way | None, rule: ScoreRule) -> ReadingChange:
    start = before.value(None, rule) if before else None
    # Percent of the baseline has a meaning only where 0 is none of it.
    share = after.share(start) if start and after and rule.low == 0 else None
    return ReadingChange(
        baseline_text=before.text if before else "",
        last_text=after.text if after else "",
        baseline=start,
        last=after.value(start, rule) if after else None,
        change=after.change(start) if start and after else None,
        percent=None if share is None else share.times(100),
    )


def _marks(outcome: Outcome, readings: tuple[ReadingChange, ...]) -> tuple[MarkReached, ...]:
    found = []
    for mark in outcome.rule.marks:
        moved = [r.percent if mark.unit == "percent" else r.change for r in readings]
        reached = _reached(moved, outcome, mark.at)
        if reached is not None:
            found.append(MarkReached(mark, reached))
    return tuple(found)


def _reached(moved: Sequence[Interval | None], outcome: Outcome, at: Fraction) -> Reached | None:
    """Whether the gain in every reading is as large; None where one of them has none."""
    sign = relief(outcome.rule.worse)
    gains = [one.times(sign) for one in moved if one is not None]
    if not gains or len(gains) < len(moved):
        return None
    if all(gain.low >= at for gain in gains):
        return "yes"
    return "no" if all(gain.all_below(at) for gain in gains) else "unclear"


def threshold_reached(course: Course, change: Change) -> Reached | None:
    """Whether the gain is as large as the patient said would matter; None where unsaid."""
    threshold = course.plan.threshold
    if threshold is NOT_ON_RECORD or threshold.outcome != change.outcome.id:
        return None
    return _reached([r.change for r in change.readings], change.outcome, threshold.points)
