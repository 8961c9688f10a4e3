"""What a fitted course looks like at its median hyperparameters: correlation, exposure, gaps.

These are descriptions beside the posterior, so the medians stand in for the whole of it, and the
values stand for points whichever observation model was chosen.
"""

from dataclasses import dataclass

import numpy as np

from caseline.effects.compare import LEADING, Effect
from caseline.effects.series import Bools, Floats, Series
from caseline.stats.period_means import second_halves
from caseline.stats.statespace.kernel import DoseSteps, exposure


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
    total = texture.s_f**2 + texture.s_e**2
    r = texture.fast(days, days) / total
    r[np.diag_indices_from(r)] = 1.0
    return float(np.linalg.solve(r, np.ones(days.size)).sum()) if days.size else 0.0


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
    cov = texture.covariance(days, days)
    cov[np.diag_indices_from(cov)] += texture.s_e**2
    steps = np.tril(np.ones((y.size, y.size)))[:, 1:]
    columns = np.column_stack((y, np.ones(y.size), steps))
    white = np.linalg.solve(np.linalg.cholesky(cov), columns)
    one = white[:, 1] / np.linalg.norm(white[:, 1])
    white = white - np.outer(one, one @ white)
    gain, size = white[:, 2:].T @ white[:, 0], np.sum(white[:, 2:] ** 2, axis=0)
    precision = size + effect.as_points.model.priors.effects[LEADING].sd ** -2
    logs = gain**2 / precision / 2 - np.log(precision) / 2
    weights = np.exp(logs - logs.max())
    found = np.zeros(series.days.size)
    found[np.flatnonzero(there)[1:]] = weights / weights.sum()
    return found
