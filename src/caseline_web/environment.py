"""Settings from the environment: `CASELINE_*`, each also as a file's path with `_FILE`."""

import os
from pathlib import Path

from caseline.errors import SettingError

TRUE, FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def text(name: str, default: str | None = None) -> str | None:
    """One setting as text, from the variable or from the file that `name_FILE` points to.

    Raises
    ------
    SettingError
        Both are set, or the file cannot be read.
    """
    value, place = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if value is not None and place is not None:
        raise SettingError(f"{name} and {name}_FILE are both set, one of them is right")
    if place is None:
        return default if value is None else value
    try:
        return Path(place).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingError(f"{name}_FILE: the file cannot be read, a text file is right") from None


def flag(name: str, default: bool) -> bool:
    """One setting that is on or off.

    Raises
    ------
    SettingError
        It is neither.
    """
    found = text(name)
    if found is None:
        return default
    if found.casefold() in TRUE + FALSE:
        return found.casefold() in TRUE
    raise SettingError(f"{name} is neither on nor off: {', '.join(TRUE)} or {', '.join(FALSE)}")


def names(name: str, default: str) -> list[str]:
    """One setting as a list, parted by commas."""
    found = text(name, default) or ""
    return [part.strip() for part in found.split(",") if part.strip()]
