"""Where the hyperparameters are looked at: fixed points, adaptive stages, mixture weights.

The hyperparameters stand in normal scores z, where the prior is N(0, I). Each stage places the
next stretch of one fixed Sobol sequence through a normal distribution: the first through the
prior, each later one through the weighted mean and covariance found so far, a little widened,
of the posterior that rests on the fewest nodes (there is one for each prior of the effect).
While the weights rest on a handful of nodes, the densest nodes lead instead (the cross-entropy
method), which finds a sharp posterior in a few stages. The nodes of all stages are kept and
weighted by target / (mixture of all stages' densities), so a poor stage costs time but no truth.
No random number is drawn: the same course gives the same bytes. Sums are numpy's own, not
those of the linear algebra library, whose order may change with the number of threads.

References
----------
Veach & Guibas 1995, SIGGRAPH 419-428, doi:10.1145/218380.218498 (mixture weights)
Cornuet et al. 2012, Scand J Stat 39:798-812, doi:10.1111/j.1467-9469.2011.00756.x (stages)
Rubinstein 1999, Methodol Comput Appl Probab 1:127-190, doi:10.1023/A:1010091220143 (leaders)
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace.sobol import normal_points

Floats = NDArray[np.float64]

STAGE = 512  # nodes: fewer adapt oftener, more share the cost of a pass over time
MOST_STAGES = 12
ENOUGH = 600.0  # effective nodes at which the stages end
WIDER = 1.15  # a proposal wider than the posterior keeps the weights even
LEADERS = 40  # nodes that lead while the weights rest on fewer than HANDFUL
HANDFUL = 20.0


@dataclass(frozen=True, slots=True)
class Cloud:
    """The nodes and what they weigh."""

    z: Floats  # shape (nodes, d), normal scores
    log_weight: Floats  # shape (nodes,), prior / mixture of the stages' densities, over nodes
    log_likelihood: Floats  # shape (nodes, priors of the effect)

    @property
    def effective(self) -> Floats:
        """Effective number of nodes under each prior of the effect, shape (priors,)."""
        weights = softmax(self.log_weight[:, None] + self.log_likelihood)
        nodes: Floats = 1 / np.square(weights).sum(axis=0)
        return nodes


@dataclass(frozen=True, slots=True)
class _Proposal:
    """The normal distribution that a stage's points are placed through."""

    mean: Floats  # shape (d,)
    root: Floats  # shape (d, d), lower triangular root of the covariance

    def place(self, points: Floats) -> Floats:
        placed: Floats = self.mean + np.einsum("ni,ji->nj", points, self.root)
        return placed

    def log_density(self, z: Floats) -> Floats:
        """Up to the constant that all proposals share, shape (nodes,)."""
        white = np.einsum("ni,ji->nj", z - self.mean, np.linalg.inv(self.root))
        density: Floats = -0.5 * np.square(white).sum(axis=1) - np.log(np.diag(self.root)).sum()
        return density


def explore(look: Callable[[Floats], Floats], dimensions: int) -> Cloud:
    """Place nodes until the posterior under every prior of the effect rests on enough of them.

    Parameters
    ----------
    look : callable
        From normal scores, shape (m, d), to log likelihoods, shape (m, priors of the effect).
    dimensions : int
        d, from 1 to sobol.DIMENSIONS.

    Returns
    -------
    Cloud
        At least two and at most MOST_STAGES stages of STAGE nodes.
    """
    proposals = [_Proposal(np.zeros(dimensions), np.eye(dimensions))]
    cloud = _look_at(proposals, None, look)
    while len(proposals) < MOST_STAGES and (len(proposals) == 1 or cloud.effective.min() < ENOUGH):
        proposals.append(_fit(cloud))
        cloud = _look_at(proposals, cloud, look)
    return cloud


def _look_at(
    proposals: list[_Proposal], before: Cloud | None, look: Callable[[Floats], Floats]
) -> Cloud:
    """Place the newest proposal's nodes and weigh all anew."""
    start = STAGE * (len(proposals) - 1)
    z = proposals[-1].place(normal_points(start, STAGE, len(proposals[0].mean)))
    log_likelihood = look(z)
    if before is not None:
        z = np.concatenate([before.z, z])
        log_likelihood = np.concatenate([before.log_likelihood, log_likelihood])
    densities = np.stack([one.log_density(z) for one in proposals])
    log_mixture = log_sum_exp(densities, axis=0)  # of equal shares, times their number
    log_prior = proposals[0].log_density(z)
    return Cloud(z, log_prior - log_mixture - np.log(STAGE), log_likelihood)


def _fit(cloud: Cloud) -> _Proposal:
    """The normal distribution of what is known of the least known posterior."""
    least = int(cloud.effective.argmin())
    weights = softmax(cloud.log_weight + cloud.log_likelihood[:, least])
    if cloud.effective[least] < HANDFUL:
        weights = _lead(cloud.z, cloud.log_likelihood[:, least])
    mean = (weights[:, None] * cloud.z).sum(axis=0)
    away = cloud.z - mean
    cov = np.einsum("ni,nj->ij", weights[:, None] * away, away)
    cov[np.diag_indices_from(cov)] *= 1 + 1e-6  # against rounding
    root: Floats = WIDER * np.linalg.cholesky(cov)
    return _Proposal(mean, root)


def _lead(z: Floats, log_likelihood: Floats) -> Floats:
    """Equal weights for the nodes of the highest posterior density."""
    log_density = log_likelihood - 0.5 * np.square(z).sum(axis=1)
    weights = np.zeros(len(log_density))
    weights[np.argsort(-log_density, kind="stable")[:LEADERS]] = 1 / LEADERS
    return weights


def softmax(log_weights: Floats) -> Floats:
    """Weights that add up to 1 along the first axis."""
    weights: Floats = np.exp(log_weights - log_weights.max(axis=0))
    weights /= weights.sum(axis=0)
    return weights


def log_sum_exp(logs: Floats, axis: int) -> Floats:
    """log(sum(exp(logs))) along an axis, without overflow."""
    top = logs.max(axis=axis, keepdims=True)
    total: Floats = np.log(np.exp(logs - top).sum(axis=axis)) + top.squeeze(axis)
    return total
