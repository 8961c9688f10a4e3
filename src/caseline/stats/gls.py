"""Regression whose errors resemble their neighbours: AR(1) on any dates, by GLS and REML.

Errors have the correlation rho^(gap / step), where the step is the median gap, so evenly spaced
values with gaps are an AR(1) series with missing values. It is what most papers do, and its two
flaws are why it guards and does not judge: it knows no slow drift, and restricted likelihood
may have its maximum at rho = 1, where the regression is one of differences and may turn its
sign. `averaged` therefore weighs every rho instead of choosing one.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from caseline.errors import DesignError

Floats = NDArray[np.float64]

GRID = (np.arange(200) + 0.5) / 200  # of rho
PRIOR = (2.0, 2.5)  # Beta, of rho: that of the one-course model
EXACT = 1e-18  # share of the sum of squares: below it the columns explain every value
TAIL = 1e6  # standard errors within which an end of an interval is looked for


@dataclass(frozen=True, slots=True)
class Regression:
    """Coefficients and standard errors at the rho of the largest restricted likelihood."""

    coefficients: Floats  # shape (columns,)
    errors: Floats  # shape (columns,)
    degrees: int
    rho: float  # correlation of two values one step apart
    step: float  # the median gap, in the unit of the times


@dataclass(frozen=True)
class TMixture:
    """A coefficient averaged over rho: t distributions with weights that add up to 1."""

    weights: Floats
    means: Floats
    errors: Floats
    degrees: int

    @property
    def mean(self) -> float:
        return float(self.weights @ self.means)

    @property
    def sd(self) -> float:
        """Standard deviation of the means and errors together, without the tails of t."""
        return float(np.sqrt(self.weights @ (self.errors**2 + (self.means - self.mean) ** 2)))

    def above(self, threshold: float) -> float:
        """P(coefficient > threshold), 0 to 1."""
        from scipy.special import stdtr

        scores = (self.means - threshold) / self.errors
        return float(self.weights @ stdtr(self.degrees, scores))

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The equal-tailed interval that holds this share of the mixture."""
        tail = (1 - level) / 2
        return self._quantile(tail), self._quantile(1 - tail)

    def _quantile(self, share: float) -> float:
        from scipy.optimize import brentq

        reach = TAIL * float(self.errors.max())
        low, high = float(self.means.min()) - reach, float(self.means.max()) + reach
        return float(brentq(lambda at: 1 - share - self.above(at), low, high, xtol=1e-12 * reach))


@dataclass(frozen=True)
class _Sample:
    times: Floats
    columns: Floats  # values first, then the regressors; shape (n, 1 + k)

    @cached_property
    def step(self) -> float:
        return float(np.median(np.diff(self.times)))

    @property
    def degrees(self) -> int:
        n, width = self.columns.shape
        return int(n - width + 1)

    def at(self, rho: Floats) -> "_Fit":
        """Least squares of the whitened columns for each rho, shape (m,)."""
        share = rho[:, None] ** (np.diff(self.times) / self.step)
        spread = 1 - share**2
        white = np.empty((len(rho), *self.columns.shape))
        white[:, 0] = self.columns[0]
        white[:, 1:] = (self.columns[1:] - share[..., None] * self.columns[:-1]) / np.sqrt(
            spread[..., None]
        )
        y, x = white[..., 0], white[..., 1:]
        gram = np.swapaxes(x, 1, 2) @ x
        found = np.linalg.solve(gram, np.einsum("mnk,mn->mk", x, y)[..., None])[..., 0]
        left = np.sum((y - np.einsum("mnk,mk->mn", x, found)) ** 2, axis=1)
        if (left <= EXACT * np.sum(y**2, axis=1)).any():
            raise DesignError("the values lie exactly on a line, which leaves no error to estimate")
        errors = np.sqrt(np.diagonal(np.linalg.inv(gram), axis1=1, axis2=2))
        log_likelihood = -0.5 * (
            self.degrees * np.log(left) + np.log(spread).sum(axis=1) + np.linalg.slogdet(gram)[1]
        )
        return _Fit(found, errors * np.sqrt(left / self.degrees)[:, None], log_likelihood)


@dataclass(frozen=True, slots=True)
class _Fit:
    coefficients: Floats  # (m, k)
    errors: Floats  # (m, k)
    log_likelihood: Floats  # restricted, but for a constant; (m,)


def reml(times: ArrayLike, values: ArrayLike, columns: ArrayLike) -> Regression:
    """GLS with AR(1) errors, rho by restricted maximum likelihood.

    Parameters
    ----------
    times : shape (n,)
        In any unit, strictly rising; they need not be evenly spaced.
    values : shape (n,)
        In any unit; NaN where one is missing.
    columns : shape (n, k)
        The regressors, a column of ones included where a constant is wanted.

    Returns
    -------
    Regression
        rho is 0 or more; standard errors are Wald's, with n - k degrees of freedom.

    Raises
    ------
    DesignError
        There are not more values than columns plus one, the columns depend on each other, the
        times do not rise, or the values lie exactly on a line.

    References
    ----------
    Pinheiro & Bates 2000, Mixed-Effects Models in S and S-PLUS, Springer (chapter 5)
    """
    from scipy.optimize import minimize_scalar

    sample = _sample(times, values, columns)
    best = int(np.argmax(sample.at(GRID).log_likelihood))
    width = GRID[1] - GRID[0]
    ends = max(GRID[best] - width, 0.0), min(GRID[best] + width, 1 - 1e-9)
    found = minimize_scalar(
        lambda rho: -float(sample.at(np.array([rho])).log_likelihood[0]),
        bounds=ends,
        method="bounded",
        options={"xatol": 1e-10},
    )
    fit = sample.at(np.array([found.x]))
    return Regression(
        fit.coefficients[0], fit.errors[0], sample.degrees, float(found.x), sample.step
    )


def averaged(times: ArrayLike, values: ArrayLike, columns: ArrayLike, *, of: int) -> TMixture:
    """One coefficient of the same regression, averaged over rho.

    Parameters
    ----------
    times, values, columns
        As for `reml`.
    of : int
        Which column, from 0.

    Returns
    -------
    TMixture
        Each rho of an even grid weighs as its restricted likelihood times a Beta(2, 2.5)
        prior, which is 0 at rho = 1.

    Raises
    ------
    DesignError
        As `reml`.
    """
    sample = _sample(times, values, columns)
    fit = sample.at(GRID)
    a, b = PRIOR
    logs = fit.log_likelihood + (a - 1) * np.log(GRID) + (b - 1) * np.log1p(-GRID)
    weights = np.exp(logs - logs.max())
    return TMixture(
        weights / weights.sum(), fit.coefficients[:, of], fit.errors[:, of], sample.degrees
    )


def _sample(times: ArrayLike, values: ArrayLike, columns: ArrayLike) -> _Sample:
    when, y, x = (np.asarray(one, dtype=float) for one in (times, values, columns))
    if x.ndim != 2 or not when.shape == y.shape == x.shape[:1]:
        raise DesignError("a regression needs one time and one row of columns for each value")
    there = np.isfinite(y)
    when, y, x = when[there], y[there], x[there]
    if len(y) < x.shape[1] + 2:
        raise DesignError(
            f"a regression on {x.shape[1]} columns needs {x.shape[1] + 2} values or more, "
            f"there are {len(y)}"
        )
    if not (np.diff(when) > 0).all():
        raise DesignError("the times of a regression must rise")
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise DesignError("the columns of a regression depend on each other")
    return _Sample(when, np.column_stack((y, x)))
