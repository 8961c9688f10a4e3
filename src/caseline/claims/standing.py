"""Where one person stands: base rates of the condition as sentences, and nothing more."""

from caseline.claims.words import Language, Words, words
from caseline.evidence import BaseRate, base_rates


def standing(condition: str, lang: Language) -> tuple[str, ...]:
    """What other people with the condition do without the treatment; () where none is known.

    These are numbers on others. They are no probability that a treatment did anything here.
    """
    say = words(lang)
    told = tuple(_told(rate, say) for rate in base_rates(condition))
    return (*told, say.say("base_rate", "context")) if told else ()


def _told(rate: BaseRate, say: Words) -> str:
    scale = 100 if rate.unit == "share" else 1
    numbers = {"value": rate.value, "low": rate.low, "high": rate.high}
    shown = {name: say.number(one * scale) for name, one in numbers.items() if one is not None}
    plain = {"n": rate.n, "n_trials": rate.n_trials, "of": rate.of, "weeks": rate.weeks}
    return say.say("base_rate", rate.id, cite=rate.source.cite, **shown, **plain)
