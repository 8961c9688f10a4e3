"""The one-course model: level, exposure, fast and slow fluctuation, error of measurement."""

from caseline.stats.statespace.defaults import default_priors
from caseline.stats.statespace.effect import Effect
from caseline.stats.statespace.fit import fit_course
from caseline.stats.statespace.mixture import NormalMixture
from caseline.stats.statespace.ordinal_fit import fit_ordinal
from caseline.stats.statespace.posterior import GoodDays, Posterior, Speed, Spread
from caseline.stats.statespace.priors import Beta, HalfNormal, LogNormal, Normal, Priors

__all__ = [
    "Beta",
    "Effect",
    "GoodDays",
    "HalfNormal",
    "LogNormal",
    "Normal",
    "NormalMixture",
    "Posterior",
    "Priors",
    "Speed",
    "Spread",
    "default_priors",
    "fit_course",
    "fit_ordinal",
]
