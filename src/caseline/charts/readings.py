"""What was recorded of one outcome, ready to be drawn: points, spans, bands, lines, levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from statistics import median

from caseline.calendar import Span
from caseline.charts.labels import Lang, number, short_interval, words
from caseline.course.model import Course, Observation, Reading
from caseline.course.periods import drawn_by_period, nearest, periods
from caseline.effects.change import change_in, change_of
from caseline.effects.window import Window
from caseline.instruments.model import ScoreRule
from caseline.interval import Interval

# Two readings are joined by a line where little can have happened unseen between them: no more
# than 45 days apart, which lets monthly visits through and quarterly ones not, and no more than
# three times as far as is usual for this outcome, so that a hole in a diary stays a hole.
MOST_DAYS_JOINED = 45
MOST_GAPS_JOINED = 3
FEWEST_FOR_MEAN = 3
WITHIN = 0.1  # of a band


@dataclass(frozen=True, slots=True)
class Drawn:
    """One reading of one observation: where it lies in time and on the scale."""

    observation: Observation
    value: Interval
    label: str

    @property
    def when(self) -> Span:
        """The days it may stand for."""
        return self.observation.when

    @property
    def is_point(self) -> bool:
        """Whether day and value are known exactly."""
        return self.when.one_date and self.when.begin.exact is not None and self.is_exact

    @property
    def is_exact(self) -> bool:
        """Whether the value is one number."""
        return self.value.exact is not None

    @property
    def is_one_of_several(self) -> bool:
        """Whether its observation can be read in other ways too."""
        return len(self.observation.readings) > 1

    @property
    def y(self) -> float:
        """The value, or the middle of all it may be."""
        return float(self.value.low + self.value.high) / 2

    @property
    def anchor(self) -> float:
        """Where its label stands: at the value, or just within the one bound that was given."""
        rule = self.observation.outcome.rule
        if not self.is_exact and self.value.high == rule.high:
            return float(self.value.low) + WITHIN * float(self.value.high - self.value.low)
        if not self.is_exact and self.value.low == rule.low:
            return float(self.value.high) - WITHIN * float(self.value.high - self.value.low)
        return self.y


@dataclass(frozen=True, slots=True)
class Level:
    """The mean of readings that are taken together."""

    first: date
    last: date
    value: float


def drawn(observations: Sequence[Observation], lang: Lang) -> list[Drawn]:
    """Every reading of every observation; a change is drawn where it leads from the baseline.

    Where the baseline has several readings it leads to several values. Of one observation the
    highest comes first, as its labels stand, and the others say "or".
    """
    baseline = change_in(observations).baseline
    return [mark for one in observations for mark in _drawn(one, baseline, lang)]


def _drawn(one: Observation, baseline: Window | None, lang: Lang) -> list[Drawn]:
    placed = [
        (reading, value)
        for reading in one.readings
        for value in _placed(reading, one.outcome.rule, baseline)
    ]
    found: list[Drawn] = []
    for reading, value in sorted(placed, key=lambda pair: -(pair[1].low + pair[1].high)):
        label = _label(reading, value, one, lang)
        if found:
            label = words(lang)["values"]["or"].format(reading=label)
        elif one.statistic == "mean" and reading.change is None:
            label = words(lang)["values"]["mean"].format(value=label)
        found.append(Drawn(one, value, label))
    return found


def runs(marks: Sequence[Drawn]) -> list[list[Drawn]]:
    """The points that a line may join, in runs of two or more; none crosses a change of phase.

    Of several readings of one value a line would choose one; it joins none.
    """
    dots = [mark for mark in marks if mark.is_point and not mark.is_one_of_several]
    gaps = [_gap(a, b) for a, b in pairwise(dots)]
    most = min(MOST_DAYS_JOINED, MOST_GAPS_JOINED * median(gaps)) if gaps else 0
    found: list[list[Drawn]] = []
    for before, dot in zip([None, *dots], dots, strict=False):
        same = before and before.observation.condition == dot.observation.condition
        if before and same and _gap(before, dot) <= most:
            found[-1].append(dot)
        else:
            found.append([dot])
    return [run for run in found if len(run) > 1]


def levels(course: Course, observations: Sequence[Observation]) -> list[Level]:
    """The means of stretches of time: baseline and last window, or each time of a trial."""
    drawn_by_lot = drawn_by_period(course)
    if drawn_by_lot or any(one.condition == "on placebo" for one in observations):
        apart = periods(course) if drawn_by_lot else ()

        def time_of(one: Observation) -> object:
            return one.condition, nearest(apart, one.when.middle)

        windows = [Window(tuple(many)) for _, many in groupby(observations, key=time_of)]
    else:
        change = change_in(observations)
        windows = [window for window in (change.baseline, change.last) if window]
    return [level for window in windows if (level := _level(window)) is not None]


def compared(course: Course, observations: Sequence[Observation]) -> list[Level]:
    """Of a trial in an order drawn by lot: the mean of all readings off and of all on treatment.

    Both reach over the whole time that was drawn; none where one of them has no mean.
    """
    change = change_of(course, observations)
    sides = [window for window in (change.baseline, change.last) if window]
    found = [level for window in sides if (level := _level(window)) is not None]
    if not change.by_condition or len(found) < len(("off", "on")):
        return []
    first, last = min(one.first for one in found), max(one.last for one in found)
    return [Level(first, last, one.value) for one in found]


def _level(window: Window) -> Level | None:
    mean = window.mean
    if window.n < FEWEST_FOR_MEAN or mean is None or mean.exact is None:
        return None
    return Level(window.when.first, window.when.last, float(mean.exact))


def _placed(reading: Reading, rule: ScoreRule, baseline: Window | None) -> list[Interval]:
    """The value, or where a change leads from each reading of the baseline."""
    if reading.change is None:
        return [reading.value] if reading.value else []
    starts = [way.value(None, rule) for way in baseline.ways] if baseline else []
    reached = [(start + reading.change).within(rule.low, rule.high) for start in starts if start]
    return list(dict.fromkeys(value for value in reached if value))


def _label(reading: Reading, value: Interval, one: Observation, lang: Lang) -> str:
    figure = short_interval(value, one.outcome.rule, lang)
    if reading.change is not None:
        return f"{change_words(reading.change, lang)} ({figure})"
    return value_words(figure, one, lang)


def value_words(figure: str, one: Observation, lang: Lang) -> str:
    """A value as its reading names it: "to 35" beside a change "by 35", else "35"."""
    if all(reading.change is None for reading in one.readings):
        return figure
    return str(words(lang)["values"]["to_value"].format(value=figure))


def change_words(change: Interval, lang: Lang) -> str:
    """A change as a reading names it: "by 35"."""
    said = words(lang)["values"]
    form = said["down_by"] if change.high <= 0 else said["up_by"]
    size = change.magnitude()
    low, high = number(size.low, lang, 1), number(size.high, lang, 1)
    return str(form.format(value=low if size.exact is not None else f"{low}–{high}"))


def _gap(before: Drawn, after: Drawn) -> int:
    apart: timedelta = after.when.first - before.when.first
    return apart.days
