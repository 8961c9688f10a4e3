"""What to think of: prompts raised by an answer or by the record. They remind and never clear."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from caseline.care.templates import Prompt, prompts_for
from caseline.instruments import catalogue
from caseline.reports.words import Language
from caseline_web.courses.entries import Entry

KINDS = ("treatment", "prompt", "co_treatment", "side_effect", "visit")
GRAVEST = "suicide"  # stands before the others


@dataclass(frozen=True, slots=True)
class Reminder:
    """One prompt that is raised, why, and by which source; `open` where the answer is not known."""

    text: str
    why: str
    source: str
    open: bool


def reminders(there: Iterable[Entry], lang: Language) -> tuple[Reminder, ...]:
    """What to remember, first what the record raises."""
    found = tuple(there)
    answers = {
        str(one.content["prompt"]): str(one.content["answer"])
        for one in found
        if one.kind == "prompt"
    }
    told = [
        (prompt, _raised(prompt, found), answers.get(prompt.id, _unanswered(prompt)))
        for prompt in sorted(prompts_for(atc_of(found)), key=lambda one: one.id != GRAVEST)
    ]
    raised = [
        Reminder(
            prompt.reminder[lang],
            why or _why(prompt, answer, lang),
            prompt.source.cite,
            not why and _open(answer),
        )
        for prompt, why, answer in told
        if why or answer in ("yes", "not known")
    ]
    return tuple(sorted(raised, key=lambda one: one.open))


def _unanswered(prompt: Prompt) -> str:
    """What nobody answered is not known; what nobody is asked has no answer."""
    return "not known" if prompt.asked else ""


def _open(answer: str) -> bool:
    return answer == "not known"


def _why(prompt: Prompt, answer: str, lang: Language) -> str:
    return _("not known yet") if _open(answer) else f"{prompt.question[lang]} {_('yes')}"


def _raised(prompt: Prompt, there: tuple[Entry, ...]) -> str:
    """What in the record raises a prompt, whatever was answered; "" where nothing does."""
    match prompt.id:
        case "suicide":
            return _("PHQ-9, item 9: above 0") if item_9(there) else ""
        case "severe-event":
            return ", ".join(str(one.content["what"]) for one in severe(there))
        case _:
            return prompt.names_one_of(
                str(one.content["name"]) for one in there if one.kind == "co_treatment"
            )


def severe(there: Iterable[Entry]) -> list[Entry]:
    """The side effects that are severe or serious, and not over."""
    return [
        one
        for one in there
        if one.kind == "side_effect"
        and (one.content.get("severity") == "severe" or one.content.get("serious") == "yes")
        and one.content.get("ended", "not on record") == "not on record"
    ]


def item_9(there: Iterable[Entry]) -> bool:
    """Whether the newest answer to the ninth question of the PHQ-9 is above 0.

    A question that was left blank since answers nothing: the answer before it stands.
    """
    answered: list[tuple[str, dict[str, int]]] = [
        (str(one.content.get("on", one.content.get("to", ""))), response["answers"])
        for one in there
        if one.kind == "visit"
        for response in one.content.get("responses", [])
        if str(response["instrument"]).startswith("phq9")
    ]
    answered.sort(key=lambda one: one[0])
    newest = {item: value for _day, answers in answered for item, value in answers.items()}
    return any(
        newest.get(item.id, 0) >= item.safety.at
        for item in catalogue.instrument("phq9").items
        if item.safety
    )


def atc_of(there: Iterable[Entry]) -> str:
    """The code of the treatment; "" where it has none on record."""
    return next((str(one.content.get("atc", "")) for one in there if one.kind == "treatment"), "")
