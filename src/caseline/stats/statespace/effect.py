"""The effect under one prior: two estimands, and how exactly they were integrated."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace.mixture import NormalMixture
from caseline.stats.statespace.model import Bells
from caseline.stats.statespace.nodes import STAGE, Cloud
from caseline.stats.statespace.priors import Normal
from caseline.stats.statespace.proposal import effective, log_sum_exp, softmax

Floats = NDArray[np.float64]

TAIL = 0.025  # beyond either end of the interval
TINY = 1e-300  # the least weight that is divided by
BATCHES = 8  # parts of each stage whose answers are compared


@dataclass(frozen=True)
class Effect:
    """The effect under one prior, signed so that above 0 is benefit, in the score's unit.

    The errors are standard errors of the integration over the nodes, from the answers of eight
    parts of the nodes; but for that of P(better) in posterior standard deviations. Measured on
    courses drawn from the prior, the true errors are about half as large.
    """

    prior: Normal
    steady: NormalMixture  # at the steady state of the maintenance dose, against no treatment
    days: Callable[[], NormalMixture]  # works out `period`, which is not always asked for
    interval: tuple[float, float]  # of the steady effect, equal-tailed, 95 %
    log_evidence: float  # log density of the values under this prior
    effective_nodes: float
    integration_error: float  # of the steady mean
    better_error: float  # of P(better), a probability
    end_error: float  # of the interval's less exact end
    beyond: Callable[[], Floats]  # each node's share beyond that end above the tail's, (nodes,)

    @cached_property
    def period(self) -> NormalMixture:
        """Days on treatment against days off, as assigned: onset included."""
        return self.days()


def effect_under(prior: Normal, cloud: Cloud, bells: Bells) -> Effect:
    """The posterior of the effect under a prior, from the same nodes as under any other."""
    logs = log_weights(prior, cloud, bells)
    weights = softmax(logs)
    precision, pull = bells.update(prior)
    means, sds = pull / precision, 1 / np.sqrt(precision)
    contrast = bells.contrast
    days = partial(NormalMixture.of, weights, contrast * means, np.abs(contrast) * sds)
    return summed_up(prior, logs, (weights, means, sds), days)


def summed_up(
    prior: Normal,
    logs: Floats,
    parts: tuple[Floats, Floats, Floats],
    days: Callable[[], NormalMixture],
) -> Effect:
    """An effect from the weights, means and deviations of its parts, shape (nodes, parts).

    `logs` are the logarithms of what each node and scale adds to the evidence.
    """
    from scipy.special import ndtr

    weights, means, sds = parts
    steady = NormalMixture.of(weights, means, sds)
    interval = steady.interval()
    errors = [_end_error(end, *parts) for end in interval]
    return Effect(
        prior=prior,
        steady=steady,
        days=days,
        interval=interval,
        log_evidence=float(log_sum_exp(logs.ravel(), axis=0)),
        effective_nodes=effective(weights.sum(axis=1)),
        integration_error=_batch_error(weights, means) / steady.sd,
        better_error=_batch_error(weights, ndtr(means / sds)),
        end_error=max(errors) / steady.sd,
        beyond=partial(_beyond, interval, parts, upper=errors[1] > errors[0]),
    )


def log_weights(prior: Normal, cloud: Cloud, bells: Bells) -> Floats:
    """Logarithms of what each node and scale adds to the evidence, shape (nodes, scales)."""
    return cloud.log_weight[:, None] + bells.log_evidence(prior)


def _end_error(end: float, weights: Floats, means: Floats, sds: Floats) -> float:
    """Standard error of a quantile: that of the share below it, over the density there."""
    from scipy.special import ndtr

    scores = (end - means) / sds
    density = (weights * np.exp(-0.5 * scores**2) / sds).sum() / sqrt(2 * np.pi)
    return _batch_error(weights, ndtr(scores)) / float(density)


def _beyond(
    interval: tuple[float, float], parts: tuple[Floats, Floats, Floats], *, upper: bool
) -> Floats:
    """How much more of each node lies beyond an end than of all nodes, 0 where less does."""
    from scipy.special import ndtr

    weights, means, sds = parts
    scores = (means - interval[1]) / sds if upper else (interval[0] - means) / sds
    shares = (weights * ndtr(scores)).sum(axis=1) / np.maximum(weights.sum(axis=1), TINY)
    above: Floats = np.maximum(shares - TAIL, 0)
    return above


def _batch_error(weights: Floats, answers: Floats) -> float:
    """Standard error of a weighted mean, from the same stretches of every stage."""
    shape = -1, BATCHES, STAGE // BATCHES, weights.shape[1]
    weights, answers = weights.reshape(shape), answers.reshape(shape)
    parts = np.einsum("sbnp,sbnp->b", weights, answers) / np.einsum("sbnp->b", weights)
    return float(np.std(parts, ddof=1)) / sqrt(BATCHES)
