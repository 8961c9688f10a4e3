"""The value of what nobody wrote down: not "no", not 0, not an empty text."""

from enum import Enum
from typing import Final


class NotOnRecord(Enum):
    """The type of the one value NOT_ON_RECORD, so that a type checker can tell it apart."""

    NOT_ON_RECORD = "not on record"

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        """Refuses: `if adherence:` would quietly take "not on record" for a yes or a no."""
        raise TypeError("'not on record' is neither true nor false: compare with NOT_ON_RECORD")


NOT_ON_RECORD: Final = NotOnRecord.NOT_ON_RECORD
