"""Where the gain of one person lies among people who did not get the treatment."""

from collections.abc import Mapping

from caseline.analysis.answer import Answer
from caseline.analysis.words import said
from caseline.claims.words import Language, Words, words
from caseline.evidence import BaseRate, base_rates, share_with


def placed(answer: Answer, condition: str, lang: Language) -> tuple[str, ...]:
    """How many of them would gain as much, for each base rate that this outcome may stand beside.

    Only where the gain is one over time, as theirs is: one switch from off to on, with a number
    for it. To come and go with the treatment is another matter, and so is to get worse.
    """
    found, series = answer.posterior, answer.analysis.series
    span = series.known.scale_range
    told = answer.claim.verdict is not None and series.one_switch
    if found is None or span is None or not told or found.mean <= 0:
        return ()
    gains = (found.mean, found.low, found.high)
    shares = [one / (span[1] - span[0]) for one in gains]
    return tuple(
        _line(rate, found.mean, shares, lang)
        for rate in base_rates(condition)
        if series.outcome in rate.outcomes
    )


def _line(rate: BaseRate, gain: float, shares: list[float], lang: Language) -> str:
    text, say = said(lang)["note"], words(lang)
    mean, low, high = (_in_100(share_with(rate, one), text, say) for one in shares)
    return text["placed"].format(
        gain=say.number(gain),
        mean=mean,
        low=low,
        high=high,
        value=say.number(rate.value),
        sd=say.number(rate.sd or 0),
        of=say.number(rate.of or 0),
        weeks=say.number(rate.weeks or 0),
        cite=rate.source.cite,
    )


def _in_100(share: float, text: Mapping[str, str], say: Words) -> str:
    """A count among 100 people; one that would print as 0 or 100 is less or more."""
    shown = say.number(100 * share, 0)
    return {"0": text["fewer_than_one"], "100": text["more_than_99"]}.get(shown, shown)
