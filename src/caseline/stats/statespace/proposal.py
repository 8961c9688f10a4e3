"""Where the next nodes go: a normal distribution like what is known of the posterior.

Well known, its weighted mean and covariance. Hardly known, there are two ways on. While each
stage still finds a higher density, a quadratic surface through the densest nodes leads to the
summit, as Newton's method would. Where none does, the weights are tempered until they rest on
a few more nodes, so that a node far out with much weight draws others to it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WIDER = 1.2  # a proposal wider than the posterior: its tails are where interval ends are told
HANDFUL = 60.0  # effective nodes from which a covariance can be told
CLIMB = 0.5  # of log density: less is no climb
NODES_PER_COEFFICIENT = 4
LONGEST_STEP = 3.0  # in spreads of the densest nodes
LEAST_CURVATURE = 1.0  # the prior's own, in normal scores
BISECTIONS = 30


@dataclass(frozen=True, slots=True)
class Proposal:
    """A normal distribution of nodes."""

    mean: Floats  # shape (d,)
    root: Floats  # shape (d, d), lower triangular root of the covariance

    def of(self, columns: list[int]) -> "Proposal":
        """That of some of the coordinates."""
        if columns == list(range(len(self.mean))):
            return self
        root = self.root[columns]
        return Proposal(self.mean[columns], root_of(np.einsum("ik,jk->ij", root, root)))

    def place(self, points: Floats) -> Floats:
        """Standard normal points where this distribution has them, shape (nodes, d)."""
        placed: Floats = self.mean + np.einsum("ni,ji->nj", points, self.root)
        return placed

    def log_density(self, z: Floats) -> Floats:
        """Up to the constant that all proposals share, shape (nodes,)."""
        away = np.ascontiguousarray((z - self.mean).T)
        white = np.einsum("in,ji->jn", away, np.linalg.inv(self.root))
        density: Floats = -0.5 * np.einsum("jn,jn->n", white, white)
        density -= np.log(np.diag(self.root)).sum()
        return density


def propose(z: Floats, log_weight: Floats, log_density: Floats, newest: int) -> Proposal:
    """The distribution of the next nodes.

    Parameters
    ----------
    z : shape (nodes, d)
        The nodes so far.
    log_weight : shape (nodes,)
        Their weights in the posterior.
    log_density : shape (nodes,)
        Its density there, up to a constant.
    newest : int
        How many of the nodes, the last ones, are of the newest stage.
    """
    if effective(softmax(log_weight)) < HANDFUL:
        older = log_density[:-newest].max(initial=-np.inf)
        if log_density[-newest:].max() > older + CLIMB:
            return summit(z, log_density)
    weights = _tempered(log_weight)
    mean = (weights[:, None] * z).sum(axis=0)
    away = z - mean
    cov = np.einsum("ni,nj->ij", weights[:, None] * away, away)
    cov[np.diag_indices_from(cov)] *= 1 + 1e-6  # against rounding
    return Proposal(mean, WIDER * root_of(cov))


def summit(z: Floats, log_density: Floats) -> Proposal:
    """Mode and curvature of the quadratic surface through the densest nodes."""
    d = z.shape[1]
    upper = np.triu_indices(d)
    count = NODES_PER_COEFFICIENT * (1 + d + len(upper[0]))
    densest = np.argsort(-log_density, kind="stable")[:count]
    best = z[densest[0]]
    spread = np.sqrt(np.square(z[densest] - best).mean(axis=0))
    x = (z[densest] - best) / spread
    terms = np.concatenate([np.ones((len(x), 1)), x, x[:, upper[0]] * x[:, upper[1]]], axis=1)
    fitted = _least_squares(terms, log_density[densest])
    hessian = np.zeros((d, d))
    hessian[upper] = fitted[1 + d :]
    hessian = (hessian + hessian.T) / np.outer(spread, spread)
    curvature, axes = np.linalg.eigh(-hessian)
    curvature = np.maximum(curvature, LEAST_CURVATURE)
    cov = (axes / curvature) @ axes.T
    step = cov @ (fitted[1 : 1 + d] / spread)
    far = np.sqrt(np.square(step / spread).sum())
    return Proposal(best + step * min(1.0, LONGEST_STEP / far), WIDER * root_of(cov))


def _least_squares(terms: Floats, values: Floats) -> Floats:
    """By the normal equations, which one processor solves sooner than two agree on a share."""
    both = np.einsum("ni,nj->ij", terms, np.column_stack((terms, values)))
    products = both[:, :-1]
    products[np.diag_indices_from(products)] *= 1 + 1e-9  # against terms that say the same
    found: Floats = np.linalg.solve(products, both[:, -1])
    return found


def _tempered(log_weight: Floats) -> Floats:
    """The weights, to the largest power at which they rest on a handful of nodes."""
    if effective(softmax(log_weight)) >= HANDFUL:
        return softmax(log_weight)
    low, high = 0.0, 1.0
    for _ in range(BISECTIONS):
        power = (low + high) / 2
        if effective(softmax(power * log_weight)) >= HANDFUL:
            low = power
        else:
            high = power
    return softmax(low * log_weight)


def root_of(cov: Floats) -> Floats:
    """The lower triangular root of a covariance."""
    return np.asarray(np.linalg.cholesky(cov), dtype=np.float64)


def effective(weights: Floats) -> float:
    """How many equal weights would be as even, for weights that add up to 1."""
    return 1 / float(np.square(weights).sum())


def softmax(log_weights: Floats) -> Floats:
    """Weights that add up to 1 over all axes; they lie in memory as their logarithms do."""
    weights: Floats = np.exp(log_weights - log_weights.max())
    weights /= weights.sum()
    return weights


def log_sum_exp(logs: Floats, axis: int) -> Floats:
    """log(sum(exp(logs))) along an axis, without overflow."""
    top = logs.max(axis=axis, keepdims=True)
    total: Floats = np.log(np.exp(logs - top).sum(axis=axis)) + top.squeeze(axis)
    return total
