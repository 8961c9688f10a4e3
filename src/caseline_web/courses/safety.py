"""A safety question reminds and never clears: a yes is taken back with a reason alone."""

from collections.abc import Mapping


def takes_back_yes(stands: Mapping[str, str], told: Mapping[str, str]) -> bool:
    """Whether one of the answers takes the place of a yes.

    Parameters
    ----------
    stands
        The answers that count, by the names of their questions.
    told
        Those that would count instead; "" where one is taken back.
    """
    return any(stands.get(name) == "yes" != answer for name, answer in told.items())
