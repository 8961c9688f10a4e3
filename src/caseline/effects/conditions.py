"""The column that says what was given: one of two words, and which word may be mistyped."""

from collections import Counter
from collections.abc import Collection, Sequence
from difflib import get_close_matches

from caseline.effects.table_cells import word
from caseline.effects.table_rows import Column, words
from caseline.errors import TableError

ALIKE = 0.6  # of 1, as difflib measures it: "placbo" and "placebo" .92, "on" and "off" .4


def conditions(cells: Column, name: str, baseline: object) -> tuple[bool, ...]:
    """Whether each row is under the treatment: its condition is not the baseline's.

    Raises
    ------
    TableError
        A row has no condition, there are more than two, or none is the baseline's. A word
        that is nearly another one is named: it is a condition and no answer of the patient.
    """
    found = words(cells)
    if None in found:
        row = found.index(None) + 1
        raise TableError(
            f"data row {row}: the column '{name}' is empty, each row needs a condition"
        )
    told = [one for one in found if one is not None]
    kinds, without = Counter(told), word(baseline)
    if len(kinds) > 2:
        raise TableError(_too_many(told, kinds, name))
    if without not in kinds:
        near = _near(str(without), kinds)
        hint = f", '{_short(near)}' is near" if near else ""
        raise TableError(
            f"the column '{name}' never holds the baseline condition '{_short(str(without))}'{hint}"
        )
    return tuple(one != without for one in told)


def _too_many(told: Sequence[str], kinds: Counter[str], name: str) -> str:
    usual = [kind for kind, _ in kinds.most_common(2)]
    for kind in sorted(set(kinds) - set(usual), key=told.index):
        near = _near(kind, usual)
        if near:
            row = told.index(kind) + 1
            return (
                f"data row {row}: the column '{name}' holds '{_short(kind)}', which is near "
                f"'{_short(near)}'; it may hold two conditions"
            )
    return (
        f"the column '{name}' holds {len(kinds)} different conditions where it may hold two; "
        f"is one of them mistyped?"
    )


def _near(kind: str, others: Collection[str]) -> str | None:
    """The word that is nearest, if one is near; a number is near to none: it may be an answer."""
    folded = {one.casefold(): one for one in others if not _is_number(one)}
    found = [] if _is_number(kind) else get_close_matches(kind.casefold(), folded, 1, ALIKE)
    return folded[found[0]] if found else None


def _is_number(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _short(text: str) -> str:
    return text[:30]
