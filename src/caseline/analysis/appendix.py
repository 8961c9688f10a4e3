"""What stands last, for who wants to check: what was assumed, and the single-case indices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import floor, log10

from caseline.analysis.answer import Answer
from caseline.analysis.assumed import assumed
from caseline.analysis.named import outcome_name
from caseline.analysis.words import said
from caseline.claims.words import Language, words
from caseline.stats.index import Index

FIGURES = 3  # that count, of an index
OF_PRIORS = 4
NONE = "–"


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the appendix, as texts; the first cell of a row names it."""

    id: str
    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def appendix(answer: Answer, lang: Language) -> tuple[Part, ...]:
    """The parts that have rows: none where no effect is given."""
    made = (priors_part(answer, lang), indices_part(answer, lang))
    return tuple(part for part in made if part.rows)


def priors_part(answer: Answer, lang: Language) -> Part:
    """Each prior: its name, of what it is, its family with the numbers, and its reason."""
    texts = said(lang)["prior"]
    rows = (
        (
            one["name"],
            texts[_of(one)],
            texts[one["family"]].format(
                unit=texts[one["unit"]] if one["unit"] else "",
                **{
                    name: _number(value, OF_PRIORS, lang)
                    for name, value in one.items()
                    if isinstance(value, int | float)
                },
            ),
            one["reason"],
        )
        for one in assumed(answer.analysis.effect, lang)
    )
    return _part(answer, "priors", rows, texts, lang)


def indices_part(answer: Answer, lang: Language) -> Part:
    """Each index: value, standard error and interval. None of them carries a claim."""
    texts = said(lang)["index"]
    rows = (
        (texts[name], _number(one.value, FIGURES, lang), *_error(one, texts, lang))
        for name, one in answer.analysis.indices.items()
    )
    return _part(answer, "indices", rows, texts, lang)


def _part(
    answer: Answer,
    name: str,
    rows: Iterator[tuple[str, ...]],
    texts: Mapping[str, str],
    lang: Language,
) -> Part:
    """The part; without a verdict it has no rows, for then no number means anything."""
    return Part(
        id=name,
        title=texts["title"],
        note=texts["note"].format(name=outcome_name(answer, lang)),
        head=tuple(texts["head"].split("|")),
        rows=tuple(rows) if answer.claim.verdict is not None else (),
    )


def _of(prior: Mapping[str, str]) -> str:
    """The key of what a prior is of; an error that is not known is a ratio."""
    ratio = prior["name"] == "error" and not prior["unit"]
    return "error_ratio" if ratio else prior["name"]


def _error(one: Index, texts: Mapping[str, str], lang: Language) -> tuple[str, str]:
    se = NONE if one.se is None else _number(one.se, FIGURES, lang)
    if one.low is None or one.high is None:
        return se, NONE
    low, high = (_number(end, FIGURES, lang) for end in (one.low, one.high))
    return se, texts["interval"].format(low=low, high=high)


def _number(value: float, figures: int, lang: Language) -> str:
    """So many figures that count, of a slope a day as of a percentage."""
    lead = floor(log10(abs(value))) if value else 0
    return words(lang).number(value, max(figures - 1 - lead, 0))
