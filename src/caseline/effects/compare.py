"""The effect in one series, from the one-course model, under several priors side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal

import numpy as np

from caseline.direction import relief
from caseline.effects.priors import priors_of
from caseline.effects.series import Floats, Series
from caseline.errors import DesignError
from caseline.stats.levels import Choice, Levels, levels_of, observation_model
from caseline.stats.statespace import (
    GoodDays,
    NormalMixture,
    Posterior,
    Priors,
    Speed,
    fit_course,
    fit_ordinal,
)

Estimand = Literal["steady", "period"]

# Which of the two carries the verdict: at the steady state, or days on against days off.
VERDICT_ON: Final[Estimand] = "steady"
LEADING: Final = "neutral"
CURVE_POINTS = 41
ALIKE = 0.9  # of the values: then a single other answer would decide
FAR = 1000  # median distances from the median; what people rate has nothing like it


@dataclass(frozen=True, slots=True)
class Summary:
    """An effect as a few numbers; above 0 is benefit, in points. `low` and `high` hold 95 %."""

    mean: float
    sd: float
    low: float
    high: float
    p_better: float
    p_matters: float | None  # P(effect >= m), where m is on record
    p_negligible: float | None  # P(-m < effect < m)


@dataclass(frozen=True)
class Effect:
    """What the model says about one series.

    Attributes
    ----------
    choice : Choice
        Gaussian or cumulative probit, and the sentence that says why.
    posterior : Posterior
        All of it: the mixture, the other quantities, the speeds.
    as_points : Posterior
        The Gaussian model of the same values, whichever was chosen: what describes the course
        as it was recorded.
    good_days : GoodDays or None
        Expected shares of days on which the gain that matters is reached, on and off
        treatment; None where no such gain is on record.
    not_learnt : tuple of str
        What the data could not teach: "onset", "offset".
    """

    choice: Choice
    posterior: Posterior
    as_points: Posterior
    mcid: float | None
    good_days: GoodDays | None
    not_learnt: tuple[str, ...]

    def mixture(self, prior: str = LEADING, estimand: Estimand = VERDICT_ON) -> NormalMixture:
        """The posterior of one of the two contrasts under one prior."""
        effect = self.posterior.effects[prior]
        return effect.steady if estimand == "steady" else effect.period

    @cached_property
    def verdict(self) -> Summary:
        """The contrast that the verdict rests on, under the leading prior."""
        return summary(self.mixture(), self.mcid)

    @cached_property
    def by_prior(self) -> Mapping[str, Mapping[Estimand, Summary]]:
        """Both contrasts under each prior."""
        both: tuple[Estimand, Estimand] = ("steady", "period")
        return MappingProxyType(
            {
                prior: {one: summary(self.mixture(prior, one), self.mcid) for one in both}
                for prior in self.posterior.effects
            }
        )

    @cached_property
    def curve(self) -> tuple[tuple[float, float], ...]:
        """(m, P(effect >= m)) from 0 or below to where little probability is left."""
        mixture = self.mixture()
        ends = (0.0, mixture.quantile(0.001), mixture.quantile(0.999), self.mcid or 0.0)
        at = np.linspace(min(ends), max(ends), CURVE_POINTS)
        known = {0.0} if self.mcid is None else {0.0, self.mcid}
        thresholds = np.array(sorted({*at.tolist(), *known}))
        return tuple(zip(thresholds.tolist(), mixture.above(thresholds).tolist(), strict=True))


def compare(series: Series) -> Effect:
    """Fit the one-course model to a series.

    Raises
    ------
    DesignError
        The series cannot be analysed: too few values, no change, one condition only.
    """
    _refuse(series)
    choice, _ = reading(series)
    priors = priors_of(series)
    posterior = as_points = _as_points(series, priors, series.values)
    if choice.model != "Gaussian":
        posterior = fit(series, priors, near=as_points)
    speeds: Mapping[str, Speed] = {"onset": posterior.onset, "offset": posterior.offset}
    return Effect(
        choice=choice,
        posterior=posterior,
        as_points=as_points,
        mcid=series.known.mcid,
        good_days=_good_days(series, posterior),
        not_learnt=tuple(name for name, speed in speeds.items() if not speed.learnt),
    )


def reading(series: Series) -> tuple[Choice, Levels | None]:
    """How a series is read, as points or as ordered levels, and the levels of its scale."""
    return observation_model(series.values, series.known.scale_range)


def fit(
    series: Series,
    priors: Priors,
    values: Floats | None = None,
    *,
    near: Posterior | None = None,
    line: Floats | None = None,
) -> Posterior:
    """The model on a series, or on other values in its place; the days of the doses stay.

    Parameters
    ----------
    series : Series
        Its own values say which observation model it is.
    priors : Priors
    values : shape (n,), optional
        Other values, on the same levels.
    near, line : optional
        As for `fit_course` and `fit_ordinal`.
    """
    values = series.values if values is None else values
    choice, levels = reading(series)
    if choice.model == "Gaussian" or levels is None:
        return _as_points(series, priors, values, near=near, line=line)
    return as_levels(series, priors, levels, values, near=near, line=line)


def as_levels(
    series: Series,
    priors: Priors,
    levels: Levels,
    values: Floats,
    *,
    near: Posterior | None,
    line: Floats | None = None,
) -> Posterior:
    """The cumulative probit on a series, whichever model its values ask for."""
    return fit_ordinal(
        series.days,
        values,
        (series.dose_days, series.dose_amounts),
        worse=series.known.worse,
        priors=priors,
        levels=levels,
        near=near,
        line=line,
    )


def _as_points(
    series: Series,
    priors: Priors,
    values: Floats,
    *,
    near: Posterior | None = None,
    line: Floats | None = None,
) -> Posterior:
    return fit_course(
        series.days,
        values,
        (series.dose_days, series.dose_amounts),
        worse=series.known.worse,
        priors=priors,
        near=near,
        line=line,
    )


def summary(mixture: NormalMixture, mcid: float | None) -> Summary:
    """A posterior as a few numbers."""
    low, high = mixture.interval()
    p_matters = p_negligible = None
    if mcid is not None:
        above, below = mixture.above([mcid, -mcid]).tolist()
        p_matters, p_negligible = above, below - above
    return Summary(
        mixture.mean, mixture.sd, low, high, float(mixture.above(0.0)), p_matters, p_negligible
    )


def _refuse(series: Series) -> None:
    there = np.isfinite(series.values)
    if not there.any():
        raise DesignError("all values are missing")
    if len(set(series.on[there].tolist())) < 2:
        raise DesignError("all values were recorded under one condition; an effect needs two")
    span = series.known.scale_range
    if span is None and _strays(series.values[there]):
        raise DesignError(
            f"a value lies more than {FAR} times as far from the middle as values do here; it may "
            "be off its scale, whose ends are not on record"
        )
    often = np.unique(series.values[there], return_counts=True)[1]
    if often.size > 1 and often.max() >= ALIKE * often.sum():
        raise DesignError("almost all values are the same; what hardly moves cannot be compared")
    levels = levels_of(series.values, span)
    if span is not None and levels is not None and levels.count == 2:
        raise DesignError(
            "all values lie at the two ends of the scale; yes and no cannot be analysed"
        )


def _strays(values: Floats) -> bool:
    """Whether one value would outweigh all others: a typing error, where no scale refuses it."""
    away = np.abs(values - np.median(values))
    usual = float(np.median(away))
    return usual > 0 and float(away.max()) > FAR * usual


def _good_days(series: Series, posterior: Posterior) -> GoodDays | None:
    """A good day is better than the days off treatment are on average, by what matters."""
    if series.known.mcid is None:
        return None
    usual = float(np.nanmean(series.values[~series.on]))
    return posterior.good_days(usual + relief(series.known.worse) * series.known.mcid)
