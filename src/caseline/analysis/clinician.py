"""What a clinician reads of an analysis: outcome and estimand, the claim, and all beside it."""

import numpy as np

from caseline.analysis.answer import Answer
from caseline.analysis.beside import beside
from caseline.analysis.blinded import blinded
from caseline.analysis.carryover import carryover
from caseline.analysis.diagnosed import diagnosed
from caseline.analysis.estimand import estimand, handled
from caseline.analysis.harmed import harmed
from caseline.analysis.named import outcome_name, outcome_of
from caseline.analysis.periods import periods_of, sequence
from caseline.analysis.refusals import refusal
from caseline.analysis.versions import versions
from caseline.analysis.words import said
from caseline.claims import clinician_lines
from caseline.claims.words import Language, words


def clinician(answer: Answer, lang: Language) -> tuple[str, ...]:
    """The answer for the clinician, line by line."""
    lines = clinician_lines(
        answer.claim, answer.features, answer.posterior, lang, answer.test, beside(answer)
    )
    before = (
        _followed(answer, lang),
        *_read(answer, lang),
        estimand(answer, lang),
        handled(answer, lang),
    )
    after = (
        carryover(answer, lang),
        _diagnosed(answer, lang),
        sequence(periods_of(answer), lang),
        blinded(answer, lang),
        harmed(answer.course, lang, "clinician"),
        _external(answer, lang),
        versions(answer).told(lang),
    )
    return (*before, *lines, *(line for line in after if line))


def _diagnosed(answer: Answer, lang: Language) -> str:
    found = answer.analysis.diagnostics if answer.effect else None
    return diagnosed(found, lang) if found else said(lang)["diagnostics"]["none"]


def _read(answer: Answer, lang: Language) -> list[str]:
    """Whether the scale was read as points or as steps, and why; nothing without an effect."""
    if answer.effect is None:
        return []
    choice = answer.effect.choice
    form = "points" if choice.model == "Gaussian" else "steps"
    return [said(lang)["model"][form].format(why=refusal(choice.reason, lang))]


def _external(answer: Answer, lang: Language) -> str:
    """What of the estimate is from outside the record; nothing where there is none."""
    if answer.effect is None:
        return ""
    known = answer.analysis.series.known.condition_sd is not None
    return said(lang)["external"]["fluctuation" if known else "line"]


def _followed(answer: Answer, lang: Language) -> str:
    """The outcome by its name, how many values it has from when to when, and its scale."""
    texts, series = said(lang)["followed"], answer.analysis.series
    days = [series.dates[place] for place in np.flatnonzero(np.isfinite(series.values))]
    parts = [_name(answer, lang)]
    if days and series.reason is None:
        form = texts["values" if len(days) > 1 else "value"]
        parts.append(form.format(n=len(days), first=min(days), last=max(days)))
    parts += [_scale(answer, lang), texts[f"{series.known.worse}_worse"]]
    return texts["line"].format(parts=", ".join(parts))


def _name(answer: Answer, lang: Language) -> str:
    """What the instrument calls the outcome, with its id; of a table, else, its column."""
    name, chosen = outcome_name(answer, lang), answer.analysis.series.outcome
    return chosen if outcome_of(answer) is None else f"{name} ({chosen})"


def _scale(answer: Answer, lang: Language) -> str:
    texts, span = said(lang)["followed"], answer.analysis.series.known.scale_range
    if span is None:
        return texts["no_scale"]
    low, high = (words(lang).number(end, 2) for end in span)
    return texts["scale"].format(low=low, high=high)
