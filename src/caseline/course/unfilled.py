"""What of the template is not filled in yet: nothing that it holds may pass for a record."""

from collections.abc import Iterator, Mapping

from caseline.document import Table

PLACEHOLDER = "…"  # what the template holds where something must be written


def refuse_unfilled(top: Table) -> None:
    """Refuses a document that still holds a placeholder, with the place of the first."""
    place = next(_places(top.entries, ""), None)
    if place is not None:
        raise top.refuse(
            place, f"is not filled in yet, what is known in place of '{PLACEHOLDER}' is needed"
        )


def _places(entry: object, place: str) -> Iterator[str]:
    if entry == PLACEHOLDER:
        yield place
    elif isinstance(entry, Mapping):
        for key, inner in entry.items():
            yield from _places(inner, f"{place} > {key}" if place else key)
    elif isinstance(entry, list):
        for number, inner in enumerate(entry, 1):
            yield from _places(inner, f"{place} {number}")
