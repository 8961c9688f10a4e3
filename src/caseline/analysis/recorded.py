"""What the person treated reads of the record itself, around the answer on the treatment."""

from dataclasses import dataclass

import numpy as np

from caseline.analysis.answer import Answer
from caseline.analysis.harmed import harmed
from caseline.analysis.named import outcome_name
from caseline.analysis.refusals import name_of
from caseline.analysis.words import said
from caseline.claims import PatientText, patient_text
from caseline.claims.sentences import MOST_NAMED, Lacks
from caseline.claims.words import Language, words
from caseline.course.model import Course
from caseline.course.observe import observe
from caseline.effects.change import Change, change_of, changes
from caseline.interval import Interval

# Reasons why there is no estimate, by their names.
STILL = ("all_the_same", "nearly_the_same", "the_same_within")
FEW = ("few_values", "all_missing", "one_condition", "one_dose")


@dataclass(frozen=True, slots=True)
class Told:
    """The plain answer with what was recorded, in its order.

    `values` tells the outcome in its own units, `each_outcome` the others, also those that did
    not move, after what they are held against; `side_effects` those under what was given;
    `answer` is all about the treatment.
    """

    values: str
    answer: PatientText
    side_effects: str
    each_outcome: tuple[str, ...]

    @property
    def outcomes(self) -> str:
        """The other outcomes as one text."""
        return " ".join(self.each_outcome)

    @property
    def short(self) -> str:
        """Without what fooled us and what would help, where these stand by themselves."""
        one = self.answer
        parts = (self.values, one.changed, one.size, one.answer, self.outcomes, self.side_effects)
        return " ".join(part for part in parts if part)

    @property
    def text(self) -> str:
        """All of it as one text, with the most important of what is listed."""
        one = self.answer
        parts = (
            *(self.values, one.changed, one.size, one.answer, *one.fooled[:MOST_NAMED]),
            *(self.outcomes, self.side_effects, one.others, *one.firmer[:MOST_NAMED], one.advice),
        )
        return " ".join(part for part in parts if part)


def recorded(answer: Answer, lang: Language) -> Told:
    """What the person treated reads."""
    return Told(
        values=_values(answer, lang),
        answer=patient_text(
            answer.claim, answer.features, answer.posterior, lang, lacks=_lacks(answer)
        ),
        side_effects=harmed(answer.course, lang, "patient"),
        each_outcome=_outcomes(answer, lang),
    )


def _lacks(answer: Answer) -> Lacks:
    """For want of what no estimate could be worked out."""
    name = name_of(answer.analysis.reason)
    if name in STILL:
        return "movement"
    return "more" if name in FEW else "other"


def _values(answer: Answer, lang: Language) -> str:
    texts, say, known = said(lang)["patient"], words(lang), answer.analysis.series.known
    name, n = outcome_name(answer, lang), _count(answer)
    scale = ""
    if known.scale_range is not None:
        low, high = (say.number(end, 2) for end in known.scale_range)
        scale = texts["scale"].format(low=low, high=high)
    head = texts["value" if n == 1 else "values"].format(
        name=name, n=n, scale=scale, worse=texts[f"{known.worse}_worse"]
    )
    return " ".join(part for part in (head, _means(answer, lang)) if part)


def _count(answer: Answer) -> int:
    """The values that are compared; of a record of summaries, all of them."""
    series = answer.analysis.series
    if answer.course is None or series.reason is None:
        return answer.analysis.n
    return len(observe(answer.course)[series.outcome])


def _means(answer: Answer, lang: Language) -> str:
    """Both sides in the units of the scale; "" where one of them has no value."""
    texts = said(lang)["patient"]
    if answer.course is None:
        series = answer.analysis.series
        there = np.isfinite(series.values)
        sides = [series.values[there & on] for on in (~series.on, series.on)]
        if not all(side.size for side in sides):
            return ""
        off, on = (words(lang).number(float(side.mean())) for side in sides)
        return texts["off_on"].format(off=off, on=on)
    observations = observe(answer.course)[answer.analysis.series.outcome]
    change = change_of(answer.course, observations)
    before = _mean(change.baseline.mean if change.baseline else None, lang)
    after = _mean(change.last_value, lang)
    if not (before and after):
        return ""
    if change.by_condition:
        return texts["off_on"].format(off=before, on=after)
    n = max(window.n if window else 0 for window in (change.baseline, change.last))
    form = texts["before_last" if n > 1 else "before_last_one"]
    return form.format(before=before, last=after)


def _mean(value: Interval | None, lang: Language) -> str:
    if value is None:
        return ""
    ends = [words(lang).number(float(end)) for end in (value.low, value.high)]
    return ends[0] if ends[0] == ends[1] else said(lang)["patient"]["between"].format(*ends)


def _outcomes(answer: Answer, lang: Language) -> tuple[str, ...]:
    """How every other outcome moved, against what its scale moves by itself."""
    texts = said(lang)["patient"]
    if answer.course is None:
        return (texts["table_only"],)
    others = _others(answer.course, answer.analysis.series.outcome)
    told = [
        texts["other"].format(
            name=one.outcome.instrument.name(one.outcome.rule.id, lang).label,
            moved=texts[_moved(one)],
        )
        for one in others
    ]
    return (texts["others"], *told) if told else (texts["no_others"],)


def _others(course: Course, leading: str) -> list[Change]:
    return [one for one in changes(course) if one.outcome.rule.main and one.outcome.id != leading]


def _moved(change: Change) -> str:
    """Better or worse only where it is more than the error of the scale."""
    if change.reliable == "yes":
        return change.trend if change.trend in ("better", "worse") else "unclear"
    return {"no": "not_shown", "borderline": "close"}.get(change.reliable, "unclear")
