"""One pass over time: all the data say about a node, in linear time and for all nodes at once.

The covariance of a course is s_f^2 R with
R_ij = exp(-|t_i - t_j| / l_f) + slow^2 exp(-|t_i - t_j| / l_s) + error^2 [i = j],
where slow = s_s / s_f and error = s_e / s_f. A Kalman filter with the two components as its
state whitens the columns [y, 1, E], and any further one; their products are the Gram matrix
[y 1 E]' R^-1 [y 1 E], and nothing else of the data is needed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# The C library hands the memory of large arrays back to the system, and takes it anew page by
# page, until it has seen one as large as this freed. Without this line a fit spends a tenth of
# its time on that, and many fits side by side spend half.
np.empty(2**21)

MOST_GAPS = 32  # kept: a diary has few, a course with times of day has one for each value


@dataclass(frozen=True, slots=True)
class Texture:
    """How a course moves by itself, as shares of s_f; each of shape (nodes,)."""

    l_f: Floats  # days
    l_s: Floats  # days
    slow: Floats  # s_s / s_f
    error: Floats  # s_e / s_f


@dataclass(frozen=True, slots=True)
class Gram:
    """log|R|, shape (nodes,), and the products of the columns over R.

    `products` has the shape (columns, columns, nodes), the columns being y, 1, E and, where
    there is one, a straight line.
    """

    log_det: Floats
    products: Floats


def gram(
    times: Floats, y: Floats, exposure: Floats, texture: Texture, line: Floats | None = None
) -> Gram:
    """Whiten [y, 1, E] and any line for every node, and multiply.

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
    line : shape (n,), optional
        A straight line through the course, in the unit of y.
    """
    count = 3 if line is None else 4
    columns = np.empty((len(times), count, exposure.shape[1]))
    columns[:, 0] = y[:, None]
    columns[:, 1] = 1
    columns[:, 2] = exposure
    if line is not None:
        columns[:, 3] = line[:, None]
    variances = _innovate(times, columns, texture)
    columns /= np.sqrt(variances)[:, None]
    products = np.empty((count, count, exposure.shape[1]))
    for a in range(count):
        for b in range(a + 1):
            products[a, b] = np.einsum("ij,ij->j", columns[:, a], columns[:, b])
            products[b, a] = products[a, b]
    return Gram(np.log(variances).sum(axis=0), products)


def _innovate(times: Floats, columns: Floats, texture: Texture) -> Floats:
    """Replace each column by its innovations; return their variances, shape (n, nodes)."""
    n, count, nodes = columns.shape
    variances = np.empty((n, nodes))
    noise = texture.error**2
    transitions = Transitions(texture, count)
    state = np.zeros((2, count, nodes))  # component, column
    cov = transitions.stationary.copy()  # of fast with fast, fast with slow, slow with slow
    change, loss = np.empty_like(state), np.empty_like(cov)
    share, gain = np.empty((2, 2, nodes))
    for i, gap in enumerate(np.diff(times, prepend=times[0])):
        if i:
            decay, cov_decay, renewal = transitions.over(float(gap))
            state *= decay
            cov *= cov_decay
            cov += renewal
        np.add(cov[:2], cov[1:], out=share)
        variance = np.add(share[0], share[1], out=variances[i])
        variance += noise
        np.divide(share, variance, out=gain)
        innovation = columns[i]
        innovation -= state[0]
        innovation -= state[1]
        state += np.multiply(gain[:, None], innovation, out=change)
        np.multiply(gain[0], share, out=loss[:2])
        np.multiply(gain[1], share[1], out=loss[2])
        cov -= loss
    return variances


class Transitions:
    """What a gap does to state and covariance; a gap that comes again is not worked out again."""

    def __init__(self, texture: Texture, columns: int = 1) -> None:
        self.columns = columns  # that one decay is written out for: faster than to broadcast it
        one = np.ones_like(texture.slow)
        self.rates = -1 / np.stack([texture.l_f, texture.l_s])
        self.stationary = np.stack([one, 0 * one, texture.slow**2])
        self.known: dict[float, tuple[Floats, Floats, Floats]] = {}

    def over(self, gap: float) -> tuple[Floats, Floats, Floats]:
        """Factors of the state and of its covariance, and what is added to the covariance."""
        if gap not in self.known:
            if len(self.known) == MOST_GAPS:
                self.known.clear()
            both = np.exp(gap * self.rates)
            decay = np.empty((2, self.columns, both.shape[1]))
            decay[:] = both[:, None]
            cov_decay = np.empty_like(self.stationary)
            np.multiply(both[0], both, out=cov_decay[:2])
            np.multiply(both[1], both[1], out=cov_decay[2])
            self.known[gap] = decay, cov_decay, self.stationary - self.stationary * cov_decay
        return self.known[gap]
