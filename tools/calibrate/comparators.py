"""Other analyses of the same courses: whether each calls the difference significant at 5 %."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtr
from scipy.stats import ttest_ind

from caseline.stats import Pairs, randomisation_test, tau_u
from caseline.stats.gls import reml
from caseline.stats.period_means import means_by, paired_means, second_halves
from tools.calibrate.courses import Course

Floats = NDArray[np.float64]
ALPHA = 0.05


def rejections(course: Course) -> dict[str, float]:
    """By the analysis's name, 1 where its two-sided p is at most .05; none where it has none."""
    found = {"welch": welch, "newey_west": newey_west, "reml": ar1_reml}
    if isinstance(course.design.scheme, Pairs):
        found |= {"paired": paired, "randomisation": randomised}
    elif course.design.scheme is not None:
        found |= {"randomisation": randomised}
    if np.diff(course.design.on).sum() == 1:
        found |= {"tau_u": tau_u_p}
    return {f"other.{name}": float(p(course) <= ALPHA) for name, p in found.items()}


Test = Callable[[Course], float]


def welch(course: Course) -> float:
    off, on = _off_and_on(course)
    return float(ttest_ind(off, on, equal_var=False).pvalue)


def newey_west(course: Course) -> float:
    """Ordinary least squares with the usual lag of 4 (n / 100)^(2/9)."""
    import statsmodels.api as sm

    there = np.isfinite(course.values)
    columns = sm.add_constant(course.design.on[there].astype(float))
    lag = int(4 * (there.sum() / 100) ** (2 / 9))
    fit = sm.OLS(course.values[there], columns).fit(
        cov_type="HAC", cov_kwds={"maxlags": lag, "use_correction": True}, use_t=True
    )
    return float(fit.pvalues[1])


def ar1_reml(course: Course) -> float:
    on = course.design.on.astype(float)
    fit = reml(course.times, course.values, np.column_stack((np.ones(len(on)), on)))
    score = -abs(fit.coefficients[1] / fit.errors[1])
    return float(2 * stdtr(fit.degrees, score))


def paired(course: Course) -> float:
    """Student's t of the pairs, on the means of the periods' second halves."""
    gains, on = _periods(course)
    signs = np.where(on, 1, -1)
    found = paired_means((signs * gains).reshape(-1, 2).sum(axis=1))
    return 2 * min(found.p_above, 1 - found.p_above)


def randomised(course: Course) -> float:
    scheme = course.design.scheme
    if scheme is None:
        raise ValueError("a randomisation test needs an order drawn by lot")
    gains, on = _periods(course) if isinstance(scheme, Pairs) else _daily(course)
    return float(randomisation_test(gains, on, scheme, worse="lower").p)


def tau_u_p(course: Course) -> float:
    """Tau-U with the trend of the baseline taken out, in the variant of its authors."""
    index = tau_u(*_off_and_on(course), worse="lower")
    if index.se is None:
        raise ValueError("Tau-U of the authors' variant has a standard error")
    return float(2 * ndtr(-abs(index.value / index.se)))


def _off_and_on(course: Course) -> tuple[Floats, Floats]:
    there, on = np.isfinite(course.values), course.design.on
    return course.values[there & ~on], course.values[there & on]


def _daily(course: Course) -> tuple[Floats, NDArray[np.bool_]]:
    return course.values, course.design.on


def _periods(course: Course) -> tuple[Floats, NDArray[np.bool_]]:
    """The mean of each period's second half, NaN where no value is; and whether it was on."""
    design, periods = course.design, course.design.periods
    drawn = design.begin_days % design.period_days == 0  # and not where it was stopped half-way
    on = design.amounts[drawn] > 0
    late = second_halves(course.times, periods)
    gains = np.full(on.shape, np.nan)
    gains[np.unique(periods)] = means_by(np.where(late, course.values, np.nan), periods)
    return gains, on
