"""Whether the blocks of a table are those of drawn pairs."""

from collections.abc import Sequence
from itertools import groupby

from caseline.errors import TableError


def refuse_uneven(
    blocks: Sequence[object], period_on: Sequence[bool], begins: Sequence[int]
) -> None:
    """Refuse blocks that pairs cannot have filled: one condition stands in them oftener.

    Blocks that hold one period each number the periods and say nothing of pairs.

    Parameters
    ----------
    blocks : sequence
        The block of each drawn day or period.
    period_on : sequence of bool
        Whether each was treated.
    begins : sequence of int
        The place in the table at which each begins.

    Raises
    ------
    TableError
        The sentence names the row at which such a block begins.
    """
    found = [list(run) for _, run in groupby(range(len(blocks)), key=blocks.__getitem__)]
    if all(len(block) == 1 for block in found):
        return
    for block in found:
        if 2 * sum(period_on[one] for one in block) != len(block):
            raise TableError(
                f"data row {begins[block[0]] + 1}: the block that begins here holds one condition "
                "oftener than the other; where pairs were drawn, each block needs both equally "
                "often"
            )
