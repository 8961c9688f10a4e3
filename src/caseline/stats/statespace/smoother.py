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

from caseline.stats.statespace.filter import COMPONENTS, Transitions, whiten

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
    noise : shape (n, nodes)
        Variance of the error of each value, over s_f^2. Above 0.
    transitions : Transitions
        How the components of each node go on; kept from one call to the next.
    """
    n, count, nodes = columns.shape
    found = np.empty((n, count + COMPONENTS, nodes))
    found[:, :count] = columns
    deviations = whiten(times, found, noise, transitions)
    found /= deviations[:, None]
    log_det = 2 * np.log(deviations).sum(axis=0)
    diagonal = np.power(deviations, -2, out=deviations)
    _backward(np.diff(times, prepend=times[0]).tolist(), found, diagonal, transitions)
    return Solved(log_det, found[:, :count], diagonal)


def _backward(
    gaps: list[float], columns: Floats, diagonal: Floats, transitions: Transitions
) -> None:
    """From innovations over their variances, and one over these, to the columns and diagonal."""
    count, nodes = columns.shape[1] - COMPONENTS, columns.shape[2]
    later = np.zeros((COMPONENTS, count, nodes))  # what later values still say
    weight = np.zeros((3, nodes))  # its precision: fast with fast, fast with slow, slow with slow
    told, cross, twice = np.empty_like(later), np.empty((2, nodes)), np.empty((2, nodes))
    for i in range(len(gaps) - 1, -1, -1):
        found, size = columns[i, :count], diagonal[i]
        lost = columns[i, count:]  # minus the gain
        np.multiply(lost[:, None], later, out=told)
        found += told[0]
        found += told[1]
        np.multiply(weight[:2], lost[0], out=cross)
        cross += np.multiply(weight[1:], lost[1], out=twice)
        np.multiply(cross, lost, out=twice)
        size += twice[0]
        size += twice[1]
        if i:
            decay = transitions.over(gaps[i])
            later += found
            later *= decay[:, :count]
            weight += size
            weight[:2] += cross
            weight[1:] += cross
            weight[0] += cross[0]
            weight[2] += cross[1]
            weight[:2] *= decay[0, count:]
            weight[2] *= decay[1, -1]
