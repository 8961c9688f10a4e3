"""Two passes over time: what each value is expected to be from all the others.

The covariance is s_f^2 R as in the filter, but with an error of its own for each value and node.
The forward pass whitens the columns; the backward pass turns them into R^-1 times the columns
and finds the diagonal of R^-1. What the other values say of value i follows from these alone:
its expectation is y_i - (R^-1 y)_i / (R^-1)_ii, its variance 1 / (R^-1)_ii.

References
----------
de Jong 1988, J R Stat Soc B 50:148-154, doi:10.1111/j.2517-6161.1988.tb01716.x
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caseline.stats.statespace.filter import Transitions

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Solved:
    """R^-1 times the columns, and what is needed of R^-1 itself."""

    log_det: Floats  # log|R|, shape (nodes,)
    columns: Floats  # R^-1 columns, shape (n, columns, nodes)
    diagonal: Floats  # of R^-1, shape (n, nodes)


def solve(times: Floats, columns: Floats, noise: Floats, transitions: Transitions) -> Solved:
    """R^-1 times columns, in linear time and for all nodes at once.

    Parameters
    ----------
    times : shape (n,)
        Days, strictly rising.
    columns : shape (n, columns, nodes)
        Taken over: the result stands in their place.
    noise : shape (n, nodes)
        Variance of the error of each value, over s_f^2. Above 0.
    transitions : Transitions
        How the components of each node go on; kept from one call to the next.
    """
    gaps = np.diff(times, prepend=times[0]).tolist()
    variances, gains = _forward(gaps, columns, noise, transitions)
    log_det = np.log(variances).sum(axis=0)
    columns /= variances[:, None]
    diagonal = np.divide(1, variances, out=variances)
    _backward(gaps, columns, diagonal, gains, transitions)
    return Solved(log_det, columns, diagonal)


def _forward(
    gaps: list[float], columns: Floats, noise: Floats, transitions: Transitions
) -> tuple[Floats, Floats]:
    """Replace the columns by their innovations; variances (n, nodes), gains (n, 2, nodes)."""
    n, count, nodes = columns.shape
    variances, gains = np.empty((n, nodes)), np.empty((n, 2, nodes))
    state = np.zeros((2, count, nodes))  # component, column
    cov = transitions.stationary.copy()  # of fast with fast, fast with slow, slow with slow
    change, loss, share = np.empty_like(state), np.empty_like(cov), np.empty((2, nodes))
    for i, gap in enumerate(gaps):
        if i:
            decay, cov_decay, renewal = transitions.over(gap)
            state *= decay
            cov *= cov_decay
            cov += renewal
        np.add(cov[:2], cov[1:], out=share)
        variance = np.add(share[0], share[1], out=variances[i])
        variance += noise[i]
        gain = np.divide(share, variance, out=gains[i])
        innovation = columns[i]
        innovation -= state[0]
        innovation -= state[1]
        state += np.multiply(gain[:, None], innovation, out=change)
        np.multiply(gain[0], share, out=loss[:2])
        np.multiply(gain[1], share[1], out=loss[2])
        cov -= loss
    return variances, gains


def _backward(
    gaps: list[float], columns: Floats, diagonal: Floats, gains: Floats, transitions: Transitions
) -> None:
    """From innovations over their variances, and one over these, to the columns and diagonal."""
    _, count, nodes = columns.shape
    later = np.zeros((2, count, nodes))  # component, column: what later values still say
    weight = np.zeros((3, nodes))  # its precision: fast with fast, fast with slow, slow with slow
    told, cross, twice = np.empty_like(later), np.empty((2, nodes)), np.empty((2, nodes))
    for i in range(len(gaps) - 1, -1, -1):
        gain, found, size = gains[i], columns[i], diagonal[i]
        np.multiply(gain[:, None], later, out=told)
        found -= told[0]
        found -= told[1]
        np.multiply(weight[:2], gain[0], out=cross)
        cross += np.multiply(weight[1:], gain[1], out=twice)
        np.multiply(cross, gain, out=twice)
        size += twice[0]
        size += twice[1]
        if i:
            decay, cov_decay, _ = transitions.over(gaps[i])
            later += found
            later *= decay
            weight += size
            weight[:2] -= cross
            weight[1:] -= cross
            weight[0] -= cross[0]
            weight[2] -= cross[1]
            weight *= cov_decay
