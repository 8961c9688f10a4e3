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
class Gram:
    """log|R| and the products a' R^-1 b of the columns y, 1 and E; each of shape (nodes,)."""

    log_det: Floats
    yy: Floats
    y1: Floats
    ye: Floats
    oo: Floats
    oe: Floats
    ee: Floats


def gram(  # noqa: PLR0913  (the model's arrays)
    times: Floats, y: Floats, exposure: Floats, *, l_f: Floats, l_s: Floats, slow: Floats,
    error: Floats,
) -> Gram:
    """Whiten [y, 1, E] for every node and multiply.

    Parameters
    ----------
    times : shape (n,)
        Days, strictly rising.
    y : shape (n,)
        Values without gaps, any unit.
    exposure : shape (n, nodes)
        E at each time.
    l_f, l_s : shape (nodes,)
        Lengths of the fast and the slow component, days, above 0.
    slow, error : shape (nodes,)
        s_s / s_f and s_e / s_f, 0 or more.
    """
    n, nodes = exposure.shape
    decays = _Decays(l_f, l_s, slow)
    noise = error * error
    mean = np.zeros((2, 3, nodes))  # component, column, node
    cov = np.stack([np.ones(nodes), np.zeros(nodes), slow * slow])  # ff, fs, ss
    white = np.empty((n, 3, nodes))
    log_det = np.zeros(nodes)
    scratch = np.empty((2, 3, nodes))
    for i in range(n):
        if i:
            step = decays.over(times[i] - times[i - 1])
            mean *= step.mean
            cov *= step.cov
            cov += step.noise
        gain = cov[:2] + cov[1:]
        spread = gain[0] + gain[1]
        spread += noise
        v = white[i]
        v[0] = y[i]
        v[1] = 1.0
        v[2] = exposure[i]
        v -= mean[0]
        v -= mean[1]
        k = gain / spread
        np.multiply(k[:, None, :], v, out=scratch)
        mean += scratch
        cov[:2] -= k[0] * gain
        cov[2] -= k[1] * gain[1]
        v /= np.sqrt(spread)
        log_det += np.log(spread)
    return Gram(log_det, *_products(white))
