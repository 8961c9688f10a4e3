"""How an order was drawn by lot, as a record words it."""

import re

_SCHEME = re.compile(r"(pairs|complete|alternating|start|phases)(?::(\d{1,4})(?:\.\.(\d{1,4}))?)?")
NUMBERS = {"pairs": 0, "complete": 0, "alternating": 1, "start": 2, "phases": 1}
OF_CHANGES = ("start", "phases")


def scheme_parts(text: str) -> tuple[str, tuple[int, ...]] | None:
    """The name of a scheme and its numbers; None where the text is something else.

    Examples
    --------
    >>> scheme_parts("start:8..15")
    ('start', (8, 15))
    >>> scheme_parts("one month each") is None
    True
    """
    found = _SCHEME.fullmatch(text.strip())
    if found is None:
        return None
    name, *told = found.groups()
    numbers = tuple(int(one) for one in told if one is not None)
    return (name, numbers) if len(numbers) == NUMBERS[name] else None


def of_changes(text: str) -> bool:
    """Whether a scheme draws the days of a start or of changes, and not what each period gets."""
    found = scheme_parts(text)
    return found is not None and found[0] in OF_CHANGES
