"""The one-course model again, with one thing changed each time."""

from collections.abc import Sequence
from dataclasses import replace
from math import inf

import numpy as np

from caseline.effects.compare import (
    LEADING,
    VERDICT_ON,
    Effect,
    as_levels,
    fit,
    reading,
    summary,
)
from caseline.effects.guards import Kind, Run
from caseline.effects.priors import baseline_sd, default_priors_of, priors_of
from caseline.effects.series import Bools, Series
from caseline.errors import DesignError
from caseline.stats.period_means import second_halves
from caseline.stats.statespace import HalfNormal, NormalMixture, Posterior, Priors

MOST_BLOCKS = 10  # more are left out in stretches of neighbours
DRIFT = 2.0  # baseline SDs over the whole course: prior standard deviation of a trend


def without_slow_term(series: Series, effect: Effect) -> Run:
    """The natural course taken for nothing but fast fluctuation."""
    priors = _priors(series)
    flat = replace(priors, slow=HalfNormal(0.0, priors.slow.reason))
    return _run("no slow term", series, effect, flat)


def with_trend(series: Series, effect: Effect) -> Run:
    """A straight line through the whole course beside the effect.

    Its slope has a prior, N(0, 2 baseline SDs over the course).
    """
    off = series.days[~series.on & np.isfinite(series.values)]
    across = (series.days - off.mean()) / max(float(np.ptp(series.days)), 1.0)
    line = DRIFT * baseline_sd(series) * across
    posterior = fit(series, _priors(series), near=effect.posterior, line=line)
    return Run("baseline trend", "model", summary(_mixture(posterior), series.known.mcid))


def after_washout(series: Series, effect: Effect) -> Run:
    """Without the first half of each period, but the first one if it follows no treatment."""
    late = second_halves(series.days, series.periods)
    if late.all():
        return Run("analytic washout", "model", None, "no period has a first half to leave out")
    untouched = np.array([number == 0 and not series.period_on[0] for number in series.periods])
    return _run("analytic washout", series, effect, kept=late | untouched)


def without_a_block(series: Series, effect: Effect) -> Run:
    """Of the runs that each leave out one pair of periods the one that agrees least."""
    name: Kind = "leave one block out"
    if len(series.pairs) < 2:
        return Run(name, name, None, "it needs two pairs of periods or more")
    found = []
    for block in _stretches(series.pairs):
        out = np.isin(series.periods, block)
        found.append(_run(name, series, effect, kept=~out, kind=name))
    told = [one for one in found if one.summary is not None]
    if not told:
        return found[0]
    sign = 1 if effect.verdict.p_better > 0.5 else -1
    return min(told, key=lambda one: sign * one.summary.p_better if one.summary else inf)


def other_model(series: Series, effect: Effect) -> Run:
    """The scale taken as steps where the model took it as points, and the other way round."""
    name, mcid = "other observation model", series.known.mcid
    if effect.choice.model == "cumulative probit":
        found = summary(_mixture(effect.as_points), mcid)
        return Run(name, "model", found, is_called="scale as points")
    choice, levels = reading(series)
    if levels is None:
        return Run(name, "model", None, choice.unordered, "scale as steps")
    fitted = as_levels(series, _priors(series), levels, series.values, near=effect.posterior)
    return Run(name, "model", summary(_mixture(fitted), mcid), is_called="scale as steps")


def without_events(series: Series, effect: Effect) -> Run:
    """Without the days on which something else happened."""
    if not series.events:
        return Run("without event days", "model", None, "no other event on record has a day")
    hit = np.zeros(len(series.days), dtype=np.bool_)
    for begin, end in series.events:
        hit |= (series.days >= begin) & (series.days < end)
    if not (hit & np.isfinite(series.values)).any():
        return Run("without event days", "model", None, "no value lies on a day of an event")
    return _run("without event days", series, effect, kept=~hit)


def under_default_priors(series: Series, effect: Effect) -> Run:
    """As if no prior had been given: what a given one makes of the answer shows itself."""
    return _run("default priors", series, effect, _leading(default_priors_of(series)))


def _run(
    name: str,
    series: Series,
    effect: Effect,
    priors: Priors | None = None,
    *,
    kept: Bools | None = None,
    kind: Kind = "model",
) -> Run:
    given = series.values if kept is None else np.where(kept, series.values, np.nan)
    try:
        posterior = fit(series, priors or _priors(series), given, near=effect.posterior)
    except DesignError as exc:
        return Run(name, kind, None, str(exc))
    return Run(name, kind, summary(_mixture(posterior), series.known.mcid))


def _priors(series: Series) -> Priors:
    """Those of the main analysis, with the leading prior of the effect alone."""
    return _leading(priors_of(series))


def _leading(priors: Priors) -> Priors:
    return replace(priors, effects={LEADING: priors.effects[LEADING]})


def _mixture(posterior: Posterior) -> NormalMixture:
    """The contrast that the verdict rests on."""
    found = posterior.effects[LEADING]
    return found.steady if VERDICT_ON == "steady" else found.period


def _stretches(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    parts = np.array_split(np.arange(len(pairs)), min(len(pairs), MOST_BLOCKS))
    return [[number for place in part for number in pairs[place]] for part in parts]
