"""What a fitted course looks like at its median hyperparameters: correlation, exposure, gaps.

These are descriptions beside the posterior, so the medians stand in for the whole of it, and the
values stand for points whichever observation model was chosen.
"""

from dataclasses import dataclass

import numpy as np

from caseline.effects.compare import LEADING, Effect
from caseline.effects.series import Bools, Floats, Series
from caseline.stats.period_means import second_halves
from caseline.stats.statespace.filter import Texture as Ratios
from caseline.stats.statespace.filter import Transitions
from caseline.stats.statespace.kernel import DoseSteps, exposure
from caseline.stats.statespace.smoother import solve

TOGETHER = 500  # steps: more at a time take more memory than they save time


@dataclass(frozen=True, slots=True)
class Texture:
    """Medians of the hyperparameters: lengths in days, deviations in points."""

    l_f: float
    l_s: float
    s_f: float
    s_s: float
    s_e: float
    tau_on: float
    tau_off: float
    ed50: float

    @classmethod
    def of(cls, effect: Effect) -> "Texture":
        found = effect.as_points.nuisance
        names = ("l_f", "l_s", "s_f", "s_s", "s_e", "tau_on", "tau_off", "ed50")
        return cls(*(found[name].median for name in names))

    def exposure(self, series: Series, days: Floats) -> Floats:
        """E on some days, of their shape."""
        steps = DoseSteps(series.dose_days, series.dose_amounts)
        taus = np.array([self.tau_on]), np.array([self.tau_off])
        return exposure(days, steps, *taus, np.array([self.ed50]))[:, 0]

    def solved(self, days: Floats, columns: Floats, *, slow: bool = True) -> Floats:
        """R^-1 times columns, R being the covariance of values on these days, (n, columns).

        In linear time, and the same bytes on any number of processors.
        """
        ratios = np.array([self.l_f, self.l_s, self.s_s * slow / self.s_f, self.s_e / self.s_f])
        texture = Ratios(*ratios[:, None])
        noise = np.full((len(days), 1), ratios[3] ** 2)
        found = solve(days, columns[:, :, None], noise, Transitions(texture, columns.shape[1]))
        solved: Floats = found.columns[:, :, 0] / self.s_f**2
        return solved

    def fast(self, days: Floats, others: Floats) -> Floats:
        """Covariance of the fast fluctuation on some days and on others."""
        found: Floats = self.s_f**2 * np.exp(-np.abs(np.subtract.outer(days, others)) / self.l_f)
        return found

    def slow(self, days: Floats, others: Floats) -> Floats:
        """Covariance of the slow drift on some days and on others."""
        found: Floats = self.s_s**2 * np.exp(-np.abs(np.subtract.outer(days, others)) / self.l_s)
        return found

    def covariance(self, days: Floats, others: Floats) -> Floats:
        """Between the values on some days and on others, without the error of measurement."""
        return self.fast(days, others) + self.slow(days, others)


def effective_n(series: Series, effect: Effect, where: Bools) -> float:
    """How many independent values those of a phase are worth: 1' R^-1 1.

    R is the correlation of fast fluctuation and error; slow drift is no matter of one phase.
    """
    texture = Texture.of(effect)
    days = series.days[where & np.isfinite(series.values)]
    if not days.size:
        return 0.0
    weights = texture.solved(days, np.ones((days.size, 1)), slow=False)
    return float((texture.s_f**2 + texture.s_e**2) * weights.sum())


def residual(series: Series, effect: Effect) -> float | None:
    """Share of the effect that is missing, or left over, in the second halves of the periods."""
    found = Texture.of(effect).exposure(series, series.days)
    late = second_halves(series.days, series.periods)
    on, off = found[late & series.on], found[late & ~series.on]
    return float(1 - (on.mean() - off.mean())) if on.size and off.size else None


def change_point(series: Series, effect: Effect) -> Floats:
    """Probability that a sudden change came just before each value, shape (n,); 0 where missing.

    Every place but the first value is as likely before the data; the size of the change has
    the leading prior. It is asked in courses of one switch: did the change come when the
    treatment did?
    """
    texture = Texture.of(effect)
    there = np.isfinite(series.values)
    days, y = series.days[there], series.values[there]
    solved = texture.solved(days, np.column_stack((y, np.ones(y.size))))
    from_y, from_one = solved[::-1].cumsum(axis=0)[::-1].T  # summed over the values from each on
    share = from_one[1:] / from_one[0]  # the level takes this much of each step
    gain = from_y[1:] - share * from_y[0]
    size = _sizes(texture, days) - share * from_one[1:]
    precision = size + effect.as_points.model.priors.effects[LEADING].sd ** -2
    logs = gain**2 / precision / 2 - np.log(precision) / 2
    weights = np.exp(logs - logs.max())
    found = np.zeros(series.days.size)
    found[np.flatnonzero(there)[1:]] = weights / weights.sum()
    return found


def _sizes(texture: Texture, days: Floats) -> Floats:
    """The product s' R^-1 s of the step s before each value but the first, shape (n - 1,)."""
    found = []
    for some in np.array_split(np.arange(1, days.size), -(-days.size // TOGETHER)):
        steps = (np.arange(days.size)[:, None] >= some).astype(float)
        found.append(np.einsum("ij,ij->j", steps, texture.solved(days, steps)))
    return np.concatenate(found)
