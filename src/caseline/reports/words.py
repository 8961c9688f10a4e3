"""The sentences of reports, by language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from caseline.record import NOT_ON_RECORD

Language = Literal["en", "de"]


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language, by section and name."""

    lang: Language
    sections: Mapping[str, Mapping[str, str]]

    def say(self, section: str, name: str, /, **values: object) -> str:
        """One text with its placeholders filled in."""
        text = self.sections[section][name]
        return text.format(**values)

    def value(self, word: object) -> str:
        """A word of a course file (yes, moderate, not on record) in this language.

        What is not in the list is somebody's own text and stays as it is.
        """
        if word is NOT_ON_RECORD:
            return self.say("word", "not_on_record")
        return str(self.sections["value"].get(str(word), word))


@cache
def words(lang: Language) -> Words:
    """The texts of a language."""
    path = Path(__file__).parent / "words" / f"{lang}.toml"
    return Words(lang, tomllib.loads(path.read_text(encoding="utf-8")))
