"""What is told beside a claim: why a number is missing, what a table states or leaves open."""

from typing import get_args

from caseline.analysis.answer import Answer
from caseline.analysis.placed import placed
from caseline.analysis.refusals import refusal
from caseline.analysis.words import said
from caseline.claims import standing
from caseline.claims.diary_features import ANSWERS
from caseline.claims.words import Language
from caseline.course.model import Trigger

OF_ILLNESS = ("T09", "T10")


def notes(answer: Answer, lang: Language) -> tuple[str, ...]:
    """The lines, where there is something to tell."""
    analysis, texts = answer.analysis, said(lang)["note"]
    unexplained = answer.claim.refused == "no estimate"  # other refusals give their own reason
    drawn = analysis.series.allocation.randomised and analysis.effect is not None
    told = {
        "no_effect": {"reason": refusal(analysis.reason, lang) if unexplained else ""},
        "no_test": {"reason": refusal(analysis.randomisation.reason, lang) if drawn else ""},
        "priors": {"names": ", ".join(analysis.series.known.priors)},
        "stated": {"words": ", ".join(sorted(answer.diary.stated)) if answer.diary else ""},
        "unnamed": {"threats": ", ".join(_unnamed(answer))},
        "unstated": {"words": ", ".join(_unstated(answer))},
        "trigger": {"codes": ", ".join(_codes(answer))},
    }
    return tuple(texts[name].format(**one) for name, one in told.items() if any(one.values()))


def context(answer: Answer, lang: Language) -> tuple[str, ...]:
    """How people with the illness do without the treatment, and where this person lies among them.

    () where nothing is known of the illness.
    """
    found = answer.course.diagnosis.name if answer.course else None
    if answer.diary is not None:
        found = answer.diary.diagnosis
    if found is None or not (lines := standing(found, lang)):
        return ()
    return (*lines[:-1], *placed(answer, found, lang), lines[-1])


def _unnamed(answer: Answer) -> list[str]:
    """The threats that only a named illness would answer."""
    if answer.diary is None or answer.diary.diagnosis is not None:
        return []
    return [one.id for one in answer.claim.threats if one.id in OF_ILLNESS and one.unrecorded]


def _codes(answer: Answer) -> tuple[str, ...]:
    """What a course file may say of why the treatment began then, where it says nothing."""
    open_ids = {threat.id for threat in answer.claim.threats if threat.reason == "missing"}
    return get_args(Trigger) if answer.course is not None and "T05" in open_ids else ()


def _unstated(answer: Answer) -> list[str]:
    """The statements that would answer a threat which fired because something is not on record."""
    if answer.diary is None:
        return []
    open_ids = {threat.id for threat in answer.claim.threats if threat.unrecorded}
    found = []
    for word, ids in ANSWERS.items():
        answered = [one for one in ids if one in open_ids and word not in answer.diary.stated]
        if answered:
            found.append(f"{word} ({', '.join(answered)})")
    return found
