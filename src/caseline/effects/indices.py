"""Single-case indices of a series, for readers who expect them; none carries a claim."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import numpy as np

from caseline.effects.series import Floats, Series
from caseline.errors import DesignError
from caseline.stats.baseline_corrected import RULES, baseline_corrected_tau
from caseline.stats.effect_size import smd
from caseline.stats.index import Index
from caseline.stats.level import lrr_increasing, percent_change
from caseline.stats.nonoverlap import ird, nap, pand, pem, pnd
from caseline.stats.piecewise import piecewise
from caseline.stats.tau import VARIANTS, tau, tau_u

Maker = Callable[[], Index]


def indices(series: Series) -> Mapping[str, Index]:
    """Every index that has a meaning for the values off and on treatment, by its name.

    Those that take a trend inside a phase for one line need one switch from off to on. Ratios
    need a scale whose 0 is none of it. What the values do not allow is left out.
    """
    there = np.isfinite(series.values)
    a, b = series.values[there & ~series.on], series.values[there & series.on]
    found: dict[str, Index] = {}
    for name, make in _makers(series, a, b).items():
        try:
            found[name] = make()
        except DesignError:
            continue
    return MappingProxyType(found)


def _makers(series: Series, a: Floats, b: Floats) -> dict[str, Maker]:
    makers = _of_any_order(series, a, b)
    if series.one_switch:
        makers |= _of_one_switch(series, a, b)
    known = series.known
    if known.scale_range is not None and known.scale_range[0] == 0:
        makers["lrr_increasing"] = lambda: lrr_increasing(a, b, worse=known.worse)
        makers["percent_change"] = lambda: percent_change(a, b, worse=known.worse)
    return makers


def _of_any_order(series: Series, a: Floats, b: Floats) -> dict[str, Maker]:
    worse = series.known.worse
    return {
        "nap": lambda: nap(a, b, worse=worse),
        "tau": lambda: tau(a, b, worse=worse),
        "pnd": lambda: pnd(a, b, worse=worse),
        "pem": lambda: pem(a, b, worse=worse),
        "pand": lambda: pand(a, b, worse=worse),
        "ird": lambda: ird(a, b, worse=worse),
        "smd_baseline": lambda: smd(a, b, worse=worse),
        "smd_pooled": lambda: smd(a, b, worse=worse, sd="pooled"),
    }


def _of_one_switch(series: Series, a: Floats, b: Floats) -> dict[str, Maker]:
    worse, times = series.known.worse, series.days[np.isfinite(series.values)]
    makers: dict[str, Maker] = {
        "piecewise_level": lambda: piecewise(a, b, worse=worse, times=times).level,
        "piecewise_slope": lambda: piecewise(a, b, worse=worse, times=times).slope,
    }
    for variant in VARIANTS:
        makers[f"tau_u_{variant}"] = partial(tau_u, a, b, worse=worse, variant=variant)
    corrected = partial(baseline_corrected_tau, a, b, worse=worse, times=times)
    for rule in RULES:
        makers[f"baseline_corrected_tau_{rule}"] = partial(corrected, variant=rule)
    return makers
