"""What was held, as a clinician sees it, and as the entries that it would be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.http import QueryDict
from django.utils.translation import gettext_noop

from caseline.care.schedule import Asked, Schedule, all_due
from caseline.errors import CaselineError, CourseError
from caseline.instruments import catalogue
from caseline_web.asking.answers import Sent, answers_in
from caseline_web.asking.given import given_in_words, why_in_words
from caseline_web.asking.happened import parts_of, pause_of
from caseline_web.asking.questions import form_of
from caseline_web.courses.agenda import agenda
from caseline_web.courses.blinding import is_blinded, refuse_opening, tells
from caseline_web.courses.current import schedule_of
from caseline_web.courses.days import evening_of
from caseline_web.courses.entries import Part
from caseline_web.courses.first_day import of_before
from caseline_web.courses.held import Held, held
from caseline_web.courses.kinds import key_of
from caseline_web.courses.store import CourseRef, entries
from caseline_web.drawing.forms import entry_in
from caseline_web.drawing.parts import parts_of as drawing_of
from caseline_web.language import readers

MANY = ("region", "empty")  # fields that a drawing sends once for each of what they name
FORMS = ("form", "my_drawing")  # the pages of what a contact asks for


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a decision.

    Parameters
    ----------
    on
        The day that it is about, as it was sent.
    given
        The questions with their answers, in the reader's words.
    why
        Why it was not taken.
    refused
        Why it cannot be taken in on that day; "" where it can.
    instead
        Whether it would count instead of what was entered for that day.
    """

    held: Held
    on: date
    given: list[tuple[str, str]]
    why: str
    refused: str
    instead: bool


def waiting(course: CourseRef) -> list[Waiting]:
    """What waits and can be seen by a clinician today."""
    hidden = is_blinded(course, "clinician")
    return [_waiting(course, one) for one in held(course) if not (hidden and tells(one.content))]


def n_hidden(course: CourseRef) -> int:
    """How much waits besides, and tells what is given in the blinded part that runs."""
    hidden = is_blinded(course, "clinician")
    return sum(tells(one.content) for one in held(course)) if hidden else 0


def entries_in(course: CourseRef, content: object, on: date) -> tuple[Part, ...]:
    """What was held as entries about that day.

    Raises
    ------
    CaselineError
        It cannot be: an answer off its scale, an entry that another one is needed for.
    """
    sent = _sent(content)
    parts = _read(course, sent, on)
    if sent.get("page", "").partition("/")[0] in FORMS:
        parts = of_before(course, schedule_of(course), parts, on)
    if not parts:
        raise CourseError(
            gettext_noop("entry: holds nothing that could be entered, an answer is needed")
        )
    for part in parts:
        key_of(part.kind, part.content, otherwise=part.key)
    refuse_opening(course, parts)
    return parts


def _waiting(course: CourseRef, one: Held) -> Waiting:
    on = _day(course, one)
    lang, refused, instead = readers(), "", False
    try:
        instead = _is_there(course, entries_in(course, one.content, on))
    except CaselineError as exc:
        refused = why_in_words(exc, one.content, lang)
    why = why_in_words(one.why, one.content, lang)
    return Waiting(one, on, given_in_words(one.content, lang), why, refused, instead)


def _is_there(course: CourseRef, parts: tuple[Part, ...]) -> bool:
    """Whether one of them would be the next version of what counts."""
    there = {(one.kind, one.key) for one in entries(course, *(part.kind for part in parts))}
    return any((one.kind, key_of(one.kind, one.content, otherwise="")) in there for one in parts)


def _sent(content: object) -> dict[str, str]:
    told = content if isinstance(content, Mapping) else {}
    return {str(name): str(value) for name, value in told.items()}


def _day(course: CourseRef, one: Held) -> date:
    """The day as it was sent, never after the one on which it arrived."""
    arrived = evening_of(one.received_at, course.zone)
    try:
        return min(date.fromisoformat(_sent(one.content).get("on", "")), arrived)
    except ValueError:
        return arrived


def _read(course: CourseRef, sent: Sent, on: date) -> tuple[Part, ...]:
    """By the page to which it was sent."""
    page, _, instrument = sent.get("page", "").partition("/")
    match page:
        case "events" if sent.get("what") not in ("pause", "go_on"):
            return parts_of(sent, on, is_blinded(course, "patient"))
        case "events":
            return pause_of(sent, on, agenda(entries(course, "schedule", "pause"), on), on)
        case "my_drawing":
            return drawing_of(entry_in(_listed(sent)), on, none=bool(sent.get("none")))
        case "form" if sent.get("not_done"):
            ref = catalogue.instrument(instrument).ref
            return (Part("not_done", {"on": on.isoformat(), "instrument": ref}),)
        case "form" | "evening" | "evening_link":
            return tuple(_answers(course, sent, on, page))
    raise CourseError(gettext_noop("entry: puts another one right, by hand it can be entered"))


def _answers(course: CourseRef, sent: Sent, on: date, page: str) -> Iterator[Part]:
    """The answers of each instrument, as they were asked; and whether the dose was taken.

    Raises
    ------
    CaselineError
        There is no such question.
    """
    schedule = schedule_of(course)
    named = sorted(name for name in sent if "." in name and sent[name].strip())
    for instrument, names in groupby(named, key=lambda name: name.partition(".")[0]):
        asked = _asked(schedule, instrument, on, page)
        form = form_of(replace(asked, items=()), sent.get("asked_in", "en"))
        if not {*names} <= {one.name for one in form.questions}:
            raise CourseError(
                gettext_noop("entry: answers what is no question, one of its instrument is right")
            )
        yield from answers_in(sent, form, on)
    if sent.get("taken"):
        yield Part("taken", {"on": on.isoformat(), "taken": sent["taken"]})


def _asked(schedule: Schedule | None, instrument: str, on: date, page: str) -> Asked:
    """How the page asks it: with its days, where the schedule says them."""
    if schedule and page == "form":
        due = sorted(all_due(schedule), key=lambda one: abs(one.on - on))
        asked = tuple(one.asked for one in due)
    else:
        asked = schedule.evenings if schedule else ()
    there = (one for one in asked if one.instrument.id == instrument)
    return next(there, None) or Asked(catalogue.instrument(instrument))


def _listed(sent: Sent) -> QueryDict:
    """What the drawing sent, as its form is read."""
    found = QueryDict(mutable=True)
    for name, value in sent.items():
        found.setlist(name, value.split() if name in MANY else [value])
    return found
