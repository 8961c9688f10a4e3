"""Fit the one-course model: dated values and doses in, the posterior of the effect out."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from caseline.direction import Direction, relief
from caseline.errors import DesignError
from caseline.stats.statespace.kernel import DoseSteps
from caseline.stats.statespace.model import Bells, Model
from caseline.stats.statespace.nodes import Cloud, explore, next_stage
from caseline.stats.statespace.posterior import Posterior
from caseline.stats.statespace.priors import Priors
from caseline.stats.statespace.proposal import Proposal

Floats = NDArray[np.float64]

ENOUGH = 400.0  # effective nodes
SHARP = 0.05  # error of the interval ends, in posterior standard deviations
SURE = 0.002  # error of P(better)
FEWEST_VALUES = 4
MOST_PRIOR_SDS = 20  # beyond, prior and data cannot both be right
MOST_VALUES = 5000  # of a day each that is 13 years; memory and time grow with them


def fit_course(
    times_days: ArrayLike,
    values: ArrayLike,
    doses: tuple[ArrayLike, ArrayLike],
    *,
    worse: Direction,
    priors: Priors,
    near: Posterior | None = None,
    line: Floats | None = None,
) -> Posterior:
    """Posterior of a treatment's effect in one course.

    y = mu + beta E(t) + u_f(t) + u_s(t) + e: a level, the exposure E times the steady-state
    effect of the maintenance dose, a fast and a slow Ornstein-Uhlenbeck component, and an error
    of measurement.

    Parameters
    ----------
    times_days : shape (n,)
        Days, strictly rising; they need not be evenly spaced.
    values : shape (n,)
        Values in the unit of the score; NaN where one is missing.
    doses : (begin_days, amounts), each of shape (k,)
        Amounts a day, each from its day, on the same clock as the values, until the next one
        begins; 0 is a pause, and before the first there is none. Days strictly rising, amounts
        0 or more in any unit. The largest amount is the maintenance dose. A value at the very
        time of a change is taken as recorded just before it acts.
    worse : "higher" or "lower"
        Which way the patient suffers.
    priors : Priors
        What is assumed; `default_priors` gives the defaults.
    near : Posterior, optional
        One of the same doses and priors, with values like these, around which the nodes begin.
        It changes the answer by no more than the error of integration.
    line : shape (n,), optional
        A straight line through the course, in points at each time; its factor has a standard
        normal prior.

    Returns
    -------
    Posterior
        Signed so that an effect above 0 is benefit.

    Raises
    ------
    DesignError
        The times or doses are unusable, there are fewer than 4 values or more than 5000, they
        do not change, they never change within a dose, all were recorded under one dose, or
        they and the priors cannot be in one unit.

    Notes
    -----
    Level and effect are integrated in closed form, s_f by Gauss and Hermite's rule, the other
    hyperparameters at fixed adaptive nodes (`nodes.explore`). Time grows with n. Nothing is
    random: the same course gives the same bytes.

    References
    ----------
    Percha et al. 2019, J Med Internet Res 21:e12641, doi:10.2196/12641 (exposure)

    Examples
    --------
    >>> from caseline.stats.statespace import default_priors
    >>> priors = default_priors(baseline_sd=1, scale_range=(0, 10), mcid=1)
    >>> pain = [7, 6, 8, 7, 6, 7, 7, 6, 5, 4, 5, 3, 4, 3, 4, 3]
    >>> fit = fit_course(range(16), pain, ([6], [4.5]), worse="higher", priors=priors)
    >>> round(fit.effect.steady.mean, 1), round(float(fit.effect.steady.above(0)), 2)
    (2.9, 0.99)
    """
    return _fit(*model_of(times_days, values, doses, worse=worse, priors=priors, line=line), near)


def model_of(
    times_days: ArrayLike,
    values: ArrayLike,
    doses: tuple[ArrayLike, ArrayLike],
    *,
    worse: Direction,
    priors: Priors,
    line: Floats | None = None,
) -> tuple[Model, int]:
    """A course and its priors, checked and recoded, and the sign that recodes the values."""
    times, recorded = _checked_values(times_days, values)
    steps = _checked_doses(*doses)
    known = np.isfinite(recorded)
    _check_contrast(recorded[known], steps.share_at(times[known]))
    _check_units(recorded[known], steps.share_at(times[known]), priors)
    sign = relief(worse)
    model = Model(
        planned=times,
        measured=known,
        values=sign * recorded[known],
        steps=steps,
        priors=priors,
        mu=sign * priors.mu.mean,
        line=line,
    )
    return model, sign


def _fit(model: Model, sign: int, near: Posterior | None) -> Posterior:
    """Place nodes until they are enough for every prior and exact enough for the leading one."""
    search = _Search(model, sign)
    for cloud in explore(search.look, len(model.active), _start(model, near), search.doubt):
        if cloud.effective.min() >= ENOUGH:
            found = search.posterior(cloud)
            if found.effect.end_error < SHARP and found.effect.better_error < SURE:
                return found
    return search.posterior(cloud)


class _Search:
    """Where there are enough nodes and the interval is not sharp, more go beyond its end."""

    def __init__(self, model: Model, sign: int) -> None:
        self.model, self.sign = model, sign
        self.stages: list[Bells] = []
        self.found: Posterior | None = None

    def look(self, z: Floats) -> Floats:
        bells = self.model.bells(z)
        self.stages.append(bells)
        return bells.log_likelihood(self.model.priors.effects.values())

    def posterior(self, cloud: Cloud) -> Posterior:
        self.found = Posterior(self.model, self.sign, cloud, Bells.joined(self.stages))
        return self.found

    def doubt(self, cloud: Cloud) -> Floats | None:
        found = self.found
        if found is None or found.cloud is not cloud or found.effect.end_error < SHARP:
            return None
        return found.effect.beyond()


def _start(model: Model, near: Posterior | None) -> Proposal | None:
    """Where the first nodes go, if something is known of all that they tell apart."""
    known = [] if near is None else near.model.active
    if near is None or not set(model.active) <= set(known):
        return None
    return next_stage(near.cloud).of([known.index(place) for place in model.active])


def _checked_values(times_days: ArrayLike, values: ArrayLike) -> tuple[Floats, Floats]:
    times, recorded = _numbers(times_days, "times"), _numbers(values, "values")
    if times.shape != recorded.shape:
        raise DesignError(f"there are {times.size} times for {recorded.size} values")
    _check_rising(times, "times")
    if np.isinf(recorded).any():
        raise DesignError("the values hold infinity; a missing value is NaN")
    found = np.isfinite(recorded).sum()
    if found < FEWEST_VALUES:
        raise DesignError(f"the model needs at least {FEWEST_VALUES} values, there are {found}")
    if found > MOST_VALUES:
        raise DesignError(
            f"the model takes at most {MOST_VALUES} values, there are {found}; "
            "take the mean of each day"
        )
    return times, recorded


def _checked_doses(begin_days: ArrayLike, amounts: ArrayLike) -> DoseSteps:
    begins, given = _numbers(begin_days, "dose days"), _numbers(amounts, "dose amounts")
    if begins.shape != given.shape:
        raise DesignError(f"there are {begins.size} days for {given.size} doses")
    _check_rising(begins, "dose days")
    if not (np.isfinite(given).all() and (given >= 0).all() and (given > 0).any()):
        raise DesignError("dose amounts must be 0 or more, and one of them above 0")
    return DoseSteps(begins, given)


def _numbers(given: ArrayLike, name: str) -> Floats:
    try:
        numbers = np.asarray(given, dtype=float)
    except (TypeError, ValueError):
        raise DesignError(f"the {name} must be numbers") from None
    if numbers.ndim != 1:
        raise DesignError(f"the {name} must be a plain list, not a table or a single number")
    return numbers


def _check_rising(days: Floats, name: str) -> None:
    if not np.isfinite(days).all():
        raise DesignError(f"the {name} hold a day that is not a finite number")
    gaps = np.diff(days)
    if (gaps == 0).any():
        raise DesignError(f"the {name} hold the same time twice; each time may occur once")
    if (gaps < 0).any():
        raise DesignError(f"the {name} are not in order; they must rise")


def _check_contrast(recorded: Floats, shares: Floats) -> None:
    if (recorded == recorded[0]).all():
        raise DesignError("all values are the same, so nothing tells how much they move")
    levels = [recorded[shares == share] for share in np.unique(shares)]
    if len(levels) < 2:
        raise DesignError("all values were recorded under one dose; an effect needs two")
    if all((level == level[0]).all() for level in levels):
        raise DesignError(
            "the values never change within a dose, so nothing tells how much they move "
            "by themselves"
        )


def _check_units(recorded: Floats, shares: Floats, priors: Priors) -> None:
    """Values in another unit than their priors, or one value typed a thousand times too large."""
    levels = [recorded[shares == share] for share in np.unique(shares)]
    within = np.sqrt(sum(np.square(one - one.mean()).sum() for one in levels) / recorded.size)
    if within > MOST_PRIOR_SDS * priors.s_f.sd:
        raise DesignError(
            f"the values move more than {MOST_PRIOR_SDS} times as much as their prior allows; "
            "both must be in one unit, and no value off its scale"
        )
    if abs(np.median(recorded) - priors.mu.mean) > MOST_PRIOR_SDS * priors.mu.sd:
        raise DesignError(
            f"the values lie more than {MOST_PRIOR_SDS} standard deviations from the prior of "
            "their level; both must be in one unit"
        )
