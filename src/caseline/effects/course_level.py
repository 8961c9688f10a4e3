"""The level that the model sees behind the values: without day-to-day fluctuation, over time."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from caseline.effects.compare import LEADING, Effect
from caseline.effects.series import Floats, Series
from caseline.effects.texture import Texture

MOST_DAYS = 180  # of longer courses every second day is worked out, or every third, …
Z95 = 1.959963984540054  # standard deviations to either side that hold 95 %


@dataclass(frozen=True, slots=True)
class CourseLevel:
    """The level of one outcome on some days, with its 95 % interval, in points of the score."""

    outcome: str
    days: tuple[date, ...]
    means: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]


def course_level(series: Series, effect: Effect) -> CourseLevel:
    """Level, effect and slow drift together, from the first to the last value.

    The hyperparameters stand at their medians, so the interval does not hold what is uncertain
    about them. It ends where the scale ends.
    """
    texture, priors = Texture.of(effect), effect.as_points.model.priors
    there = np.isfinite(series.values)
    days, at = series.days[there], _grid(series.days[there])
    variances = np.array([priors.effects[LEADING].sd, priors.mu.sd]) ** 2
    seen, shown = (_columns(texture, series, one) for one in (days, at))
    known = (seen * variances) @ seen.T + texture.covariance(days, days)
    known[np.diag_indices_from(known)] += texture.s_e**2
    between = (shown * variances) @ seen.T + texture.slow(at, days)
    columns = np.column_stack((series.values[there] - priors.mu.mean, between.T))
    solved = np.linalg.solve(known, columns)
    means = priors.mu.mean + between @ solved[:, 0]
    left = shown**2 @ variances + texture.s_s**2 - np.sum(between * solved[:, 1:].T, axis=1)
    arms = Z95 * np.sqrt(np.maximum(left, 0))
    ends = series.known.scale_range or (-np.inf, np.inf)
    lows, means, highs = (np.clip(one, *ends) for one in (means - arms, means, means + arms))
    return CourseLevel(
        outcome=series.outcome,
        days=tuple(series.dates[0] + timedelta(days=int(day)) for day in at),
        means=tuple(means.tolist()),
        lows=tuple(lows.tolist()),
        highs=tuple(highs.tolist()),
    )


def _grid(days: Floats) -> Floats:
    """Days from the first to the last, both included."""
    first, last = np.floor(days[0]), np.ceil(days[-1])
    step = max(1.0, np.ceil((last - first) / MOST_DAYS))
    return np.unique(np.append(np.arange(first, last, step), last))


def _columns(texture: Texture, series: Series, days: Floats) -> Floats:
    return np.column_stack((texture.exposure(series, days), np.ones(days.size)))
