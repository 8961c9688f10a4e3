"""The one-course model for a sampler: its log density and a gradient written by hand, compiled.

The parameters are as a sampler's user would choose them: on the whole line, positive ones as
logarithms, those with a normal or log-normal prior as normal scores. The two components are
integrated out by a Kalman filter; level, effect and all hyperparameters are sampled. Nothing
is shared with `caseline.stats.statespace` but the priors' numbers.

`density` carries the derivatives forward through time beside the filter: of the covariance for
the four numbers that it depends on, of the state for those and for the five of the mean.
"""

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace import LogNormal
from tools.calibrate.courses import Course

Floats = NDArray[np.float64]

# Places of the parameters. Where a course cannot tell tau_off or ed50, they have their prior.
NAMES = (
    "logit rho",
    "log slow",
    "l_s",
    "error",
    "tau_on",
    "tau_off",
    "ed50",
    "log s_f",
    "mu",
    "beta",
)
N = len(NAMES)
BETA = N - 1


@dataclass(frozen=True)
class Data:
    """A course and its priors as plain arrays."""

    times: Floats
    values: Floats
    begins: Floats
    shares: Floats
    priors: Floats
    sem_known: bool

    @classmethod
    def of(cls, course: Course) -> "Data":
        one, there = course.priors, np.isfinite(course.values)
        effect = next(iter(one.effects.values()))
        sem_known = isinstance(one.error, LogNormal)
        begins, amounts = course.doses
        numbers = [
            one.rho.a, one.rho.b,
            one.slow.sd,
            np.log(one.l_s.median), one.l_s.sd,
            np.log(one.error.median) if sem_known else 0.0, one.error.sd,
            np.log(one.tau_on.median), one.tau_on.sd,
            np.log(one.tau_off.median), one.tau_off.sd,
            np.log(one.ed50.median), one.ed50.sd,
            one.s_f.sd,
            one.mu.mean, one.mu.sd,
            effect.mean, effect.sd,
        ]  # fmt: skip
        return cls(
            course.times[there],
            course.values[there],
            begins,
            amounts / amounts.max(),
            np.array(numbers),
            sem_known,
        )

    @property
    def arguments(self) -> tuple[Floats | bool, ...]:
        return (self.times, self.values, self.begins, self.shares, self.priors, self.sem_known)

    def effect(self, draws: Floats) -> Floats:
        """The effect at draws of the parameters, shape (..., N)."""
        mean, sd = self.priors[16:18]
        found: Floats = mean + sd * draws[..., BETA]
        return found


@numba.njit(cache=True, nogil=True, error_model="numpy")
def exposed(
    times: Floats, begins: Floats, shares: Floats, tau_on: float, tau_off: float, ed50: float
) -> Floats:
    """E at each time, and its derivatives by tau_on, tau_off and ed50; (n, 4)."""
    found = np.zeros((len(times), 4))
    now = np.zeros(4)
    goal = np.zeros(4)
    i = 0
    for k in range(len(begins)):
        share = shares[k]
        below = share + ed50
        goal[0] = share * (1 + ed50) / below
        goal[3] = share * (share - 1) / below**2
        rises = goal[0] > now[0]
        tau, which = (tau_on, 1) if rises else (tau_off, 2)
        end = begins[k + 1] if k + 1 < len(begins) else np.inf
        while i < len(times) and times[i] < begins[k]:
            i += 1
        while i < len(times) and times[i] < end:
            _relax(found[i], now, goal, times[i] - begins[k], tau, which)
            i += 1
        if end < np.inf:
            then = np.zeros(4)
            _relax(then, now, goal, end - begins[k], tau, which)
            now = then
    return found


@numba.njit(cache=True, nogil=True, error_model="numpy")
def _relax(out: Floats, now: Floats, goal: Floats, span: float, tau: float, which: int) -> None:
    left = np.exp(-span / tau)
    for j in range(4):
        out[j] = goal[j] + (now[j] - goal[j]) * left
    out[which] += (now[0] - goal[0]) * left * span / tau**2


@numba.njit(cache=True, nogil=True, error_model="numpy")
def density(
    x: Floats,
    times: Floats,
    values: Floats,
    begins: Floats,
    shares: Floats,
    priors: Floats,
    sem_known: bool,
) -> tuple[float, Floats]:
    """Log density of the parameters, and its gradient."""
    a, b, sd_slow = priors[0], priors[1], priors[2]
    rho = 1 / (1 + np.exp(-x[0]))
    l_f = -1 / np.log(rho)
    slow = np.exp(x[1])
    l_s = np.exp(priors[3] + priors[4] * x[2])
    s_f = np.exp(x[7])
    error = np.exp(priors[5] + priors[6] * x[3]) / s_f if sem_known else np.exp(x[3])
    tau_on = np.exp(priors[7] + priors[8] * x[4])
    tau_off = np.exp(priors[9] + priors[10] * x[5])
    ed50 = np.exp(priors[11] + priors[12] * x[6])
    mu, beta = priors[14] + priors[15] * x[8], priors[16] + priors[17] * x[9]
    effect = exposed(times, begins, shares, tau_on, tau_off, ed50)
    log_likelihood, by = _filter(times, values, mu, beta, effect, l_f, l_s, slow**2, error**2, s_f)

    # by: l_f, l_s, slow^2, error^2, mu, beta, tau_on, tau_off, ed50, log s_f
    gradient = np.empty(10)
    gradient[0] = by[0] * l_f**2 * (1 - rho)  # dl_f / dlogit rho
    gradient[1] = by[2] * 2 * slow**2
    gradient[2] = by[1] * l_s * priors[4]
    gradient[3] = by[3] * 2 * error**2 * (priors[6] if sem_known else 1.0)
    gradient[4] = by[6] * tau_on * priors[8]
    gradient[5] = by[7] * tau_off * priors[10]
    gradient[6] = by[8] * ed50 * priors[12]
    gradient[7] = by[9] - (2 * error**2 * by[3] if sem_known else 0.0)
    gradient[8] = by[4] * priors[15]
    gradient[9] = by[5] * priors[17]

    total = log_likelihood + a * np.log(rho) + b * np.log(1 - rho)
    gradient[0] += a * (1 - rho) - b * rho
    total += x[1] - 0.5 * (slow / sd_slow) ** 2
    gradient[1] += 1 - (slow / sd_slow) ** 2
    total += x[7] - 0.5 * (s_f / priors[13]) ** 2
    gradient[7] += 1 - (s_f / priors[13]) ** 2
    if sem_known:
        total -= 0.5 * x[3] ** 2
        gradient[3] -= x[3]
    else:
        total += x[3] - 0.5 * (error / priors[6]) ** 2
        gradient[3] += 1 - (error / priors[6]) ** 2
    for j in (2, 4, 5, 6, 8, 9):
        total -= 0.5 * x[j] ** 2
        gradient[j] -= x[j]
    return total, gradient


@numba.njit(cache=True, nogil=True, error_model="numpy")
def _filter(
    times: Floats,
    values: Floats,
    mu: float,
    beta: float,
    effect: Floats,
    l_f: float,
    l_s: float,
    q: float,
    r: float,
    s_f: float,
) -> tuple[float, Floats]:
    """Log likelihood and its derivatives; P is the covariance over s_f^2."""
    ff, fs, ss = 1.0, 0.0, q
    d_ff, d_fs, d_ss = np.zeros(4), np.zeros(4), np.zeros(4)
    d_ss[2] = 1.0
    m_f = m_s = 0.0
    d_f, d_s, d_e = np.zeros(9), np.zeros(9), np.zeros(9)
    by = np.zeros(10)
    total = 0.0
    before, last = times[0], -1.0  # the first gap is 0, over which nothing moves
    keep_f = keep_s = 1.0
    precision = 1 / s_f**2
    for i in range(len(times)):
        gap = times[i] - before
        before = times[i]
        if gap != last:
            keep_f, keep_s, last = np.exp(-gap / l_f), np.exp(-gap / l_s), gap
        by_f, by_s = keep_f * gap / l_f**2, keep_s * gap / l_s**2
        for j in range(4):
            d_ff[j] *= keep_f**2
            d_fs[j] *= keep_f * keep_s
            d_ss[j] *= keep_s**2
        d_ff[0] += 2 * keep_f * by_f * (ff - 1)
        d_fs[0] += by_f * keep_s * fs
        d_fs[1] += keep_f * by_s * fs
        d_ss[1] += 2 * keep_s * by_s * (ss - q)
        d_ss[2] += 1 - keep_s**2
        ff = 1 + keep_f**2 * (ff - 1)
        fs *= keep_f * keep_s
        ss = q + keep_s**2 * (ss - q)
        for j in range(9):
            d_f[j] *= keep_f
            d_s[j] *= keep_s
        d_f[0] += by_f * m_f
        d_s[1] += by_s * m_s
        m_f *= keep_f
        m_s *= keep_s
        c_f, c_s = ff + fs, fs + ss
        v = c_f + c_s + r
        e = values[i] - mu - beta * effect[i, 0] - m_f - m_s
        for j in range(9):
            d_e[j] = -d_f[j] - d_s[j]
        d_e[4] -= 1
        d_e[5] -= effect[i, 0]
        d_e[6] -= beta * effect[i, 1]
        d_e[7] -= beta * effect[i, 2]
        d_e[8] -= beta * effect[i, 3]
        one = 1 / v
        g_f, g_s = c_f * one, c_s * one
        square = e * e * one * precision
        total -= 0.5 * (np.log(v) + square)
        by[9] += square - 1
        pull = e * one * precision
        for j in range(9):
            by[j] -= pull * d_e[j]
            d_f[j] += g_f * d_e[j]
            d_s[j] += g_s * d_e[j]
        for j in range(4):
            d_cf, d_cs = d_ff[j] + d_fs[j], d_fs[j] + d_ss[j]
            d_v = d_cf + d_cs + (1.0 if j == 3 else 0.0)
            by[j] -= 0.5 * d_v * one * (1 - square)
            d_gf, d_gs = (d_cf - g_f * d_v) * one, (d_cs - g_s * d_v) * one
            d_f[j] += d_gf * e
            d_s[j] += d_gs * e
            d_ff[j] -= d_gf * c_f + g_f * d_cf
            d_fs[j] -= d_gf * c_s + g_f * d_cs
            d_ss[j] -= d_gs * c_s + g_s * d_cs
        m_f += g_f * e
        m_s += g_s * e
        ff -= g_f * c_f
        fs -= g_f * c_s
        ss -= g_s * c_s
    n = len(times)
    return total - n * np.log(s_f) - 0.5 * n * np.log(2 * np.pi), by
