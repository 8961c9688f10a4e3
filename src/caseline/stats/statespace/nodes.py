"""Where the hyperparameters are looked at: fixed points, adaptive stages, mixture weights.

The hyperparameters stand in normal scores z, where the prior is N(0, I). Each stage places the
next stretch of one fixed Sobol sequence through a normal distribution: the first through the
prior, each later one through what is known by then of the posterior that rests on the fewest
nodes (there is one for each prior of the effect). The nodes of all stages are kept and weighted
by target / (mixture of all stages' densities), so a poor stage costs time but no truth.

No random number is drawn: the same course gives the same bytes. Long sums are numpy's own, not
those of the linear algebra library, whose order may change with the number of threads.

References
----------
Veach & Guibas 1995, SIGGRAPH 419-428, doi:10.1145/218380.218498 (mixture weights)
Cornuet et al. 2012, Scand J Stat 39:798-812, doi:10.1111/j.1467-9469.2011.00756.x (stages)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace.proposal import (
    Proposal,
    effective,
    log_sum_exp,
    propose,
    softmax,
)
from caseline.stats.statespace.sobol import normal_points

Floats = NDArray[np.float64]

STAGE = 512  # nodes: fewer adapt oftener, more share the cost of a pass over time
MOST_STAGES = 12


@dataclass(frozen=True, slots=True)
class Cloud:
    """The nodes and what they weigh."""

    z: Floats  # shape (nodes, d), normal scores
    log_weight: Floats  # shape (nodes,), prior / mixture of the stages' densities, over nodes
    log_likelihood: Floats  # shape (nodes, priors of the effect)
    newest: Proposal  # where the last STAGE of them were placed

    @property
    def effective(self) -> Floats:
        """Effective number of nodes under each prior of the effect, shape (priors,)."""
        logs = self.log_weight[:, None] + self.log_likelihood
        return np.array([effective(softmax(one)) for one in logs.T])


def explore(
    look: Callable[[Floats], Floats], dimensions: int, start: Proposal | None = None
) -> Iterator[Cloud]:
    """Place nodes stage by stage, for as long as more are asked for.

    Parameters
    ----------
    look : callable
        From normal scores, shape (m, d), to log likelihoods, shape (m, priors of the effect).
    dimensions : int
        d, from 1 to sobol.DIMENSIONS.
    start : Proposal, optional
        Where the first stage goes, where something is known; without it the prior.

    Yields
    ------
    Cloud
        All nodes so far, after each stage from the second to MOST_STAGES; with a start, from
        the first.
    """
    proposals = [start or _prior(dimensions)]
    cloud = _look_at(proposals, None, look)
    if start is not None:
        yield cloud
    while len(proposals) < MOST_STAGES:
        proposals.append(next_stage(cloud))
        cloud = _look_at(proposals, cloud, look)
        yield cloud


def next_stage(cloud: Cloud) -> Proposal:
    """Where further nodes would go: through the posterior that rests on the fewest nodes."""
    log_likelihood = cloud.log_likelihood[:, cloud.effective.argmin()]
    log_density = log_likelihood - 0.5 * np.square(cloud.z).sum(axis=1)
    return propose(cloud.z, cloud.log_weight + log_likelihood, log_density, newest=STAGE)


def _look_at(
    proposals: list[Proposal], before: Cloud | None, look: Callable[[Floats], Floats]
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
    log_prior = _prior(z.shape[1]).log_density(z)
    return Cloud(z, log_prior - log_mixture - np.log(STAGE), log_likelihood, proposals[-1])


def revisit(look: Callable[[Floats], Floats], cloud: Cloud, columns: list[int]) -> Cloud:
    """The newest stage of a cloud under another likelihood, on some of its coordinates."""
    newest = cloud.newest.of(columns)
    z = cloud.z[-STAGE:, columns]
    log_weight = _prior(len(columns)).log_density(z) - newest.log_density(z) - np.log(STAGE)
    return Cloud(z, log_weight, look(z), newest)


def _prior(dimensions: int) -> Proposal:
    return Proposal(np.zeros(dimensions), np.eye(dimensions))
