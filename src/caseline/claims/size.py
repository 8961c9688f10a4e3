"""How large an effect is and how sure that is, in the words of each reader."""

from math import ceil, floor

from caseline.claims.verdict import Posterior, Verdict
from caseline.claims.words import Language, Words, words

SURE = 0.99  # beyond it a patient reads "more than 99 %"
DIGITS = 3  # of a probability; one that would print as 0 or 1 is "less" or "more than"


def size(verdict: Verdict, posterior: Posterior, say: Words) -> tuple[str, ...]:
    """The effect for the patient: how large, from where to where, how sure; a text for each."""
    parts = [_mean(posterior.mean, say), _range(posterior, say), *_sure(posterior, say)]
    if posterior.good_days is not None:
        parts.append(_good_days(*posterior.good_days, say))
    if verdict.code == "S=" and posterior.p_better >= verdict.bar:
        parts.append(say.say("patient", "little"))
    if verdict.code == "S+1" and posterior.p_matters is not None:
        parts.append(say.say("patient", "small"))
    if verdict.code != verdict.model:
        parts.append(say.say("patient", "overruled"))
    elif verdict.code == "S0":
        parts.append(say.say("patient", "bar", percent=say.number(100 * verdict.bar)))
    return tuple(parts)


def points(value: float, say: Words) -> str:
    """So many points, without a sign."""
    shown = say.number(abs(value))
    return say.say("points", "value_one" if shown == "1" else "value", n=shown)


def difference(value: float, lang: Language) -> str:
    """A gain as "2.8 points better", "1 point worse" or "no change"."""
    return _end(value, words(lang))


def probability(value: float, say: Words) -> str:
    """A probability with its sign of relation, "= 0.977" or "> 0.999"; never 0 or 1.

    Examples
    --------
    >>> from caseline.claims.words import words
    >>> probability(0.9997, words("en"))
    '> 0.999'
    """
    least = 10**-DIGITS
    if value > 1 - least:
        return f"> {say.number(1 - least, DIGITS)}"
    return f"< {say.number(least, DIGITS)}" if value < least else f"= {say.number(value, DIGITS)}"


def _mean(mean: float, say: Words) -> str:
    shown = points(mean, say)
    if say.number(abs(mean)) == "0":
        return say.say("patient", "size_same")
    return say.say("patient", "size_better" if mean > 0 else "size_worse", points=shown)


def _range(posterior: Posterior, say: Words) -> str:
    ends = (posterior.low, posterior.high)
    shown = [say.number(abs(end)) for end in ends]
    if "0" not in shown and ends[0] > 0:
        return say.say("patient", "range_better", low=shown[0], high=shown[1])
    if "0" not in shown and ends[1] < 0:
        return say.say("patient", "range_worse", low=shown[1], high=shown[0])
    low, high = (_end(end, say) for end in ends)
    return say.say("patient", "range", low=low, high=high)


def _end(value: float, say: Words) -> str:
    if say.number(abs(value)) == "0":
        return say.say("points", "none")
    return say.say("points", "better" if value > 0 else "worse", points=points(value, say))


def _sure(posterior: Posterior, say: Words) -> list[str]:
    """How sure the better or the worse is, whichever the effect points to."""
    if posterior.mean < 0:
        return [say.say("patient", "sure_worse", chance=_chance(1 - posterior.p_better, say))]
    told = say.say("patient", "sure", chance=_chance(posterior.p_better, say))
    if posterior.p_matters is None:
        return [told, say.say("patient", "no_matters")]
    return [told, say.say("patient", "sure_matters", chance=_chance(posterior.p_matters, say))]


def _good_days(on: float, off: float, say: Words) -> str:
    return say.say("patient", "good_days", on=round(100 * on), off=round(100 * off))


def _chance(value: float, say: Words) -> str:
    """In whole percent, rounded towards not knowing, so that no bar is reached by rounding."""
    if value > SURE:
        return say.say("chance", "sure")
    if value < 1 - SURE:
        return say.say("chance", "none")
    percent = round(100 * value, 9)  # 7.000000000000001 is 7
    return say.say("chance", "about", n=floor(percent) if percent > 50 else ceil(percent))
