"""Which way a patient suffers, and the sign that follows from it."""

from typing import Literal, get_args

from caseline.errors import DesignError

Direction = Literal["higher", "lower"]


def relief(worse: Direction) -> int:
    """-1 where higher is worse, so that relief(worse) * (last - baseline) is a gain.

    Raises
    ------
    DesignError
        `worse` is neither "higher" nor "lower": a mistyped direction would turn harm into gain.
    """
    if worse not in get_args(Direction):
        raise DesignError("the direction must be 'higher' or 'lower' (which way is worse)")
    return -1 if worse == "higher" else 1
