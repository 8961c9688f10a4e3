"""Where the hyperparameters are looked at: fixed points, adaptive stages, mixture weights.

The hyperparameters stand in normal scores z, where the prior is N(0, I). Each stage places the
next stretch of one fixed Sobol sequence through a normal distribution: the first through the
prior, each later one through what is known by then of the posterior that rests on the fewest
nodes (there is one for each prior of the effect), or through that part of it on which hangs
what is still unsure, such as an end of the interval. The nodes of all stages are kept and weighted
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
LEAST_DOUBT = 1e-9  # of a node that nothing hangs on, over the largest


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
    look: Callable[[Floats], Floats],
    dimensions: int,
    start: Proposal | None = None,
    doubt: Callable[[Cloud], Floats | None] = lambda _: None,
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
    doubt : callable, optional
        From all nodes so far to how much of what is still unsure hangs on each, 0 or more, not
        all 0. The next stage goes to the posterior times this; without it to the posterior.

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
        proposals.append(next_stage(cloud, doubt(cloud)))
        cloud = _look_at(proposals, cloud, look)
        yield cloud


def next_stage(cloud: Cloud, doubt: Floats | None = None) -> Proposal:
    """Where further nodes would go: through the posterior that rests on the fewest nodes."""
    log_likelihood = cloud.log_likelihood[:, cloud.effective.argmin()]
    log_density = log_likelihood + prior_density(cloud.z)
    log_weight = cloud.log_weight + log_likelihood
    if doubt is not None:
        log_weight = log_weight + np.log(doubt + LEAST_DOUBT * doubt.max())
    return propose(cloud.z, log_weight, log_density, newest=STAGE)


def _look_at(
    proposals: list[Proposal], before: Cloud | None, look: Callable[[Floats], Floats]
) -> Cloud:
    """Place the newest proposal's nodes and weigh all anew."""
    start, newest = STAGE * (len(proposals) - 1), proposals[-1]
    z = newest.place(normal_points(start, STAGE, len(newest.mean)))
    densities = np.stack([one.log_density(z) for one in proposals])
    log_mixture = log_sum_exp(densities, axis=0)  # of equal shares, times their number
    log_weight = prior_density(z) - log_mixture - np.log(STAGE)
    log_likelihood = look(z)
    if before is not None:
        log_share = newest.log_density(before.z) + np.log(STAGE) - prior_density(before.z)
        log_weight = np.concatenate([-np.logaddexp(-before.log_weight, log_share), log_weight])
        z = np.concatenate([before.z, z])
        log_likelihood = np.concatenate([before.log_likelihood, log_likelihood])
    return Cloud(z, log_weight, log_likelihood, newest)


def revisit(look: Callable[[Floats], Floats], cloud: Cloud, columns: list[int]) -> Cloud:
    """The newest stage of a cloud under another likelihood, on some of its coordinates."""
    newest = cloud.newest.of(columns)
    z = cloud.z[-STAGE:, columns]
    log_weight = prior_density(z) - newest.log_density(z) - np.log(STAGE)
    return Cloud(z, log_weight, look(z), newest)


def prior_density(z: Floats) -> Floats:
    """Log density of the prior up to the constant that all proposals share, shape (nodes,)."""
    density: Floats = -0.5 * np.einsum("ni,ni->n", z, z)
    return density


def _prior(dimensions: int) -> Proposal:
    return Proposal(np.zeros(dimensions), np.eye(dimensions))
