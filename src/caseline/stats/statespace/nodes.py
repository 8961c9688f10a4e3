"""Where the hyperparameters are looked at: fixed Sobol points, adaptive stages, mixture weights.

The hyperparameters stand in normal scores z, where the prior is N(0, I). Each stage places a
further stretch of one fixed Sobol sequence through a normal distribution; the first through the
prior, each later one through the weighted mean and covariance found so far. The nodes of all
stages are kept and weighted by target / (mixture of all stages' densities), which is exact in
the limit whatever the stages did, and bounded by likelihood / share of the prior's stage. No
random number is drawn, so the same course gives the same bytes.

References
----------
Veach & Guibas 1995, SIGGRAPH 419-428, doi:10.1145/218380.218498 (the balance heuristic)
Cornuet et al. 2012, Scand J Stat 39:798-812, doi:10.1111/j.1467-9469.2011.00756.x (adaptive
multiple importance sampling)
Joe & Kuo 2008, SIAM J Sci Comput 30:2635-2654, doi:10.1137/070709359 (direction numbers)
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
BITS = 30
# Joe & Kuo's table new-joe-kuo-6: degree, coefficients, first direction numbers
PRIMITIVE = (
    (1, 0, (1,)),
    (2, 1, (1, 3)),
    (3, 1, (1, 3, 1)),
    (3, 2, (1, 1, 1)),
    (4, 1, (1, 1, 3, 3)),
    (4, 4, (1, 3, 5, 13)),
    (5, 2, (1, 1, 5, 5, 17)),
)
DIMENSIONS = 1 + len(PRIMITIVE)


def directions() -> NDArray[np.int64]:
    """Sobol direction numbers, shape (dimensions, bits)."""
    found = [[1 << (BITS - 1 - k) for k in range(BITS)]]
    for degree, coefficients, first in PRIMITIVE:
        v = [m << (BITS - 1 - k) for k, m in enumerate(first)]
        for k in range(degree, BITS):
            new = v[k - degree] ^ (v[k - degree] >> degree)
            for j in range(1, degree):
                if coefficients >> (degree - 1 - j) & 1:
                    new ^= v[k - j]
            v.append(new)
        found.append(v)
    return np.array(found, dtype=np.int64)


def sobol(count: int) -> NDArray[np.int64]:
    """The first points of the Sobol sequence in Gray code order, shape (count, dimensions).

    Whole numbers below 2 ** BITS; divided by that they are the points of the unit cube.
    """
    v = directions()
    index = np.arange(count)
    gray = index ^ (index >> 1)
    points = np.zeros((count, DIMENSIONS), dtype=np.int64)
    for bit in range(count.bit_length()):
        points ^= np.where((gray >> bit & 1)[:, None] == 1, v[:, bit], 0)
    return points
