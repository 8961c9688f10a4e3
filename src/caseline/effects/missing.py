"""What if the missing values were worse than the model expects: of on and of off, each by itself.

Given all planned values the effect is linear in them, so values that are worse move it in
proportion, and its width stays: the missing are no better known for being worse. The
hyperparameters stand at their medians, and ordered levels for points.
"""

from dataclasses import dataclass
from math import inf
from typing import Final

import numpy as np

from caseline.effects.compare import LEADING, Effect, summary
from caseline.effects.guards import Run
from caseline.effects.priors import baseline_sd
from caseline.effects.series import Bools, Series
from caseline.effects.texture import Texture
from caseline.stats.statespace import NormalMixture

ON: Final = "missing on treatment worse"
OFF: Final = "missing off treatment worse"
NONE_ON = "no value on treatment is on record as missing"
NONE_OFF = "no value off treatment is on record as missing"
LARGEST_SHIFT = 1.5  # in gains that matter: what is looked at, and no further


@dataclass(frozen=True, slots=True)
class Missing:
    """Both runs, and the smallest shift that turns the answer.

    The runs take the missing values for worse by the gain that matters, or by a baseline SD.
    `tipping` counts in that unit. A benefit turns where those on treatment were worse, a harm
    where those off it were; inf where no shift up to 1.5 does it, None where none is missing.
    """

    on: Run
    off: Run
    tipping: float | None


def missing_worse(series: Series, effect: Effect) -> Missing:
    """The missing values of each condition, taken for worse than the model expects."""
    gaps = np.isnan(series.values)
    unit = series.known.mcid or baseline_sd(series)
    lost_on, lost_off = (
        unit * leverage(series, effect, where) if where.any() else None
        for where in (gaps & series.on, gaps & ~series.on)
    )
    better = effect.verdict.p_better > 0.5
    return Missing(
        on=Run(ON, "model", None, NONE_ON) if lost_on is None else _run(ON, effect, lost_on),
        off=Run(OFF, "model", None, NONE_OFF) if lost_off is None else _run(OFF, effect, lost_off),
        tipping=_tipping(effect.mixture().quantile(0.5), lost_on if better else lost_off),
    )


def leverage(series: Series, effect: Effect, where: Bools) -> float:
    """How much gain is lost where some of the planned values are all one point worse.

    By generalised least squares on all planned values, with the priors of effect and level.
    """
    texture, priors = Texture.of(effect), effect.as_points.model.priors
    covariance = texture.covariance(series.days, series.days)
    covariance[np.diag_indices_from(covariance)] += texture.s_e**2
    columns = np.column_stack((texture.exposure(series, series.days), np.ones(series.days.size)))
    white = np.linalg.solve(covariance, columns)
    known_before = np.diag([priors.effects[LEADING].sd ** -2, priors.mu.sd**-2])
    return float(np.linalg.solve(columns.T @ white + known_before, white[where].sum(axis=0))[0])


def _run(name: str, effect: Effect, lost: float) -> Run:
    found = effect.mixture()
    moved = NormalMixture(found.weights, found.means - lost, found.sds)
    return Run(name, "model", summary(moved, effect.mcid))


def _tipping(gain: float, lost: float | None) -> float | None:
    """The shift that takes all of a gain or harm away; each unit of it takes `lost`."""
    if lost is None:
        return None
    needed = gain / lost if gain * lost > 0 else inf
    return needed if needed <= LARGEST_SHIFT else inf
