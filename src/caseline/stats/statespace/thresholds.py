"""Where the latent course passes from one level of the scale to the next.

The latent course is in points. Away from what was used, thresholds lie half-way between levels.
The lowest and the highest threshold between used levels are held there too, which fixes the
latent origin and scale; the cells between them share their distance in parts exp(a x + b x^2),
x from -1 to 1 across them: a lets cells widen toward the better end, b toward both. With up to
five used levels that allows for any three widths.

References
----------
Liddell & Kruschke 2018, J Exp Soc Psychol 79:328-348, doi:10.1016/j.jesp.2018.08.009 (the
outer thresholds held at half points, so that the latent scale is that of the answers)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caseline.stats.levels import Levels

Floats = NDArray[np.float64]
Whole = NDArray[np.int_]

MOST_SHAPES = 2
MOST_STAIRS = 25  # of a scale with more thresholds, neighbours are taken together


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The thresholds of each node, shape (levels - 1, nodes), rising, in points."""

    levels: Levels
    at: Floats

    def around(self, places: Whole) -> tuple[Floats, Floats]:
        """The threshold below and above each level, shape (n, nodes)."""
        nodes = self.at.shape[1]
        ends = np.full((1, nodes), np.inf)
        padded = np.concatenate([-ends, self.at, ends])
        return padded[places], padded[places + 1]

    def expected(self, centre: Floats, sd: Floats) -> Floats:
        """The expected score of a latent N(centre, sd^2).

        Parameters
        ----------
        centre : shape (nodes, parts)
        sd : shape (nodes, 1)
        """
        from scipy.special import ndtr

        passed = np.zeros_like(centre)
        for group in np.array_split(self.at, min(len(self.at), MOST_STAIRS)):
            passed += len(group) * ndtr((centre - group.mean(axis=0)[:, None]) / sd)
        score: Floats = self.levels.low + self.levels.step * passed
        return score


def shapes(levels: Levels) -> int:
    """How many numbers the widths of the inner cells are free in."""
    return min(max(levels.used - 3, 0), MOST_SHAPES)


def thresholds(levels: Levels, shape: Floats) -> Thresholds:
    """The thresholds at each node.

    Parameters
    ----------
    levels : Levels
        Of the scale.
    shape : shape (nodes, shapes(levels))
        The coefficients of x and x^2 in the logarithm of the widths.
    """
    half_way = levels.low + levels.step * (np.arange(levels.count - 1) + 0.5)
    found = np.repeat(half_way[:, None], len(shape), axis=1)
    cells = levels.used - 2
    if shape.shape[1]:
        x = np.linspace(-1, 1, cells)
        bases = np.stack([x, x**2])[: shape.shape[1]]
        widths = np.exp(np.einsum("nk,kc->cn", shape, bases))
        widths *= cells * levels.step / widths.sum(axis=0)
        inner = slice(levels.first + 1, levels.first + 1 + cells)
        found[inner] = half_way[levels.first] + np.cumsum(widths, axis=0)
    return Thresholds(levels, found)
