"""Where the nodes of the ordinal model begin: at what is already known of the course.

A posterior of the same course, fitted to its scores as points, tells of all hyperparameters but
the thresholds, and finds too little fluctuation where answers pile up at a bound. Both are made
up for by how often each level was used on and off treatment, days taken for independent.
"""

import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace.effect import log_weights
from caseline.stats.statespace.ordinal import ERROR, SCALE, OrdinalModel
from caseline.stats.statespace.ordinal_posterior import OrdinalPosterior
from caseline.stats.statespace.posterior import Posterior
from caseline.stats.statespace.priors import LogNormal
from caseline.stats.statespace.proposal import WIDER, Proposal, root_of, softmax, summit
from caseline.stats.statespace.sites import Between, Sites, interval_moments
from caseline.stats.statespace.sobol import DIMENSIONS, normal_points

Floats = NDArray[np.float64]

POINTS = 256
ROUNDS = 4
SURER = 1.5  # levels tell less of the fluctuation than points seem to
NEAR_POINTS = 0.5  # log of the deviation over that of the points: two levels say nothing of it
SPREADS = (0.5, 0.5, 0.3, 0.7, 0.7)  # to begin with: means, logarithm of the deviation, shape


def around(known: Posterior, model: OrdinalModel) -> Proposal:
    """Where the first nodes go, from a posterior of the same course, Gaussian or ordinal."""
    weights, scores = _weights(known), _scores(known, model)
    mean, cov = np.zeros(DIMENSIONS), np.eye(DIMENSIONS)
    places = list(scores)
    values = np.stack([np.broadcast_to(one, weights.shape) for one in scores.values()])
    mean[places] = (weights * values).sum(axis=(1, 2))
    away = values - mean[places][:, None, None]
    cov[np.ix_(places, places)] = np.einsum("ans,bns->ab", weights * away, away)
    if not isinstance(known.model, OrdinalModel):
        _by_shares(mean, cov, known, model)
    active = model.active
    cov = cov[np.ix_(active, active)] + 1e-6 * np.eye(len(active))  # against rounding
    return Proposal(mean[active], WIDER * root_of(cov))


def carried_over(known: OrdinalPosterior, model: OrdinalModel) -> Sites:
    """The sites of another posterior's nodes where an answer is the same, else rough ones."""
    rough, before, now = model.first_sites(), known.model.course, model.course
    row = np.cumsum(before.measured) - 1
    answers = np.where(before.measured, before.values[row], np.nan)[now.measured]
    same, row = (answers == now.values)[:, None], row[now.measured]
    return Sites(
        np.where(same, known.sites.centre[row], rough.centre),
        np.where(same, known.sites.variance[row], rough.variance),
    )


def _weights(known: Posterior) -> Floats:
    leading = next(iter(known.model.priors.effects.values()))
    return softmax(log_weights(leading, known.cloud, known.bells))


def _scores(known: Posterior, model: OrdinalModel) -> dict[int, Floats]:
    """The normal score of each coordinate that the other posterior knows, (nodes, scales)."""
    z = known.cloud.z
    found = {place: z[:, [column]] for column, place in enumerate(known.model.active)}
    if isinstance(known.model, OrdinalModel):
        return found
    priors, log_s_f = model.priors, known.bells.log_s_f
    found[SCALE] = priors.s_f.score(np.exp(log_s_f))
    if isinstance(priors.error, LogNormal):
        s_e = np.log(known.model.hyper(z).texture.error[:, None]) + log_s_f
        found[ERROR] = (s_e - np.log(priors.error.median)) / priors.error.sd
    return found


def _by_shares(mean: Floats, cov: Floats, known: Posterior, model: OrdinalModel) -> None:
    """Move s_f and the shape of the thresholds to where the shares of the levels have them."""
    shares = _Shares(model)
    found = shares.mode()
    s_f = np.exp(float((_weights(known) * known.bells.log_s_f).sum()))
    s_f *= np.exp(found.mean[2]) / shares.deviation
    mean[SCALE] = float(model.priors.s_f.score(np.array(s_f)))
    cov[SCALE] *= SURER
    cov[:, SCALE] *= SURER
    inner = found.root[3:] @ found.root[3:].T / WIDER**2
    shape = slice(SCALE + 1, SCALE + 1 + len(inner))
    mean[shape], cov[shape, shape] = found.mean[3:], inner


class _Shares:
    """The answers on and off treatment as two normal samples seen through the thresholds."""

    def __init__(self, model: OrdinalModel) -> None:
        course = model.course
        on, values = course.on[course.measured], course.values
        self.model, self.on = model, on.astype(int)
        self.means = [float(values[on == one].mean()) for one in (False, True)]
        within = values - np.array(self.means)[self.on]
        self.deviation = float(np.sqrt(np.mean(within**2)))

    def mode(self) -> Proposal:
        """Of both means, the logarithm of the deviation, and the shape."""
        count = 3 + len(self.model.active) - 1 - self.model.active.index(SCALE)
        mean = np.zeros(count)
        mean[:3] = *self.means, np.log(self.deviation)
        spreads = np.array(SPREADS[:count])
        spreads[:2] *= self.deviation
        found = Proposal(mean, np.diag(spreads))
        for _ in range(ROUNDS):
            z = found.place(normal_points(0, POINTS, count))
            found = summit(z, self._log_density(z))
        return found

    def _log_density(self, x: Floats) -> Floats:
        model, course = self.model, self.model.course
        z = np.zeros((len(x), len(model.active)))
        z[:, model.active.index(SCALE) + 1 :] = x[:, 3:]
        between = Between(*model.thresholds(z).around(model.levels.places(course.values)))
        log_mass, _, _ = interval_moments(between, x[:, self.on].T, np.exp(x[:, 2]))
        apart = (x[:, 2] - np.log(self.deviation)) / NEAR_POINTS
        found: Floats = log_mass.sum(axis=0) - 0.5 * apart**2
        found -= 0.5 * np.square(x[:, 3:]).sum(axis=1)
        return found
