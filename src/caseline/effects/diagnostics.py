"""Numbers on a series that tell how far its effect can be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np

from caseline.direction import relief
from caseline.effects.compare import LEADING, Effect
from caseline.effects.series import Bools, Floats, Series
from caseline.effects.texture import Texture, change_point, effective_n, residual
from caseline.errors import DesignError
from caseline.stats.autocorrelation import Autocorrelation, autocorrelation
from caseline.stats.gls import averaged
from caseline.stats.outliers import outliers
from caseline.stats.shares import AtBounds, at_bounds

FEWEST_FOR_SLOPE = 4
FEWEST_OF_HISTORY = 3
LAST_WINDOW = 3  # values whose mean stands for "how it was when the treatment began"
NEAR = 0.25  # of the median
POWER_Z = 0.8416  # the normal distribution's, for 80 %
BARS = MappingProxyType({0.95: 1.6449, 0.99: 2.3263})  # P(better) and its normal score
COMPLETE = 3.0  # time constants in which 95 % of a change come about


@dataclass(frozen=True, slots=True)
class Baseline:
    """The phase before one switch; None what cannot be worked out.

    `share_of_change` is what its slope, prolonged to the middle of the treatment, explains of
    the difference of the means.
    """

    slope: float  # points a day, above 0 where it improves
    p_improving: float
    share_of_change: float | None


@dataclass(frozen=True)
class Diagnostics:
    """All of it by phase in the order of `Series.phases`, where it is by phase.

    `mass_before_start`, `onset_days` and `baseline` are None unless one switch from off to on
    is all there is. `detectable` gives, for each bar of P(better), the smallest effect that
    this design would have shown with 80 % probability. `outliers` are the days of values far
    from the rest of their stretch; they are looked at and never left out.
    """

    n: tuple[int, ...]
    n_eff: tuple[float, ...]
    missing: tuple[float, ...]
    baseline: Baseline | None
    near_median: float | None
    z_vs_history: float | None
    fluctuation_days: float
    mass_before_start: float | None
    onset_days: float | None
    complete_days: float
    residual: float | None
    tau_on_days: float
    detectable: Mapping[float, float]
    p_guess_above_chance: float | None
    at_bounds: AtBounds | None
    autocorrelation: Autocorrelation | None
    outliers: tuple[date, ...]


def diagnostics(series: Series, effect: Effect) -> Diagnostics:
    """Work out every number that the rating of a course reads."""
    there, texture = np.isfinite(series.values), Texture.of(effect)
    mass, onset = _onset(series, effect)
    return Diagnostics(
        n=tuple(int((there & where).sum()) for where in series.phases),
        n_eff=tuple(effective_n(series, effect, where) for where in series.phases),
        missing=tuple(_missing(there, where) for where in series.phases),
        baseline=_baseline(series),
        near_median=_near_median(series),
        z_vs_history=_z_vs_history(series),
        fluctuation_days=texture.l_f,
        mass_before_start=mass,
        onset_days=onset,
        complete_days=COMPLETE * texture.tau_on,
        residual=residual(series, effect),
        tau_on_days=texture.tau_on,
        detectable=_detectable(effect),
        p_guess_above_chance=_p_guess(series),
        at_bounds=_bounds(series),
        autocorrelation=_autocorrelation(series),
        outliers=_outliers(series),
    )


def _missing(there: Bools, where: Bools) -> float:
    """The share of the planned values of a stretch that are missing; 0 where none is planned."""
    return float(np.mean(~there[where])) if where.any() else 0.0


def _before(series: Series) -> Floats:
    """The recorded values before the first one on treatment."""
    first = int(np.argmax(series.on)) if series.on.any() else len(series.on)
    values = series.values[:first]
    return values[np.isfinite(values)]


def _baseline(series: Series) -> Baseline | None:
    if not series.one_switch or _before(series).size < FEWEST_FOR_SLOPE:
        return None
    there, gains = np.isfinite(series.values), relief(series.known.worse) * series.values
    off, on = there & ~series.on, there & series.on
    columns = np.column_stack((np.ones(off.sum()), series.days[off]))
    try:
        slope = averaged(series.days[off], gains[off], columns, of=1)
    except DesignError:
        return None
    change = float(gains[on].mean() - gains[off].mean())
    drift = slope.mean * float(series.days[on].mean() - series.days[off].mean())
    return Baseline(slope.mean, slope.above(0.0), drift / change if change else None)


def _near_median(series: Series) -> float | None:
    """Share of the values before the treatment within a quarter of their median."""
    values = _before(series)
    if values.size == 0:
        return None
    middle = float(np.median(values))
    return float(np.mean(np.abs(values - middle) <= NEAR * abs(middle)))


def _z_vs_history(series: Series) -> float | None:
    """How much worse the last values before treatment are than the own history, in its SDs."""
    history, last = np.array(series.history), _before(series)[-LAST_WINDOW:]
    if history.size < FEWEST_OF_HISTORY or last.size == 0 or np.ptp(history) == 0:
        return None
    worse = -relief(series.known.worse) * float(last.mean() - history.mean())
    return worse / float(history.std(ddof=1))


def _onset(series: Series, effect: Effect) -> tuple[float | None, float | None]:
    """Mass of a change before the start, and days from the start to its median place."""
    if not series.one_switch:
        return None, None
    mass = change_point(series, effect)
    start = int(np.argmax(series.on))
    first_on = start + int(np.argmax(np.isfinite(series.values[start:])))
    middle = series.days[int(np.searchsorted(np.cumsum(mass), 0.5))]
    begin = float(series.dose_days[np.flatnonzero(series.dose_amounts)[0]])
    return float(mass[:first_on].sum()), max(float(middle) - begin, 0.0)


def _detectable(effect: Effect) -> Mapping[float, float]:
    """From the posterior as if it were normal: the likelihood's error, the prior taken out."""
    prior = effect.posterior.model.priors.effects[LEADING]
    sd = effect.mixture().sd
    precision = max(sd**-2 - prior.sd**-2, 1e-12)
    error = precision**-0.5
    return MappingProxyType({bar: z * error**2 / sd + POWER_Z * error for bar, z in BARS.items()})


def _p_guess(series: Series) -> float | None:
    """P(the share of right guesses > 1/2), from an even prior; None without a guess."""
    from scipy.special import betainc

    told = [one.right for one in series.guesses if one.guess != "cannot tell"]
    if not told:
        return None
    right = sum(told)
    return float(1 - betainc(right + 1, len(told) - right + 1, 0.5))


def _bounds(series: Series) -> AtBounds | None:
    span = series.known.scale_range
    return at_bounds(series.values, *span) if span is not None and series.n else None


def _autocorrelation(series: Series) -> Autocorrelation | None:
    """At lag 1 around the phases' means, where the planned values are evenly spaced."""
    gaps = np.diff(series.days)
    if gaps.size == 0 or np.ptp(gaps) > 0:
        return None
    try:
        return autocorrelation(series.values, series.periods)
    except DesignError:
        return None


def _outliers(series: Series) -> tuple[date, ...]:
    stretch = np.zeros(len(series.days), dtype=int)
    for number, where in enumerate(series.phases):
        stretch[where] = number
    try:
        found = outliers(series.values, stretch)
    except DesignError:
        return ()
    return tuple(series.dates[place] for place in found.where)
