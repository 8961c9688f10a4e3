"""What was assumed before the data, as plain data: each prior with its numbers and its reason."""

from typing import Any

from caseline.analysis.words import said
from caseline.claims.words import Language
from caseline.effects.compare import Effect
from caseline.effects.priors import Prior, named, numbers_of
from caseline.stats.statespace import Beta, HalfNormal, LogNormal, Normal

Plain = dict[str, Any]

FAMILIES = {Normal: "normal", LogNormal: "lognormal", HalfNormal: "half-normal", Beta: "beta"}
DAYS = ("l_s", "tau_on", "tau_off")
RATIOS = ("rho", "slow", "ed50", "widths")  # they have no unit
WIDTHS = "widths"  # of levels, which only the cumulative probit has


def assumed(effect: Effect | None, lang: Language) -> list[Plain]:
    """Every prior behind an effect, in the order of the model; none where there is no effect."""
    if effect is None:
        return []
    reasons, ordered = said(lang)["reason"], effect.choice.model != "Gaussian"
    return [
        {
            "name": name,
            "family": FAMILIES[type(prior)],
            **numbers_of(prior),
            "unit": _unit(name, prior),
            "reason": reasons[prior.reason],
        }
        for name, prior in named(effect.posterior.model.priors).items()
        if ordered or name != WIDTHS
    ]


def _unit(name: str, prior: Prior) -> str:
    """Of its numbers; an error of measurement that is not known is a ratio to s_f."""
    if name in DAYS:
        return "days"
    unknown = name == "error" and isinstance(prior, HalfNormal)
    return "" if unknown or name in RATIOS else "points"
