"""How large a change must be to leave the measurement error of one person behind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from caseline.effects.window import Window
from caseline.instruments.model import ErrorEstimate, ScoreRule
from caseline.interval import Interval
from caseline.stats.reliability import FEWEST_REPEATS, mdc95, mdc95_own, sem


@dataclass(frozen=True, slots=True)
class Mdc:
    """The least and the most that published or own error makes the detectable change."""

    low: float
    high: float
    basis: Literal["own repeats", "published"]
    n_repeats: int = 0
    errors: tuple[ErrorEstimate, ...] = ()

    @property
    def assumed_sds(self) -> tuple[float, ...]:
        """The standard deviations that were assumed and not measured, in order."""
        assumed = {error.sd for error in self.errors if error.sd_assumed}
        return tuple(sorted(float(sd) for sd in assumed if sd is not None))


Reliable = Literal["yes", "no", "borderline", "unknown"]
Doubt = Literal["error", "value", "both"]


def detectable_change(rule: ScoreRule, baseline: Window, last: Window | None) -> Mdc | None:
    """The minimal detectable change at 95 % between two windows of one person.

    Three or more own single readings before treatment replace the published error, unless
    they are all equal, which does not show that the scale has none. Only readings of
    different weeks count as independent when a mean earns its smaller error.
    """
    n_last = last.n_weeks if last else 1
    return detectable_by(rule.errors, _own_repeats(baseline), baseline.n_weeks, n_last)


def detectable_by(
    errors: tuple[ErrorEstimate, ...], repeats: Sequence[float], n_baseline: int, n_last: int
) -> Mdc | None:
    """The same from published errors, own readings without treatment, and weeks that count."""
    if len(repeats) >= FEWEST_REPEATS and len(set(repeats)) > 1:
        own = mdc95_own(repeats, n_last, n_baseline=n_baseline)
        return Mdc(own, own, "own repeats", n_repeats=len(repeats))
    found = [_published(error, n_baseline, n_last) for error in errors]
    return Mdc(min(found), max(found), "published", errors=errors) if found else None


def reliability_of(change: Interval | None, mdc: Mdc | None) -> Reliable:
    """Whether a change is larger than the error, whatever it and the error exactly are."""
    if change is None or mdc is None:
        return "unknown"
    size = change.magnitude()
    if size.all_above(Fraction(mdc.high)):
        return "yes"
    return "no" if size.all_below(Fraction(mdc.low)) else "borderline"


def doubt_of(change: Interval | None, mdc: Mdc | None) -> Doubt | None:
    """Why a change is borderline: its error is estimated in several ways, or it is no number."""
    if change is None or mdc is None or reliability_of(change, mdc) != "borderline":
        return None
    if change.exact is not None:
        return "error"
    ends = [replace(mdc, low=end, high=end) for end in (mdc.low, mdc.high)]
    open_ends = [reliability_of(change, end) == "borderline" for end in ends]
    if all(open_ends):
        return "value"
    return "both" if any(open_ends) else "error"


def _own_repeats(baseline: Window) -> list[float]:
    single = [one for one in baseline.observations if one.statistic == "single"]
    values = [one.value.exact for one in single if one.value is not None]
    return [float(value) for value in values if value is not None]


def _published(error: ErrorEstimate, n_baseline: int, n_last: int) -> float:
    if error.mdc95 is not None:
        # A published detectable change is one between two single values.
        return float(error.mdc95) * mdc95(1, n_baseline, n_last) / mdc95(1)
    if error.sd is None or error.reliability is None:
        raise AssertionError("the reader lets no error estimate without numbers pass")
    return mdc95(sem(float(error.sd), float(error.reliability)), n_baseline, n_last)
