"""Who knew what was given, and what the patient believed."""

from collections.abc import Iterator

from caseline.analysis.answer import Answer
from caseline.analysis.words import said
from caseline.claims.size import probability
from caseline.claims.words import Language, words
from caseline.record import NOT_ON_RECORD


def blinded(answer: Answer, lang: Language) -> str:
    """In one line: patient, clinician, whoever rated; then the guesses and what they tell."""
    texts = said(lang)["blinding"]
    return texts["line"].format(parts="; ".join(_parts(answer, lang)))


def _parts(answer: Answer, lang: Language) -> Iterator[str]:
    texts, say, told = said(lang)["blinding"], words(lang), answer.features.blinding
    who = {"patient": told.patient, "clinician": told.clinician, "rater": told.rater}
    for name, masking in who.items():
        state = "missing" if masking is NOT_ON_RECORD else masking
        yield f"{texts[name]} {texts[state]}"
    if told.patient not in ("blinded", "broken"):
        return
    if told.guesses is NOT_ON_RECORD:
        yield texts["no_guesses"]
        return
    guesses = answer.analysis.series.guesses
    sure = [one for one in guesses if one.guess != "cannot tell"]
    right = sum(one.right for one in sure)
    yield texts["guesses"].format(right=right, n=len(sure), unsure=len(guesses) - len(sure))
    if isinstance(told.guesses.bang_active, int | float):
        yield texts["bang"].format(value=say.number(told.guesses.bang_active, 2))
    if isinstance(told.guesses.p_above_chance, int | float):
        yield texts["chance"].format(p=probability(told.guesses.p_above_chance, say))
