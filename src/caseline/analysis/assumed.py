"""What was assumed before the data, as plain data: each prior with its numbers and its reason."""

from typing import Any

from caseline.analysis.words import said
from caseline.claims.words import Language
from caseline.effects.compare import Effect
from caseline.stats.statespace.priors import Beta, HalfNormal, LogNormal, Normal

Prior = Normal | LogNormal | HalfNormal | Beta
Plain = dict[str, Any]

POINTS, DAYS, NONE = "points", "days", ""


def assumed(effect: Effect | None, lang: Language) -> list[Plain]:
    """Every prior behind an effect, in the order of the model; none where there is no effect."""
    if effect is None:
        return []
    reasons = said(lang)["reason"]
    return [
        {"name": name, **_numbers(prior), "unit": unit, "reason": reasons[prior.reason]}
        for name, prior, unit in _named(effect)
    ]


def _named(effect: Effect) -> list[tuple[str, Prior, str]]:
    """Each prior with its name and the unit of its numbers; a ratio is to s_f."""
    priors = effect.posterior.model.priors
    known, ordered = isinstance(priors.error, LogNormal), effect.choice.model != "Gaussian"
    return [
        ("level", priors.mu, POINTS),
        *((f"effect, {name}", prior, POINTS) for name, prior in priors.effects.items()),
        ("s_f", priors.s_f, POINTS),
        ("correlation from day to day", priors.rho, NONE),
        ("s_s / s_f", priors.slow, NONE),
        ("l_s", priors.l_s, DAYS),
        ("s_e", priors.error, POINTS) if known else ("s_e / s_f", priors.error, NONE),
        ("tau_on", priors.tau_on, DAYS),
        ("tau_off", priors.tau_off, DAYS),
        ("ed50 / maintenance dose", priors.ed50, NONE),
        *([("log widths of the levels", priors.widths, NONE)] if ordered else []),
    ]


def _numbers(prior: Prior) -> Plain:
    """The family and its parameters; `sd_log` is of the natural logarithm."""
    match prior:
        case Normal():
            return {"family": "normal", "mean": prior.mean, "sd": prior.sd}
        case LogNormal():
            return {"family": "lognormal", "median": prior.median, "sd_log": prior.sd}
        case HalfNormal():
            return {"family": "half-normal", "sd": prior.sd}
    return {"family": "beta", "a": prior.a, "b": prior.b}
