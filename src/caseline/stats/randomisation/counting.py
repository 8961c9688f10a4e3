"""How many orders are at least as extreme, by meeting in the middle: exact, and not by listing.

The first half of the steps and the second half grow their sums apart; equal sums are kept
once, with the number of ways to reach them. Where the halves meet, each sum of the first
looks up how many of the second go with it beyond the bound. So 2^n orders cost about 2^(n/2),
and on a scale of few levels far less.

Horowitz & Sahni 1974, Journal of the ACM (the halves); Pagano & Tritchler 1983, Journal of the
American Statistical Association (counting equal sums once).
"""

from collections.abc import Iterator, Sequence

import numpy as np

from caseline.stats.randomisation.contrast import MASK, SHIFT, Contrast
from caseline.stats.randomisation.orders import Orders, Paths, Step
from caseline.stats.randomisation.whole import Floats, Wholes

Sums = tuple[Wholes, Floats]  # codes in rising order, and how many half orders have each

REACH = 1 << 22  # codes that a half may grow to, in one state or in all
PER_STATE = 250  # codes that could be added in the time that one more state takes


def count_beyond(orders: Orders, contrast: Contrast) -> float | None:
    """How many orders are at least as extreme as the one that was made.

    Returns
    -------
    float or None
        A whole number up to 2^53, above that right to 13 digits or more. None where it would
        take too long.
    """
    if not isinstance(orders, Paths):
        return None
    middle = len(orders.steps) // 2
    before, after = orders.steps[:middle], orders.steps[middle:]
    turned = [_turned(step) for step in reversed(after)]
    left = _grow(before, contrast.weights[:middle], 1)
    right = _grow(turned, contrast.weights[middle:][::-1], len(orders.ways[-1]))
    if left is None or right is None:
        return None
    return sum(_meet(one, other, contrast) for one, other in zip(left, right, strict=True))


def _grow(steps: Sequence[Step], weights: Sequence[Wholes], width: int) -> list[Sums] | None:
    """The sums in each state after these steps, or None where they are too many."""
    grown: list[Sums] = [(np.zeros(1, dtype=np.int64), np.ones(1))] * width
    work = 0
    for step, weight in zip(steps, weights, strict=True):
        parts: list[list[Sums]] = [[] for _ in range(_reached(step))]
        for (codes, ways), out in zip(grown, step, strict=True):
            for letter, after in out:
                parts[after].append((codes + weight[letter], ways))
        work += sum(PER_STATE + codes.size for part in parts for codes, _ in part)
        if work > REACH:
            return None
        grown = [_merged(part) for part in parts]
    return grown


def _merged(parts: list[Sums]) -> Sums:
    """Several sums in one, each code once."""
    if len(parts) == 1:
        return parts[0]
    codes = np.concatenate([codes for codes, _ in parts])
    ways = np.concatenate([ways for _, ways in parts])
    rising = codes.argsort(kind="stable")  # merges runs that are in order already
    codes, ways = codes[rising], ways[rising]
    new = np.concatenate(([True], codes[1:] != codes[:-1]))
    if new.all():
        return codes, ways
    return codes[new], np.add.reduceat(ways, np.flatnonzero(new))


def _meet(left: Sums, right: Sums, contrast: Contrast) -> float:
    """How many orders through one state of the middle are beyond."""
    codes, ways = left
    treated, sums = codes >> SHIFT, codes & MASK
    found = 0.0
    for more, others, other_ways in _by_treated(right):
        upper = others.searchsorted(contrast.upper[treated + more] - sums)
        lower = others.searchsorted(contrast.lower[treated + more] - sums, side="right")
        above = np.append(other_ways[::-1].cumsum()[::-1], 0.0)
        below = np.append(0.0, other_ways.cumsum())
        found += float(ways @ (above[upper] + below[lower]))
    return found


def _by_treated(sums: Sums) -> Iterator[tuple[int, Wholes, Floats]]:
    """The sums with the same number of treated values, that number first."""
    codes, ways = sums
    treated = codes >> SHIFT
    edges = np.flatnonzero(treated[1:] != treated[:-1]) + 1
    for some, their_ways in zip(np.split(codes, edges), np.split(ways, edges), strict=True):
        yield int(some[0] >> SHIFT), some & MASK, their_ways


def _turned(step: Step) -> Step:
    """The same arcs, walked from their ends."""
    back: Step = [[] for _ in range(_reached(step))]
    for state, out in enumerate(step):
        for letter, after in out:
            back[after].append((letter, state))
    return back


def _reached(step: Step) -> int:
    """How many states the arcs of a step lead to."""
    return 1 + max(after for out in step for _, after in out)
