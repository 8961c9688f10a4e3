"""What is asked of a patient, in words: the questions of an instrument, or of its totals."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from django.utils.translation import gettext as _

from caseline.care.schedule import Asked
from caseline.instruments import catalogue
from caseline.instruments.model import AnswerScale, Instrument, Item, ScoreRule, Wording
from caseline.instruments.wording import wording
from caseline.paindrawing.model import REGION_IDS


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: the number that is kept, and what is read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Parameters
    ----------
    name
        The name of its field.
    part
        The item, or the score where a total is asked for.
    choices
        The answers; empty where a number is typed.
    low, high
        The words at both ends of a row of numbers; empty where each answer has its own.
    """

    name: str
    part: str
    text: str
    choices: tuple[Choice, ...] = ()
    low: str = ""
    high: str = ""
    least: str = ""
    most: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """An instrument as it is asked.

    `total` says that its wording may not be shown, so that a total is entered instead.
    """

    asked: Asked
    title: str
    instruction: str
    questions: tuple[Question, ...]
    total: bool
    language: str | None
    licence: str


def form_of(asked: Asked, lang: str) -> Form:
    """An instrument in a language, or in English where only that is shipped, or as totals."""
    instrument = asked.instrument
    words = wording(instrument, lang) or wording(instrument, "en")
    if words is None:
        totals = [rule for rule in instrument.scores if rule.main]
        return Form(
            asked=asked,
            title=_title(instrument, totals, lang),
            instruction="",
            questions=tuple(_total(asked, rule, lang) for rule in totals),
            total=True,
            language=None,
            licence=instrument.rights.note,
        )
    regions = set(REGION_IDS)  # these are asked for by the pain drawing
    items = [
        instrument.item(one)
        for one in words.items
        if one not in regions and (not asked.items or one in asked.items)
    ]
    return Form(
        asked=asked,
        title=words.title,
        instruction=_over(asked) or words.instruction,
        questions=tuple(_question(asked, item, words) for item in items if item),
        total=False,
        language=words.lang,
        licence=words.licence,
    )


@lru_cache(maxsize=64)
def whole_form(instrument: str, lang: str) -> Form:
    """All of an instrument, whatever a day takes of it; its words do not change while this runs."""
    return form_of(Asked(catalogue.instrument(instrument)), lang)


def _title(instrument: Instrument, totals: list[ScoreRule], lang: str) -> str:
    """What it is called: by its one score, which has a name in each language, or by its title."""
    return instrument.name(totals[0].id, lang).label if len(totals) == 1 else instrument.title


def has_drawing(asked: Asked) -> bool:
    """Whether the pain drawing is a part of it."""
    return not asked.items and any(asked.instrument.item(one) for one in REGION_IDS)


def _over(asked: Asked) -> str:
    """The days that are asked about, where the schedule says them."""
    match asked.recall_days:
        case None:
            return ""
        case 1:
            return _("In the last 24 hours")
        case days:
            return _("In the last %(days)s days") % {"days": days}


def _question(asked: Asked, item: Item, words: Wording) -> Question:
    labels = words.answers.get(item.scale.id, {})
    low, high = words.ends.get(item.id) or words.ends.get(item.scale.id) or ("", "")
    return Question(
        name=f"{asked.instrument.id}.{item.id}",
        part=item.id,
        text=words.items[item.id],
        choices=tuple(
            Choice(plain, labels.get(value, plain)) for value, plain in _values(item.scale)
        ),
        low=low,
        high=high,
    )


def _total(asked: Asked, rule: ScoreRule, lang: str) -> Question:
    return Question(
        name=f"{asked.instrument.id}.{rule.id}",
        part=rule.id,
        text=asked.instrument.name(rule.id, lang).label,
        least=_plain(rule.low),
        most=_plain(rule.high),
        step=_plain(rule.step),
    )


@cache
def _values(scale: AnswerScale) -> list[tuple[Fraction, str]]:
    """The numbers that an answer may be, and each as it is written."""
    steps = int((scale.high - scale.low) / scale.step)
    each = [scale.low + number * scale.step for number in range(steps + 1)]
    return [(value, _plain(value)) for value in sorted(scale.values) or each]


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"
