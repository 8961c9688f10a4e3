"""The sentences of claims, by language, and the words that none of them may hold."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from caseline.claims.level import Level

Language = Literal["en", "de"]


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language, by section and name."""

    sections: Mapping[str, Mapping[str, Any]]

    def say(self, section: str, name: str, /, **values: object) -> str:
        """One text with its placeholders filled in."""
        text: str = self.sections[section][name]
        return text.format(**values)

    def run(self, name: str) -> str:
        """The name of a sensitivity run."""
        named: str = self.sections["run"].get(name, name)
        return named

    def number(self, value: float, digits: int = 1) -> str:
        """A number with at most so many digits after the point and a true minus sign."""
        text = f"{value:.{digits}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        decimal: str = self.sections["number"]["decimal"]
        return "0" if text == "-0" else text.replace("-", "−").replace(".", decimal)


@cache
def words(lang: Language) -> Words:
    """The texts of a language."""
    path = Path(__file__).parent / "words" / f"{lang}.toml"
    return Words(tomllib.loads(path.read_text(encoding="utf-8")))


def forbidden(text: str, level: Level, lang: Language) -> tuple[str, ...]:
    """The words of a text that a claim of this level may not use about one person.

    Examples
    --------
    >>> forbidden("The drug works.", Level.C3, "en")
    ('works',)
    """
    lists = words(lang).sections["forbidden"]
    wanted = [*lists["never"], *(lists["below_C4"] if level < Level.C4 else ())]
    pattern = "|".join(re.escape(word) for word in wanted)
    return tuple(re.findall(rf"\b(?:{pattern})\b", text.casefold()))
