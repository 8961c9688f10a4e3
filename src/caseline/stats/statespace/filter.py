"""One pass over time: all the data say about a node, in linear time and for all nodes at once.

The covariance of a course is s_f^2 R with
R_ij = exp(-|t_i - t_j| / l_f) + slow^2 exp(-|t_i - t_j| / l_s) + error^2 [i = j],
where slow = s_s / s_f and error = s_e / s_f. A Kalman filter with the two components as its
state whitens the columns [y, 1, E]; their products are the Gram matrix [y 1 E]' R^-1 [y 1 E],
and nothing else of the data is needed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Texture:
    """How a course moves by itself, as shares of s_f; each of shape (nodes,)."""

    l_f: Floats  # days
    l_s: Floats  # days
    slow: Floats  # s_s / s_f
    error: Floats  # s_e / s_f


@dataclass(frozen=True, slots=True)
class Gram:
    """log|R| and the products a' R^-1 b of the columns y, 1 (here o) and E; shape (nodes,)."""

    log_det: Floats
    yy: Floats
    yo: Floats
    ye: Floats
    oo: Floats
    oe: Floats
    ee: Floats


def gram(times: Floats, y: Floats, exposure: Floats, texture: Texture) -> Gram:
    """Whiten [y, 1, E] for every node and multiply.

    Parameters
    ----------
    times : shape (n,)
        Days, strictly rising.
    y : shape (n,)
        Values without gaps, any unit.
    exposure : shape (n, nodes)
        E at each time.
    texture : Texture
        The covariance of each node.

    Returns
    -------
    Gram
        For each node; yy in the unit of y squared, yo and ye in the unit of y.
    """
    columns = np.empty((len(times), 3, exposure.shape[1]))
    columns[:, 0] = y[:, None]
    columns[:, 1] = 1
    columns[:, 2] = exposure
    variances = _innovate(times, columns, texture)
    weights = 1 / variances
    wy, wo, we = (columns[:, i] * weights for i in range(3))
    vy, vo, ve = (columns[:, i] for i in range(3))
    pairs = ((wy, vy), (wy, vo), (wy, ve), (wo, vo), (wo, ve), (we, ve))
    products = (np.einsum("ij,ij->j", a, b) for a, b in pairs)
    return Gram(np.log(variances).sum(axis=0), *products)


def _innovate(times: Floats, columns: Floats, texture: Texture) -> Floats:
    """Replace each column by its innovations; return their variances, shape (n, nodes)."""
    n, _, nodes = columns.shape
    noise = texture.error**2
    stationary = np.stack([np.ones(nodes), np.zeros(nodes), texture.slow**2])
    decays = _Decays(texture)
    state = np.zeros((2, 3, nodes))  # component, column
    cov = stationary.copy()  # of fast and fast, fast and slow, slow and slow
    variances = np.empty((n, nodes))
    scratch = np.empty_like(state)
    for i, gap in enumerate(np.diff(times, prepend=times[0])):
        if i:
            one, two = decays.over(float(gap))
            state *= one
            cov -= stationary
            cov *= two
            cov += stationary
        share = cov[:2] + cov[1:]
        variance = np.add(share[0], share[1], out=variances[i])
        variance += noise
        v = columns[i]
        v -= state[0]
        v -= state[1]
        gain = share / variance
        state += np.multiply(gain[:, None], v, out=scratch)
        cov[:2] -= gain[0] * share
        cov[2] -= gain[1] * share[1]
    return variances


class _Decays:
    """exp(-gap / length) of the state and of its covariance; each gap is worked out once."""

    def __init__(self, texture: Texture) -> None:
        self.rates = -1 / np.stack([texture.l_f, texture.l_s])
        self.known: dict[float, tuple[Floats, Floats]] = {}

    def over(self, gap: float) -> tuple[Floats, Floats]:
        if gap not in self.known:
            one = np.exp(gap * self.rates)
            two = np.stack([one[0] ** 2, one[0] * one[1], one[1] ** 2])
            self.known[gap] = one[:, None], two
        return self.known[gap]
