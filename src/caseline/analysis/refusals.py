"""Why something could not be worked out, in the reader's language.

The library says it in English, with its numbers. Each such sentence has a name in the words of
an analysis, and the other language says the same under that name.
"""

import re
from collections.abc import Mapping
from functools import cache

from caseline.analysis.words import said
from caseline.claims.words import Language, words

NUMBER = re.compile(r"-?\d+(\.\d+)?")
DIGITS = 4


def refusal(reason: str, lang: Language) -> str:
    """The reason in a language, with what is filled in; one that has no name stays as it is.

    Examples
    --------
    >>> refusal("the model needs at least 4 values, there are 2", "de")
    'das Modell braucht mindestens 4 Werte, es sind 2'
    >>> refusal("50 % of the values lie at 0.5, a bound of the scale", "de")
    '50 % der Werte liegen bei 0,5, einem Ende der Skala'
    """
    for name, pattern in _patterns().items():
        found = pattern.fullmatch(reason)
        if found is not None:
            parts = {part: refusal(text, lang) for part, text in found.groupdict().items()}
            return said(lang)["refusal"][name].format(**parts)
    return words(lang).number(float(reason), DIGITS) if NUMBER.fullmatch(reason) else reason


def named_refusal(name: str, lang: Language) -> str:
    """A reason that is no sentence of the library, by its name."""
    return said(lang)["refusal"][name]


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """What each sentence looks like, whatever its numbers are."""
    texts = said("en")["refusal"]
    return {name: re.compile(_pattern(text)) for name, text in texts.items()}


def _pattern(text: str) -> str:
    parts = re.split(r"\{(\w+)\}", text)
    return "".join(
        f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
    )
