"""One thing that could have fooled us."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from caseline.claims.level import Levels

Severity = Literal["N", "D", "C"]

UNRECORDED = ("missing", "untold", "chosen", "unchecked")  # reasons: something is not on record


@dataclass(frozen=True, slots=True)
class Threat:
    """A threat that fired.

    N is named only, D lowers both levels by one, C caps them: at `cap`, or, where that is
    None, by the ceiling of the design, which holds the cap already. `reason` tells apart why
    it fired; `values` fill its sentence, names of sensitivity runs as a tuple.
    """

    id: str
    severity: Severity
    cap: Levels | None = None
    reason: str = ""
    values: Mapping[str, float | str | tuple[str, ...]] = field(default_factory=dict)

    @property
    def unrecorded(self) -> bool:
        """Whether it fired only because something is not on record."""
        return self.reason in UNRECORDED
