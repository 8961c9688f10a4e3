"""The same posterior by plain importance sampling at very many scrambled Sobol points.

It shares the likelihood with the fit, which the tests compare with a dense normal density, and
nothing of the stages but the place where its points begin.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import qmc

from caseline.stats.statespace import NormalMixture, Posterior
from caseline.stats.statespace.model import Bells
from caseline.stats.statespace.proposal import softmax

Floats = NDArray[np.float64]

POINTS = 2**16
CHUNK = 1024
WIDER = 1.25
FROM_PRIOR = POINTS // 16  # the first of them go through the prior, the rest around the posterior


def large_run(posterior: Posterior) -> dict[str, dict[str, float]]:
    """Mean, sd, P(benefit) and 95 % interval of the steady effect, under each prior.

    The points come from two normal proposals: the prior, and a wide one at the posterior's mean
    and covariance.
    """
    model, cloud = posterior.model, posterior.cloud
    d = cloud.z.shape[1]
    weights = softmax(cloud.log_weight + cloud.log_likelihood[:, 0])
    mean, cov = weights @ cloud.z, np.cov(cloud.z.T, aweights=weights, ddof=0)
    root = WIDER * np.linalg.cholesky(np.atleast_2d(cov))
    points = ndtri(qmc.Sobol(d, rng=np.random.default_rng(1)).random(POINTS))
    z = mean + points @ root.T
    z[:FROM_PRIOR] = points[:FROM_PRIOR]
    log_prior = -0.5 * np.square(z).sum(axis=1)
    white = np.linalg.solve(root, (z - mean).T)
    log_wide = -0.5 * np.square(white).sum(axis=0) - np.log(np.diag(root)).sum()
    share = FROM_PRIOR / POINTS
    log_mixture = np.logaddexp(log_prior + np.log(share), log_wide + np.log1p(-share))
    chunks = [model.bells(z[i : i + CHUNK]) for i in range(0, POINTS, CHUNK)]
    bells = Bells.joined(chunks)
    found = {}
    for name, prior in model.priors.effects.items():
        logs = (log_prior - log_mixture)[:, None] + bells.log_evidence(prior)
        precision, pull = bells.update(prior)
        weights = softmax(logs)
        mixture = NormalMixture.of(weights, pull / precision, precision**-0.5)
        found[name] = summary(mixture)
        found[name]["nodes"] = 1 / float(np.square(weights.sum(axis=1)).sum())
    return found


def summary(mixture: NormalMixture) -> dict[str, float]:
    low, high = mixture.interval()
    return {
        "mean": mixture.mean,
        "sd": mixture.sd,
        "p_better": float(mixture.above(0)),
        "low": low,
        "high": high,
    }
