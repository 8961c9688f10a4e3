"""The posterior of the ordinal model without its approximation: particles at very many nodes.

At each node of hyperparameters a particle filter reads the answers one after the other: each
particle draws the latent value between its two thresholds, exactly from what its own past says,
and a Kalman filter of both components, level and effect goes on from there. The product of the
answers' probabilities is an unbiased estimate of the node's likelihood, so the nodes, weighted
by it, are plain importance sampling of the exact posterior. Nothing of the expectation
propagation is used but the place where the nodes lie.

References
----------
Andrieu & Roberts 2009, Ann Stat 37:697-725, doi:10.1214/07-AOS574 (unbiased likelihoods)
Pitt & Shephard 1999, J Am Stat Assoc 94:590-599, doi:10.1080/01621459.1999.10474153
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri
from scipy.stats import qmc

from caseline.stats.statespace.ordinal import OrdinalModel
from caseline.stats.statespace.ordinal_posterior import OrdinalPosterior
from caseline.stats.statespace.proposal import softmax

Floats = NDArray[np.float64]
Generator = np.random.Generator

NODES = 2**14
PARTICLES = 64
CHUNK = 256
WIDER = 1.3
FROM_PRIOR = 1 / 16  # of them, the first, go through the prior, the rest around the posterior
BATCHES = 32  # parts of the nodes, for the standard errors
SMALLEST = 1e-300


def exact(posterior: OrdinalPosterior, nodes: int = NODES) -> dict[str, float]:
    """Mean, sd, P(benefit) and 95 % interval of the steady effect, each with what it may err by."""
    model, rng = posterior.model, np.random.default_rng(1)
    z, log_weight = _nodes(posterior, nodes, rng)
    logs, draws = [], []
    for i in range(0, nodes, CHUNK):
        log_likelihood, effects = _filtered(model, z[i : i + CHUNK], rng)
        logs.append(log_likelihood)
        draws.append(effects)
    logs_of_nodes = log_weight + np.concatenate(logs)
    return _summary(softmax(logs_of_nodes), np.concatenate(draws))


def _nodes(posterior: OrdinalPosterior, count: int, rng: Generator) -> tuple[Floats, Floats]:
    """Nodes in random order, and the logarithm of prior over density."""
    cloud = posterior.cloud
    d = cloud.z.shape[1]
    weights = softmax(cloud.log_weight + cloud.log_likelihood[:, 0])
    mean, cov = weights @ cloud.z, np.cov(cloud.z.T, aweights=weights, ddof=0)
    root = WIDER * np.linalg.cholesky(np.atleast_2d(cov))
    points = ndtri(qmc.Sobol(d, rng=rng).random(count))
    z = mean + points @ root.T
    from_prior = round(FROM_PRIOR * count)
    z[:from_prior] = points[:from_prior]
    log_prior = -0.5 * np.square(z).sum(axis=1)
    white = np.linalg.solve(root, (z - mean).T)
    log_wide = -0.5 * np.square(white).sum(axis=0) - np.log(np.diag(root)).sum()
    log_prior_part = log_prior + np.log(FROM_PRIOR)
    log_mixture = np.logaddexp(log_prior_part, log_wide + np.log1p(-FROM_PRIOR))
    order = rng.permutation(count)
    return z[order], (log_prior - log_mixture)[order]


def _filtered(model: OrdinalModel, z: Floats, rng: Generator) -> tuple[Floats, Floats]:
    """Log likelihood of each node, and draws of its effect, shape (nodes, particles)."""
    course, hyper, s_f = model.course, model.hyper(z), model.s_f(z)
    exposed = model.exposure(z)[course.measured]
    low, high = model.thresholds(z).around(model.levels.places(course.values))
    effect = next(iter(model.priors.effects.values()))
    texture, ones = hyper.texture, np.ones(len(z))
    rates = -1 / np.stack([texture.l_f, texture.l_s])
    stationary = np.stack([s_f**2, (s_f * texture.slow) ** 2])
    cov = np.zeros((len(z), 4, 4))
    cov[:, [0, 1, 2, 3], [0, 1, 2, 3]] = np.stack(
        [*stationary, ones * model.priors.mu.sd**2, ones * effect.sd**2], axis=1
    )
    mean = np.zeros((len(z), PARTICLES, 4))
    mean[..., 2:] = course.mu, effect.mean
    log_weight = np.zeros((len(z), PARTICLES))
    times = course.planned[course.measured]
    for i, gap in enumerate(np.diff(times, prepend=times[0])):
        kept = np.concatenate([np.exp(gap * rates), np.ones((2, len(z)))]).T
        mean *= kept[:, None]
        cov *= kept[:, :, None] * kept[:, None, :]
        cov[:, [0, 1], [0, 1]] += (stationary * (1 - np.exp(2 * gap * rates))).T
        seen = np.stack([ones, ones, ones, exposed[i]], axis=1)
        told = np.einsum("jab,jb->ja", cov, seen)
        variance = np.einsum("ja,ja->j", told, seen) + (texture.error * s_f) ** 2
        sd = np.sqrt(variance)[:, None]
        centre = np.einsum("jpa,ja->jp", mean, seen)
        share, value = _between(low[i][:, None], high[i][:, None], centre, sd, rng)
        log_weight += np.log(np.maximum(share, SMALLEST))
        mean += (told / variance[:, None])[:, None] * (value - centre)[..., None]
        cov -= told[:, :, None] * told[:, None, :] / variance[:, None, None]
        _resample(mean, log_weight, rng)
    top = log_weight.max(axis=1)
    weights = np.exp(log_weight - top[:, None])
    log_likelihood = top + np.log(weights.mean(axis=1))
    return log_likelihood, _effects(model, z, mean, cov, weights, rng)


def _between(
    low: Floats, high: Floats, centre: Floats, sd: Floats, rng: Generator
) -> tuple[Floats, Floats]:
    """Probability of the cell, and a latent value drawn from it."""
    a, b = (low - centre) / sd, (high - centre) / sd
    flipped = a + b > 0
    a, b = np.where(flipped, -b, a), np.where(flipped, -a, b)
    below = ndtr(a)
    share = ndtr(b) - below
    drawn = ndtri(np.maximum(below + rng.random(share.shape) * share, SMALLEST))
    return share, centre + sd * np.where(flipped, -drawn, drawn)


def _resample(mean: Floats, log_weight: Floats, rng: Generator) -> None:
    """Systematic, where the weights rest on less than half of the particles."""
    weights = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    total = weights.sum(axis=1)
    few = total**2 / np.square(weights).sum(axis=1) < PARTICLES / 2
    if not few.any():
        return
    ends = np.cumsum(weights[few], axis=1) / total[few, None]
    at = (rng.random((few.sum(), 1)) + np.arange(PARTICLES)) / PARTICLES
    chosen = np.minimum((ends[:, None, :] < at[:, :, None]).sum(axis=2), PARTICLES - 1)
    mean[few] = np.take_along_axis(mean[few], chosen[..., None], axis=1)
    level = log_weight[few].max(axis=1) + np.log(total[few] / PARTICLES)
    log_weight[few] = level[:, None]


def _effects(
    model: OrdinalModel, z: Floats, mean: Floats, cov: Floats, weights: Floats, rng: Generator
) -> Floats:
    """Draws of the difference of the expected score, as many as particles and as likely."""
    share = weights / weights.sum(axis=1, keepdims=True)
    at = (rng.random((len(z), 1)) + np.arange(PARTICLES)) / PARTICLES
    ends = np.cumsum(share, axis=1)
    chosen = np.minimum((ends[:, None, :] < at[:, :, None]).sum(axis=2), PARTICLES - 1)
    root = np.linalg.cholesky(cov[:, 2:, 2:])
    centre = np.take_along_axis(mean, chosen[..., None], axis=1)[..., 2:]
    drawn = centre + np.einsum("jab,jpb->jpa", root, rng.normal(size=centre.shape))
    texture = model.hyper(z).texture
    sd = (model.s_f(z) * np.sqrt(1 + texture.slow**2 + texture.error**2))[:, None]
    thresholds = model.thresholds(z)
    on, off = (thresholds.expected(x, sd) for x in (drawn.sum(axis=2), drawn[..., 0]))
    difference: Floats = on - off
    return difference


def _summary(weights: Floats, draws: Floats) -> dict[str, float]:
    found = _numbers(weights, draws)
    parts = [
        _numbers(softmax(np.log(np.maximum(weights[i::BATCHES], SMALLEST))), draws[i::BATCHES])
        for i in range(BATCHES)
    ]
    errors = {
        f"{name}_se": float(np.std([part[name] for part in parts], ddof=1)) / BATCHES**0.5
        for name in ("mean", "p_better", "low", "high")
    }
    return found | errors | {"nodes": 1 / float(np.square(weights).sum())}


def _numbers(weights: Floats, draws: Floats) -> dict[str, float]:
    each = np.broadcast_to(weights[:, None] / draws.shape[1], draws.shape).ravel()
    flat = draws.ravel()
    mean = float(each @ flat)
    order = np.argsort(flat)
    below = np.cumsum(each[order])
    low, high = np.interp([0.025, 0.975], below, flat[order])
    return {
        "mean": mean,
        "sd": float(np.sqrt(each @ (flat - mean) ** 2)),
        "p_better": float(each @ (flat > 0)),
        "low": float(low),
        "high": float(high),
    }
