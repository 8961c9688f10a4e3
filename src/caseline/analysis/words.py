"""The sentences of an analysis that are not of its claim, by language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from caseline.claims.words import Language


@cache
def said(lang: Language) -> Mapping[str, Mapping[str, str]]:
    """The texts of a language, by section and name."""
    path = Path(__file__).parent / "words" / f"{lang}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
