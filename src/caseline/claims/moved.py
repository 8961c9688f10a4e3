"""How far an outcome moved: the recorded values that the first question compares."""

from collections.abc import Sequence
from dataclasses import dataclass

from caseline.course.model import Letter, Observation, Outcome
from caseline.course.stretches import Stretch
from caseline.effects.change import change_in
from caseline.effects.mdc import Mdc, detectable_change
from caseline.effects.window import Window
from caseline.interval import Interval


@dataclass(frozen=True, slots=True)
class Moved:
    """How far an outcome moved, in the raw direction of its score, and what is detectable."""

    outcome: Outcome
    change: Interval | None
    mdc: Mdc | None


def moved(
    observations: Sequence[Observation], found: Sequence[Stretch], *, by_condition: bool
) -> Moved:
    """How far the outcome moved, against the error of the scale.

    From before the treatment to its last readings. Where times with and without it were drawn
    by lot, from all readings without to all readings with it: the two that are compared there.
    """
    outcome = observations[0].outcome
    if not by_condition:
        change = change_in(observations)
        return Moved(outcome, change.change, change.mdc)
    off, on = _readings(found, "A"), _readings(found, "B")
    if off is None or on is None:
        return Moved(outcome, None, None)
    means = (off.mean, on.mean)
    between = None if means[0] is None or means[1] is None else means[1] - means[0]
    return Moved(outcome, between, detectable_change(outcome.rule, off, on))


def _readings(found: Sequence[Stretch], letter: Letter) -> Window | None:
    visits = [one for stretch in found if stretch.letter == letter for one in stretch.visits]
    return Window(tuple(visits)) if visits else None
