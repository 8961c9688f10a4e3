"""One fixed Sobol sequence as normal scores: the points that stand in for random numbers.

The sequence is Sobol's with the direction numbers of Joe & Kuo, its digits flipped by fixed
bits (a digital shift), which keeps its evenness and moves the first point away from 0.

References
----------
Joe & Kuo 2008, SIAM J Sci Comput 30:2635-2654, doi:10.1137/070709359
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

BITS = 30
# Joe & Kuo, table new-joe-kuo-6.21201, from its second dimension on: degree of the primitive
# polynomial, its inner coefficients as bits, the first direction numbers
PRIMITIVES = (
    (1, 0, (1,)),
    (2, 1, (1, 3)),
    (3, 1, (1, 3, 1)),
    (3, 2, (1, 1, 1)),
    (4, 1, (1, 1, 3, 3)),
    (4, 4, (1, 3, 5, 13)),
    (5, 2, (1, 1, 5, 5, 17)),
    (5, 4, (1, 1, 5, 5, 5)),
    (5, 7, (1, 1, 7, 11, 19)),
)
DIMENSIONS = 1 + len(PRIMITIVES)
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29)  # the fractions of their roots are the shift
LONGEST = 8192


def normal_points(start: int, count: int, dimensions: int) -> Floats:
    """A stretch of the sequence as standard normal scores.

    Parameters
    ----------
    start, count : int
        The first point and how many, together at most LONGEST.
    dimensions : int
        From 1 to DIMENSIONS.

    Returns
    -------
    shape (count, dimensions)
        Standard normal scores, the same at each run.
    """
    return _normal_table()[start : start + count, :dimensions]


@cache
def _normal_table() -> Floats:
    from scipy.special import ndtri

    shift = (np.modf(np.sqrt(PRIMES))[0] * 2**BITS).astype(np.int64)
    table: Floats = ndtri(((whole_points(LONGEST) ^ shift) + 0.5) / 2**BITS)
    table.flags.writeable = False
    return table


def whole_points(count: int) -> Whole:
    """The first points of the unshifted sequence in Gray code order.

    Returns
    -------
    shape (count, DIMENSIONS)
        Whole numbers from 0 to 2 ** BITS - 1; over 2 ** BITS they are points of the unit cube.
    """
    columns = _directions()
    index = np.arange(count)
    gray = index ^ (index >> 1)
    points = np.zeros((count, DIMENSIONS), dtype=np.int64)
    for bit in range(count.bit_length()):
        points ^= np.where((gray >> bit & 1)[:, None] == 1, columns[:, bit], 0)
    return points


def _directions() -> Whole:
    """Shape (DIMENSIONS, BITS)."""
    found = [[1 << (BITS - 1 - k) for k in range(BITS)]]
    found += [_extend(*primitive) for primitive in PRIMITIVES]
    return np.array(found, dtype=np.int64)


def _extend(degree: int, coefficients: int, first: tuple[int, ...]) -> list[int]:
    """The direction numbers of one dimension, by the polynomial's recurrence."""
    found = [number << (BITS - 1 - k) for k, number in enumerate(first)]
    inner = [j for j in range(1, degree) if coefficients >> (degree - 1 - j) & 1]
    for k in range(degree, BITS):
        new = found[k - degree] ^ (found[k - degree] >> degree)
        for j in inner:
            new ^= found[k - j]
        found.append(new)
    return found
