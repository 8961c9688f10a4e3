"""The schemes of randomisation, by the names that a command line or a record gives them."""

from collections.abc import Sequence
from itertools import groupby

from caseline.course.scheme import scheme_parts
from caseline.errors import DesignError
from caseline.stats.randomisation import Alternating, Complete, Pairs, Phases, Scheme, StartPoint

FORMS = "pairs, complete, alternating:LIMIT, start:FIRST..LAST or phases:MIN"


def scheme_named(text: str) -> Scheme:
    """The scheme of "pairs", "complete", "alternating:2", "start:8..15" or "phases:3".

    Raises
    ------
    DesignError
        It is none of these.
    """
    found = scheme_in(text)
    if found is None:
        raise DesignError(f"the scheme must be {FORMS}")
    return found


def scheme_in(text: str) -> Scheme | None:
    """The same, or None where the text is something else, such as a sentence."""
    match scheme_parts(text):
        case "pairs", ():
            return Pairs()
        case "complete", ():
            return Complete()
        case "alternating", (limit,):
            return Alternating(limit)
        case "start", (first, last):
            return StartPoint(first, last)
        case "phases", (fewest,):
            return Phases(fewest)
    return None


def could_have_drawn(scheme: Scheme, made: Sequence[bool]) -> bool:
    """Whether a scheme allows an order, without counting all that it allows."""
    runs = [len(list(group)) for _, group in groupby(made)]
    match scheme:
        case Pairs():
            halves = zip(made[::2], made[1::2], strict=False)
            return len(made) % 2 == 0 and all(one != other for one, other in halves)
        case Alternating():
            return max(runs) <= scheme.limit
        case Phases():
            return min(runs) >= scheme.minimum
        case StartPoint():
            started = len(runs) == 2 and not made[0]
            return started and scheme.first <= runs[0] + 1 <= scheme.last
    return True
