"""What counts as a repetition of the treatment, and what only looks like one."""

from collections import Counter
from collections.abc import Hashable, Iterable

from caseline.errors import DesignError


def refuse_pseudo_replication(units: Iterable[Hashable]) -> None:
    """Raises where several points of one exposure are offered as if they were repetitions.

    Parameters
    ----------
    units : iterable of length n
        For each of the n points, which exposure it is from: the dose, the night, the session.
        The unit is what is treated or not treated as a whole.

    Returns
    -------
    None
        Where each point is from an exposure of its own.

    Raises
    ------
    DesignError
        Some exposure has more than one point. Points of one exposure share its luck, so their
        number says how precisely it was measured, not how often the treatment was tried.

    References
    ----------
    Hurlbert 1984, Ecological Monographs 54:187-211, doi:10.2307/1942661

    Examples
    --------
    >>> refuse_pseudo_replication(["night 1", "night 2", "night 3"])
    """
    points = Counter(units)
    if points.total() > len(points):
        raise DesignError(
            f"{points.total()} points come from {len(points)} exposure units and are not "
            "independent: give one value per unit, such as its mean"
        )
