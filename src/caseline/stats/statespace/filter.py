"""One pass over time: all the data say about a node, in linear time and for all nodes at once.

The covariance of a course is s_f^2 R with
R_ij = exp(-|t_i - t_j| / l_f) + slow^2 exp(-|t_i - t_j| / l_s) + error^2 [i = j],
where slow = s_s / s_f and error = s_e / s_f. A Kalman filter with the two components as its
state whitens the columns [y, 1, E], and any further one; their products are the Gram matrix
[y 1 E]' R^-1 [y 1 E], and nothing else of the data is needed.

What the values so far have taken off the components' covariance goes through time like the
state of two more columns, whose innovations are the components' covariances with the value. So
one array holds both, and each step is a few operations on rows that lie side by side: numpy
takes longer to begin one than to go through a row.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# The C library hands the memory of large arrays back to the system, and takes it anew page by
# page, until it has seen one as large as this freed. Without this line a fit spends a tenth of
# its time on that, and many fits side by side spend half.
np.empty(2**21)

COMPONENTS = 2  # the fast one and the slow one
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
    count, nodes = 3 if line is None else 4, exposure.shape[1]
    columns = np.empty((len(times), count + COMPONENTS, nodes))
    columns[:, 0] = y[:, None]
    columns[:, 1] = 1
    columns[:, 2] = exposure
    if line is not None:
        columns[:, 3] = line[:, None]
    deviations = whiten(times, columns, texture.error**2, Transitions(texture, count))
    products = np.empty((count, count, nodes))
    for a in range(count):
        for b in range(a + 1):
            products[a, b] = np.einsum("ij,ij->j", columns[:, a], columns[:, b])
            products[b, a] = products[a, b]
    return Gram(2 * np.log(deviations).sum(axis=0), products)


def whiten(times: Floats, columns: Floats, noise: Floats, transitions: "Transitions") -> Floats:
    """Replace each column by its innovations over their standard deviations, and return these.

    Parameters
    ----------
    times : shape (n,)
        Days, strictly rising.
    columns : shape (n, columns + COMPONENTS, nodes)
        The last rows of each time need not be filled in: what is left there is minus the
        covariance of each component with the innovation, over its standard deviation.
    noise : shape (n, nodes) or (nodes,)
        Variance of the error of each value, over s_f^2.
    transitions : Transitions
        How the components of each node go on, for these columns.

    Returns
    -------
    shape (n, nodes)
        The innovations' standard deviations over s_f.
    """
    n, _, nodes = columns.shape
    columns[:, -COMPONENTS:] = -transitions.stationary
    deviations = np.empty((n, nodes))
    state = np.zeros((COMPONENTS, *columns.shape[1:]))
    change, (fast, slow) = np.empty_like(state), state
    noise = np.broadcast_to(noise, (n, nodes))
    for i, gap in enumerate(np.diff(times, prepend=times[0]).tolist()):
        row, deviation = columns[i], deviations[i]
        if i:
            state *= transitions.over(gap)
        row -= fast
        row -= slow
        shares = row[-COMPONENTS:]
        np.subtract(noise[i], shares[0], out=deviation)
        deviation -= shares[1]
        np.sqrt(deviation, out=deviation)
        row /= deviation
        state -= np.multiply(shares[:, None], row, out=change)
    return deviations


class Transitions:
    """How much of the state is left after a gap; one that comes again is not worked out again."""

    def __init__(self, texture: Texture, columns: int) -> None:
        self.rates = -1 / np.stack([texture.l_f, texture.l_s])
        self.stationary = np.stack([np.ones_like(texture.slow), texture.slow**2])
        self.row = np.ones((columns + COMPONENTS, len(texture.slow)))
        self.known: dict[float, Floats] = {}

    def over(self, gap: float) -> Floats:
        """Factors of the state, shape (COMPONENTS, columns + COMPONENTS, nodes)."""
        if gap not in self.known:
            if len(self.known) == MOST_GAPS:
                self.known.clear()
            decay = self.row[-COMPONENTS:]
            np.exp(gap * self.rates, out=decay)
            self.known[gap] = decay[:, None] * self.row
        return self.known[gap]
