"""The priors of one series: defaults for what is known of it, or those that it was given."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from math import isfinite
from types import MappingProxyType
from typing import Any

import numpy as np

from caseline.effects.series import Series
from caseline.errors import DesignError
from caseline.stats.levels import levels_of
from caseline.stats.statespace import (
    Beta,
    HalfNormal,
    LogNormal,
    Normal,
    Priors,
    default_priors,
)

Prior = Normal | LogNormal | HalfNormal | Beta

EFFECT = "effect."  # before the name of a prior of the effect: effect.neutral
GIVEN = "given"  # the key of the reason
SPREAD_KNOWN = 0.7  # of the logarithm of a time constant whose median was given
SPREAD_GENERIC = 0.8
WITHIN_A_DAY = 0.25  # days: median time constant where single days were randomised


def with_priors(series: Series, given: Mapping[str, Sequence[float]]) -> Series:
    """The series with other priors than the defaults.

    Parameters
    ----------
    series : Series
    given : mapping
        By the name of a prior, as in `named`, the numbers that its family takes, in the order
        of `numbers_of`. The family stays, and so does a prior that is not named.

    Raises
    ------
    DesignError
        There is no prior of that name, or its numbers are not those that its family takes.
    """
    changed = replace(series, known=replace(series.known, priors=dict(given)))
    if series.n:
        priors_of(changed)
    return changed


def priors_of(series: Series) -> Priors:
    """The priors of a series: those that it was given, and else the defaults."""
    priors = default_priors_of(series)
    for name, numbers in series.known.priors.items():
        priors = _with(priors, name, numbers)
    return priors


def default_priors_of(series: Series) -> Priors:
    """The default priors for what is known of a series."""
    known = series.known
    priors = default_priors(
        baseline_sd=baseline_sd(series),
        centre=float(np.nanmedian(series.values)),
        scale_range=known.scale_range,
        mcid=known.mcid,
        sem=known.sem,
        condition_sd=known.condition_sd,
        treatment=known.treatment,
    )
    onset, offset = known.onset, known.offset
    if series.allocation.randomised and series.allocation.unit == "day":
        within = LogNormal(WITHIN_A_DAY, SPREAD_GENERIC, "tau.single_days")
        priors = replace(priors, tau_on=within, tau_off=within)
    if onset is not None:
        priors = replace(priors, tau_on=LogNormal(onset, SPREAD_KNOWN, "tau.given"))
    if offset is not None:
        priors = replace(priors, tau_off=LogNormal(offset, SPREAD_KNOWN, "tau.given"))
    return priors


def baseline_sd(series: Series) -> float:
    """Standard deviation without treatment, in points, or within conditions where that is 0.

    At least one step of a scale with known ends: what moves less cannot be seen there, and a
    prior that rules it out takes a single other answer for an effect. 1 point where the values
    do not move at all: a prior needs a width, and the model says itself that such values cannot
    be analysed.
    """
    known = np.isfinite(series.values)
    off, on = series.values[known & ~series.on], series.values[known & series.on]
    spread = float(off.std(ddof=1)) if off.size > 2 else 0.0
    if spread == 0 and known.any():
        left = np.concatenate([part - part.mean() for part in (off, on) if part.size])
        spread = float(np.sqrt(np.sum(left**2) / max(left.size - 2, 1)))
    span = series.known.scale_range
    levels = levels_of(series.values, span) if span and known.any() else None
    return max(spread, levels.step if levels else 0.0) or 1.0


def named(priors: Priors) -> dict[str, Prior]:
    """Each prior under the name by which it is told and replaced, in the order of the model."""
    return {
        "level": priors.mu,
        **{EFFECT + name: prior for name, prior in priors.effects.items()},
        "s_f": priors.s_f,
        "rho": priors.rho,
        "slow": priors.slow,
        "l_s": priors.l_s,
        "error": priors.error,
        "tau_on": priors.tau_on,
        "tau_off": priors.tau_off,
        "ed50": priors.ed50,
        "widths": priors.widths,
    }


def numbers_of(prior: Prior) -> dict[str, float]:
    """What the family of a prior takes, by name; `sd_log` is of the natural logarithm."""
    match prior:
        case Normal():
            return {"mean": prior.mean, "sd": prior.sd}
        case LogNormal():
            return {"median": prior.median, "sd_log": prior.sd}
        case HalfNormal():
            return {"sd": prior.sd}
    return {"a": prior.a, "b": prior.b}


def _with(priors: Priors, name: str, numbers: Sequence[float]) -> Priors:
    """The priors with other numbers in one of them."""
    known = named(priors)
    if name not in known:
        raise DesignError(f"there is no prior '{name}'; there are {', '.join(known)}")
    new = _given(name, known[name], numbers)
    effect = name.removeprefix(EFFECT)
    if effect in priors.effects and isinstance(new, Normal):
        return replace(priors, effects=MappingProxyType({**priors.effects, effect: new}))
    placed: dict[str, Any] = {"mu" if name == "level" else name: new}
    return replace(priors, **placed)


def _given(name: str, now: Prior, numbers: Sequence[float]) -> Prior:
    """A prior of the same family with other numbers."""
    needed = numbers_of(now)
    if len(numbers) != len(needed):
        raise DesignError(
            f"the prior '{name}' takes as numbers {' and '.join(needed)}; found {len(numbers)}"
        )
    for what, number in zip(needed, numbers, strict=True):
        if not isfinite(number) or (number <= 0 and what != "mean"):
            right = "a number" if what == "mean" else "a number above 0"
            raise DesignError(f"the {what} of the prior '{name}' must be {right}")
    own = [one.name for one in fields(now) if one.name != "reason"]
    given: dict[str, Any] = {**dict(zip(own, numbers, strict=True)), "reason": GIVEN}
    return replace(now, **given)
