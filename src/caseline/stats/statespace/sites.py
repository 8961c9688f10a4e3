"""Answers that only say between which two thresholds a value lay: expectation propagation.

The likelihood of each answer, a difference of two normal tails, is stood in for by a normal
error of its own, a site: the value `centre` with the variance `variance`. Each sweep sets every
site so that mean and variance of its value are right, given what all the other sites say of it
(the cavity). What is left is the linear model with one error for each value, for which level,
effect and evidence are exact.

References
----------
Minka 2001, UAI 17:362-369, arXiv:1301.2294 (expectation propagation)
Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, section 3.6
"""

from dataclasses import dataclass
from math import log, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace.filter import Texture, Transitions
from caseline.stats.statespace.smoother import Solved, solve

Floats = NDArray[np.float64]

MOST_SWEEPS = 16
FREE_SWEEPS = 3  # mostly enough; where there is little noise, sites then swing to and fro
SETTLED = 0.03  # of log evidence, for the nodes that count
COUNTS = 12.0  # of log evidence behind the best node: further back a node weighs nothing
FARTHEST = 36.0  # standard deviations: beyond, a normal tail is 0 in double precision
TINY = 1e-290
ROUNDING = 1e-12  # of a precision: less is left where s_f is next to nothing
CLOSEST, WIDEST = 1e-9, 1e7  # variance of a site, over s_f^2


@dataclass(frozen=True, slots=True)
class Sites:
    """The normal stand-in of each answer; shape (n, nodes)."""

    centre: Floats
    variance: Floats

    def of(self, nodes: slice) -> "Sites":
        """Those of some of the nodes; one column that stands for all nodes stays as it is."""
        if self.centre.shape[1] == 1:
            return self
        return Sites(self.centre[:, nodes], self.variance[:, nodes])

    @classmethod
    def joined(cls, parts: "list[Sites]") -> "Sites":
        """The nodes of several parts, one after the other."""
        centres, variances = ([getattr(one, x) for one in parts] for x in ("centre", "variance"))
        return cls(np.concatenate(centres, axis=1), np.concatenate(variances, axis=1))

    def half_way(self, other: "Sites") -> "Sites":
        """Between these and others, as precisions add up."""
        own, theirs = 1 / self.variance, 1 / other.variance
        both = own + theirs
        return Sites((own * self.centre + theirs * other.centre) / both, 2 / both)

    def typical(self, weights: Floats) -> "Sites":
        """One site for each answer, shape (n, 1), from weights of the nodes that add up to 1."""
        precision = (weights / self.variance).sum(axis=1, keepdims=True)
        pull = (weights * self.centre / self.variance).sum(axis=1, keepdims=True)
        return Sites(pull / precision, 1 / precision)


@dataclass(frozen=True, slots=True)
class Between:
    """The thresholds around each answer, shape (n, nodes); the outermost are infinite."""

    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Linear:
    """The linear part of a node: columns (n, p, nodes), and the priors of their coefficients."""

    columns: Floats
    means: Floats  # shape (p,)
    variances: Floats  # shape (p,)


@dataclass(frozen=True, slots=True)
class Approximation:
    """What the answers say of the coefficients at each node, as a normal distribution."""

    log_evidence: Floats  # shape (nodes,)
    mean: Floats  # shape (nodes, p)
    cov: Floats  # shape (nodes, p, p)
    sites: Sites


def approximate(
    times: Floats, between: Between, linear: Linear, s_f: Floats, texture: Texture, start: Sites
) -> Approximation:
    """The posterior of the coefficients at each node.

    Parameters
    ----------
    times : shape (n,)
        Days, strictly rising.
    between : Between
        The thresholds around each answer, in points.
    linear : Linear
        Level, exposure and any other column.
    s_f : shape (nodes,)
        Standard deviation of the fast component, in points.
    texture : Texture
        The covariance of each node over s_f^2.
    start : Sites
        Where the sweeps begin; one column may stand for all nodes.
    """
    transitions = Transitions(texture, 1 + linear.columns.shape[1])
    error = (texture.error * s_f) ** 2
    shape = (len(times), len(s_f))
    sites = Sites(np.broadcast_to(start.centre, shape), np.broadcast_to(start.variance, shape))
    before = np.full(shape[1], -np.inf)
    for sweep in range(MOST_SWEEPS):
        found, cavity = _regression(times, sites, linear, s_f, transitions)
        log_evidence, matched = _matched(found.log_evidence, cavity, sites, between, error)
        sites = matched if sweep < FREE_SWEEPS else sites.half_way(matched)
        moved = np.abs(log_evidence - before)[log_evidence > log_evidence.max() - COUNTS]
        if moved.max() < SETTLED:
            break
        before = log_evidence
    return Approximation(log_evidence, found.mean, found.cov, sites)


@dataclass(frozen=True, slots=True)
class _Cavity:
    """What all other sites say of a value, the site's own error included; shape (n, nodes)."""

    mean: Floats
    variance: Floats


def _regression(
    times: Floats, sites: Sites, linear: Linear, s_f: Floats, transitions: Transitions
) -> tuple[Approximation, _Cavity]:
    """The linear model with the sites as its values, and each value left out once."""
    n, p, nodes = linear.columns.shape
    scale = s_f**2
    columns = np.empty((n, 1 + p, nodes))
    columns[:, 0] = sites.centre
    for k, mean in enumerate(linear.means):
        columns[:, 0] -= mean * linear.columns[:, k]
    columns[:, 1:] = linear.columns
    solved = solve(times, columns, sites.variance / scale, transitions)
    products = _products(columns, solved.columns) / scale[:, None, None]
    precision = products[:, 1:, 1:] + np.diag(1 / linear.variances)
    cov: Floats = np.linalg.inv(precision).astype(np.float64, copy=False)
    away = np.einsum("jab,jb->ja", cov, products[:, 1:, 0])
    fit = products[:, 0, 0] - np.einsum("ja,ja->j", away, products[:, 1:, 0])
    log_det = solved.log_det + n * np.log(scale) + np.linalg.slogdet(precision)[1]
    log_det += np.log(linear.variances).sum()
    log_evidence = -0.5 * (n * log(2 * pi) + log_det + fit)
    found = Approximation(log_evidence, linear.means + away, cov, sites)
    return found, _left_out(sites, solved, away, cov, scale)


def _left_out(sites: Sites, solved: Solved, away: Floats, cov: Floats, scale: Floats) -> _Cavity:
    precision, surprise = solved.diagonal * scale, solved.columns[:, 0].copy()
    for a in range(away.shape[1]):
        known = solved.columns[:, 1 + a]
        surprise -= known * away[:, a]
        precision -= known * known * cov[:, a, a]
        for b in range(a):
            precision -= known * solved.columns[:, 1 + b] * (2 * cov[:, a, b])
    precision = np.maximum(precision, ROUNDING * scale * solved.diagonal)
    return _Cavity(sites.centre - surprise * (scale / precision), scale**2 / precision)


def _products(given: Floats, solved: Floats) -> Floats:
    """Of each column with each column over R, shape (nodes, columns, columns)."""
    _, count, nodes = given.shape
    found = np.empty((nodes, count, count))
    for a in range(count):
        for b in range(a + 1):
            found[:, a, b] = np.einsum("ij,ij->j", given[:, a], solved[:, b])
            found[:, b, a] = found[:, a, b]
    return found


def _matched(
    log_evidence: Floats, cavity: _Cavity, sites: Sites, between: Between, error: Floats
) -> tuple[Floats, Sites]:
    """The evidence with the sites as they are, and sites with the right moments."""
    spread = np.maximum(cavity.variance - sites.variance, CLOSEST)
    log_mass, slope, curvature = interval_moments(between, cavity.mean, np.sqrt(spread + error))
    away = cavity.mean - sites.centre
    log_normal = -0.5 * (np.log(2 * pi * cavity.variance) + away**2 / cavity.variance)
    total = log_evidence + (log_mass - log_normal).sum(axis=0)
    curvature = np.maximum(curvature, 1 / WIDEST)
    variance = np.clip(1 / curvature - spread, CLOSEST, WIDEST)
    return total, Sites(cavity.mean + slope / curvature, variance)


def interval_moments(between: Between, mean: Floats, sd: Floats) -> tuple[Floats, Floats, Floats]:
    """Log probability of an interval under N(mean, sd^2); its slope and curvature in the mean.

    Returns
    -------
    log_mass, slope, curvature : shape (n, nodes)
        The curvature is signed so that it is above 0.
    """
    from scipy.special import ndtr

    low, high = (between.low - mean) / sd, (between.high - mean) / sd
    flipped = low + high > 0  # differences of tails are exact on the left side only
    low, high = np.where(flipped, -high, low), np.where(flipped, -low, high)
    np.clip(low, -FARTHEST, FARTHEST, out=low)
    np.clip(high, -FARTHEST, FARTHEST, out=high)
    mass = np.maximum(ndtr(high) - ndtr(low), TINY)
    at_low, at_high = (np.exp(-0.5 * end**2) / sqrt(2 * pi) for end in (low, high))
    slope = (at_low - at_high) / mass
    curvature = (slope**2 + (high * at_high - low * at_low) / mass) / sd**2
    return np.log(mass), np.where(flipped, -slope, slope) / sd, curvature
