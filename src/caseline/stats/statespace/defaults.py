"""The default priors, from what is known of instrument, patient, condition and treatment."""

from math import isfinite
from types import MappingProxyType
from typing import Literal, get_args

from caseline.errors import DesignError
from caseline.stats.statespace.priors import Beta, HalfNormal, LogNormal, Normal, Priors

Treatment = Literal["generic", "low-dose naltrexone"]


def default_priors(
    *,
    baseline_sd: float,
    centre: float | None = None,
    scale_range: tuple[float, float] | None = None,
    mcid: float | None = None,
    sem: float | None = None,
    condition_sd: float | None = None,
    treatment: Treatment = "generic",
) -> Priors:
    """The priors of a course, from what is known of it.

    Parameters
    ----------
    baseline_sd : float
        The person's own standard deviation without treatment, in points. Above 0.
    centre : float, optional
        The median of the values, in points; needed where there is no range.
    scale_range : (low, high), optional
        The ends of the scale, in points.
    mcid : float, optional
        The smallest change that matters to the patient, in points. Above 0. Without it the
        baseline standard deviation stands in.
    sem : float, optional
        Standard error of measurement of the instrument, in points. Above 0.
    condition_sd : float, optional
        How much scores fluctuate within a person in this condition, in points. Above 0.
        Without it the baseline standard deviation stands in.
    treatment : "generic" or "low-dose naltrexone"
        What is known of how fast it begins and ends to act.

    Returns
    -------
    Priors
        Three priors of the effect: neutral, sceptical and hopeful. Each prior has the key of
        its reason.

    Raises
    ------
    DesignError
        A number is not above 0, the range is empty, neither range nor centre is given, or
        nothing is known of the treatment.

    Notes
    -----
    A published SEM holds fluctuation from test to retest as well, so it is the median of s_e
    and not its value; a standard deviation of 0.5 of the logarithm is our choice, as are the
    standard deviations where no source is named.

    References
    ----------
    Onset within two weeks: Jaeschke et al. 1991, PMID 1856813
    Fluctuation of daily pain: Harris et al. 2005, doi:10.1002/art.21407

    Examples
    --------
    >>> priors = default_priors(baseline_sd=1.2, scale_range=(0, 10), mcid=1.5)
    >>> priors.mu
    Normal(mean=5.0, sd=5.0, reason='mu.range')
    >>> priors.effects["neutral"]
    Normal(mean=0, sd=2.25, reason='effect.mcid')
    """
    _refuse_unusable(baseline_sd=baseline_sd, mcid=mcid, sem=sem, condition_sd=condition_sd)
    if treatment not in get_args(Treatment):
        raise DesignError(f"the treatment must be one of {', '.join(get_args(Treatment))}")
    tau_on, tau_off = _speeds(treatment)
    return Priors(
        mu=_level(scale_range, centre, baseline_sd),
        effects=MappingProxyType(_effects(mcid, baseline_sd)),
        s_f=HalfNormal(condition_sd, "s_f.condition")
        if condition_sd
        else HalfNormal(baseline_sd, "s_f.baseline"),
        rho=Beta(2, 2.5, "rho.daily_series"),
        slow=HalfNormal(1.0, "slow.one_switch_under_drift"),
        l_s=LogNormal(90, 0.8, "l_s.seasons"),
        error=LogNormal(sem, 0.5, "error.sem") if sem else HalfNormal(0.5, "error.unknown"),
        tau_on=tau_on,
        tau_off=tau_off,
        ed50=LogNormal(0.5, 0.7, "ed50.half_maintenance"),
    )


def _refuse_unusable(**known: float | None) -> None:
    for name, number in known.items():
        if number is not None and not (isfinite(number) and number > 0):
            what = name.replace("_", " ")
            raise DesignError(f"the priors need a {what} above 0, or none")


def _level(
    scale_range: tuple[float, float] | None, centre: float | None, baseline_sd: float
) -> Normal:
    if scale_range is not None:
        low, high = scale_range
        if not (isfinite(low) and isfinite(high) and low < high):
            raise DesignError("the range of a scale must run from its lower to its upper end")
        return Normal((low + high) / 2, (high - low) / 2, "mu.range")
    if centre is None or not isfinite(centre):
        raise DesignError("without a range the priors need a centre: the median of the values")
    return Normal(centre, 5 * baseline_sd, "mu.median")


def _effects(mcid: float | None, baseline_sd: float) -> dict[str, Normal]:
    unit, reason = (mcid, "effect.mcid") if mcid else (baseline_sd, "effect.baseline_sd")
    floor = 0.5 * baseline_sd
    neutral = (
        Normal(0, 1.5 * unit, reason) if 1.5 * unit >= floor else Normal(0, floor, "effect.floor")
    )
    return {
        "neutral": neutral,
        "sceptical": Normal(0, 0.75 * unit, reason),
        "hopeful": Normal(unit, unit, reason),
    }


def _speeds(treatment: Treatment) -> tuple[LogNormal, LogNormal]:
    if treatment == "low-dose naltrexone":
        return LogNormal(14, 0.7, "tau.naltrexone"), LogNormal(7, 0.7, "tau.naltrexone")
    return LogNormal(7, 0.8, "tau.generic"), LogNormal(7, 0.8, "tau.generic")
