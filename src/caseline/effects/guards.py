"""The guards that do not use the one-course model: regression, paired means, randomisation."""

from dataclasses import dataclass
from math import isfinite
from typing import Literal

import numpy as np

from caseline.direction import relief
from caseline.effects.compare import Summary
from caseline.effects.schemes import could_have_drawn
from caseline.effects.series import Bools, Floats, Series
from caseline.errors import DesignError
from caseline.stats.gls import TMixture, averaged
from caseline.stats.period_means import means_by, paired_means, second_halves
from caseline.stats.randomisation import (
    Phases,
    RandomisationTest,
    StartPoint,
    randomisation_interval,
    randomisation_test,
)

Kind = Literal["model", "paired means", "randomisation test", "leave one block out"]

MOST_ORDERS = 1 << 16  # beyond it, to invert the test takes longer than all other runs


@dataclass(frozen=True, slots=True)
class Run:
    """One sensitivity run: its numbers, or the reason why it does not apply.

    Where no model stands behind them, `p_better` is one minus the one-sided p of "not
    better", and `p_matters` and `p_negligible` are its like. `name` is the same in every
    analysis; `is_called` is what readers are told that it is, where that depends on the analysis.
    """

    name: str
    kind: Kind
    summary: Summary | None
    reason: str = ""
    is_called: str = ""

    @property
    def told(self) -> str:
        """The key of what readers call it."""
        return self.is_called or self.name


@dataclass(frozen=True, slots=True)
class Randomisation:
    """The randomisation test with its interval, or the reason why there is none."""

    test: RandomisationTest | None
    interval: tuple[float, float] | None
    reason: str = ""


def regression(series: Series) -> Run:
    """On against off as assigned, AR(1) errors averaged over rho: what most papers do."""
    gains = relief(series.known.worse) * series.values
    columns = np.column_stack((np.ones(len(gains)), series.on))
    try:
        found = averaged(series.days, gains, columns, of=1)
    except DesignError as exc:
        return Run("gls", "model", None, str(exc))
    return Run("gls", "model", _of_t(found, series.known.mcid))


def paired(series: Series) -> Run:
    """Student's t of the pairs' differences in second-half means."""
    name: Literal["paired means"] = "paired means"
    if not series.pairs:
        return Run(name, name, None, "the periods are no pairs of one off and one on")
    gains, _ = _by_period(series)
    try:
        found = paired_means([gains[on] - gains[off] for off, on in series.pairs])
    except DesignError as exc:
        return Run(name, name, None, str(exc))
    one = TMixture(np.ones(1), np.array([found.mean]), np.array([found.se]), degrees=found.degrees)
    return Run(name, name, _of_t(one, series.known.mcid))


def randomisation(series: Series) -> Randomisation:
    """The randomisation test on the scheme by which the order was drawn."""
    scheme = series.allocation.scheme
    if scheme is None:
        return Randomisation(None, None, series.allocation.reason)
    values, made = _units(series)
    if not could_have_drawn(scheme, made.tolist()):
        return Randomisation(None, None, "the scheme on record cannot have drawn this order")
    worse = series.known.worse
    try:
        test = randomisation_test(values, made, scheme, worse=worse)
        interval = None
        if test.exact and test.allowed <= MOST_ORDERS:
            interval = randomisation_interval(values, made, scheme, worse=worse)
    except DesignError as exc:
        return Randomisation(None, None, str(exc))
    return Randomisation(test, interval)


def randomised(series: Series, found: Randomisation) -> Run:
    """The randomisation test as a run among the others."""
    name: Literal["randomisation test"] = "randomisation test"
    if found.test is None:
        return Run(name, name, None, found.reason)
    test = found.test
    low, high = found.interval or (-np.inf, np.inf)
    p_better = 1 - test.p / 2 if test.statistic > 0 else test.p / 2
    sd = (high - low) / (2 * 1.96) if isfinite(high - low) else np.inf
    return Run(name, name, Summary(test.statistic, sd, low, high, p_better, None, None))


def _units(series: Series) -> tuple[Floats, Bools]:
    """What was drawn by lot, with what it got: periods, or, for changing dates, values."""
    if isinstance(series.allocation.scheme, StartPoint | Phases):
        return series.values, series.on
    gains, made = _by_period(series)
    return relief(series.known.worse) * gains, made


def _by_period(series: Series) -> tuple[Floats, Bools]:
    """The gain of each period, mean of its second half, and whether it was on."""
    late = second_halves(series.days, series.periods)
    gains = np.where(late, relief(series.known.worse) * series.values, np.nan)
    return means_by(gains, series.periods), np.array(series.period_on)


def _of_t(found: TMixture, mcid: float | None) -> Summary:
    low, high = found.interval()
    p_matters = p_negligible = None
    if mcid is not None:
        p_matters = found.above(mcid)
        p_negligible = found.above(-mcid) - p_matters
    return Summary(found.mean, found.sd, low, high, found.above(0.0), p_matters, p_negligible)
