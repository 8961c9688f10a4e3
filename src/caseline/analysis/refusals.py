"""Why something could not be worked out or not be taken, in the reader's language.

The library says it in English, with its numbers. Each reason of an analysis has a name in the
words of an analysis, and the other language says the same under that name. What is wrong with
what was given, and what would be right, stands beside its German in a file of its own.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from caseline.analysis.words import said
from caseline.claims.words import Language, words

NUMBER = re.compile(r"-?\d+(\.\d+)?")
DIGITS = 4
PLACE = re.compile(r"\{(\w+)\}")  # where something is filled in


def refusal(reason: str, lang: Language) -> str:
    r"""The reason in a language, with what is filled in; one that has no name stays as it is.

    Examples
    --------
    >>> refusal("the model needs at least 4 values, there are 2", "de")
    'das Modell braucht mindestens 4 Werte, es sind 2'
    >>> refusal("50 % of the values lie at 0.5, a bound of the scale", "de")
    '50\xa0% der Werte liegen bei 0,5, einem Ende der Skala'
    """
    for pattern, text in _sentences(lang):
        found = pattern.fullmatch(reason)
        if found is not None:
            parts = {part: refusal(told, lang) for part, told in found.groupdict().items()}
            return _filled(text, parts)
    before, colon, after = reason.partition(": ")
    if colon and lang != "en":  # a file, a table, a key of it: where it is stands before what it is
        return f"{refusal(before, lang)}{colon}{refusal(after, lang)}"
    return words(lang).number(float(reason), DIGITS) if NUMBER.fullmatch(reason) else reason


def named_refusal(name: str, lang: Language) -> str:
    """A reason that is no sentence of the library, by its name."""
    return said(lang)["refusal"][name]


def name_of(reason: str) -> str | None:
    """The name of a reason in the words of an analysis; None where it has none.

    Examples
    --------
    >>> name_of("the model needs at least 4 values, there are 2")
    'few_values'
    """
    named = said("en")["refusal"]
    fitting = [name for name, text in named.items() if re.fullmatch(_pattern(text), reason)]
    return max(fitting, key=lambda name: len(PLACE.sub("", named[name])), default=None)


@cache
def _sentences(lang: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What each sentence looks like, whatever is filled in, with what says it in a language.

    Of two that fit, the one that says more comes first.
    """
    named = [(text, said(lang)["refusal"][name]) for name, text in said("en")["refusal"].items()]
    pairs = [*named, *(_refused().items() if lang == "de" else ())]
    pairs.sort(key=lambda pair: len(PLACE.sub("", pair[0])), reverse=True)
    return tuple((re.compile(_pattern(english)), text) for english, text in pairs)


@cache
def _refused() -> Mapping[str, str]:
    """What is wrong with what was given: English, German."""
    path = Path(__file__).parent / "words" / "refused.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _filled(text: str, parts: Mapping[str, str]) -> str:
    return PLACE.sub(lambda place: parts[place[1]], text)


def _pattern(text: str) -> str:
    parts = PLACE.split(text)
    return "".join(
        f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
    )
