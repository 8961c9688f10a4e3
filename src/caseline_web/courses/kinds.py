"""What may be entered: each kind of entry, how it is checked, and what makes two of it the same.

Most kinds are parts of the course file and are read as it reads them. The others belong to
the clinic: who prescribes, what was taken, what was decided.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from caseline.care.schedule import read_schedule
from caseline.care.templates import prompts
from caseline.course.model import Masking, Trigger, Visit
from caseline.course.read import PARTS, read_part
from caseline.course.read_visits import interval_in
from caseline.document import Table
from caseline.errors import CourseError

Content = Mapping[str, Any]

TAKEN = ("yes", "partly", "no")
DECISIONS = ("continue", "stop", "change dose", "extend", "plan a trial")
BY_PATIENT = "changed by the patient"  # the reason of a dose that a clinician did not decide
CONSENTS = ("treatment", "off_label", "publication")
LISTS = {  # what a course holds as a list, and the kind of one of them
    "earlier_treatments": "earlier_treatment",
    "co_treatments": "co_treatment",
    "side_effects": "side_effect",
    "life_events": "life_event",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry.

    Parameters
    ----------
    read
        Refuses content that cannot be.
    key
        What two entries of this kind must share to be two versions of one, from the content and
        from what was read; None where each new one is another, and the sender says which one it
        puts right.
    """

    read: Callable[[Content], object]
    key: Callable[[Content, Any], str] | None


def key_of(kind: str, content: Content, otherwise: str) -> str:
    """Under which key an entry counts, where it can be entered.

    Raises
    ------
    CourseError
        There is no such kind, or its content is wrong.
    """
    if kind not in KINDS:
        raise CourseError(f"entry: there is no kind '{kind[:40]}', one of {', '.join(KINDS)} is")
    found, key = KINDS[kind].read(content), KINDS[kind].key
    return otherwise if key is None else key(content, found)


def _part(kind: str) -> Callable[[Content], object]:
    return lambda content: read_part(kind, content)


def _own(read: Callable[[Table], object], name: str) -> Callable[[Content], object]:
    """A kind that only the clinic has."""

    def checked(content: Content) -> object:
        table = Table(name, "", content, CourseError)
        found = read(table)
        table.done()
        return found

    return checked


def _exact(table: Table, key: str) -> None:
    """A day that is known to the day: what is asked on an evening, or not asked, hangs on it."""
    if table.day(key).exact is None:
        raise table.refuse(key, "is known to the month only, a day is needed")


def _treatment(table: Table) -> None:
    table.text("name")
    table.text("unit")
    for key in ("atc", "route", "formulation", "started_because"):
        table.text(key, default="not on record")
    table.choice("off_label", ("yes", "no", "not on record"), default="not on record")
    table.choice("trigger", (*get_args(Trigger), "not on record"), default="not on record")
    if not table.absent("adherence_percent"):  # as a source gives it; what was taken goes first
        interval_in(table, "adherence_percent", 0, 100)


def _blinding(table: Table) -> None:
    for key in ("patient", "clinician", "rater"):
        table.choice(key, (*get_args(Masking), "not on record"), default="not on record")


def _about(table: Table) -> None:
    table.text("title")
    table.choice("provenance", ("prospective", "retrospective", "published summary"))
    table.text("chosen", default="not on record")
    table.flag("synthetic", default=False)


def _taken(table: Table) -> None:
    _exact(table, "on")
    table.choice("taken", TAKEN)


def _missed(table: Table) -> None:
    table.day("on")
    table.text("why", default="not on record")


def _not_done(table: Table) -> None:
    _exact(table, "on")
    table.text("instrument")
    table.text("why", default="not on record")


def _pause(table: Table) -> None:
    _exact(table, "from")
    if table.has("to"):
        _exact(table, "to")


def _consent(table: Table) -> None:
    table.choice("what", CONSENTS)
    table.choice("given", ("yes", "no", "waived", "obtained or waived", "not on record"))
    if not table.absent("on"):
        table.day("on")
    table.text("version", default="not on record")


def _decision(table: Table) -> None:
    table.day("on")
    table.choice("decision", DECISIONS)
    table.text("reason")
    if table.has("review_on"):
        table.day("review_on")


def _prompt(table: Table) -> None:
    table.choice("prompt", [one.id for one in prompts()])  # another one would warn nobody
    table.day("on")
    table.choice("answer", ("yes", "no", "not known"))
    table.text("note", default="not on record")


def _unblinded(table: Table) -> None:
    table.day("on")
    table.text("reason")


def _looked(table: Table) -> None:
    table.choice("list", (*LISTS, "missed_visits", "guesses"))
    if not table.absent("on"):
        table.day("on")


def _perspective(table: Table) -> None:
    table.text("text")


def _visit_key(content: Content, visit: Visit) -> str:
    """The day or span, what was asked, and over how many days."""
    when = f"{visit.when.begin}~{visit.when.end}"
    parts = [f"{one.instrument.id}/{one.recall_days}" for one in visit.responses]
    parts += [f"{one.instrument.id}.{one.rule.id}" for one in visit.totals]
    if len(parts) + (visit.drawing is not None) != 1:
        raise CourseError("visit: an entry holds one questionnaire, one total or one drawing")
    return f"{when}/{parts[0] if parts else 'drawing'}"


def _at(name: str) -> Callable[[Content, object], str]:
    return lambda content, _read: str(content[name])


def _both(one: str, other: str) -> Callable[[Content, object], str]:
    return lambda content, _read: f"{content[one]}/{content[other]}"


def _only(content: Content, read: object) -> str:
    """There is one of it in a course."""
    return ""


KINDS: dict[str, Kind] = {
    "about": Kind(_own(_about, "about"), _only),
    "patient": Kind(_part("patient"), _only),
    "diagnosis": Kind(_part("diagnosis"), _only),
    "question": Kind(_part("question"), _only),
    "primary_outcome": Kind(_part("primary_outcome"), _only),
    "threshold": Kind(_part("threshold"), _only),
    "looks": Kind(_part("looks"), _only),
    "treatment": Kind(_own(_treatment, "treatment"), _only),
    "dose": Kind(_part("dose"), _at("from")),
    "earlier_treatment": Kind(_part("earlier_treatment"), None),
    "co_treatment": Kind(_part("co_treatment"), None),
    "side_effect": Kind(_part("side_effect"), None),
    "life_event": Kind(_part("life_event"), None),
    "looked": Kind(_own(_looked, "looked"), _at("list")),
    "blinding": Kind(_own(_blinding, "blinding"), _only),
    "guess": Kind(_part("guess"), _both("on", "by")),
    "allocation": Kind(_part("allocation"), _only),
    "visit": Kind(_part("visit"), _visit_key),
    "not_done": Kind(_own(_not_done, "not done"), _both("on", "instrument")),
    "missed": Kind(_own(_missed, "missed"), _at("on")),
    "taken": Kind(_own(_taken, "taken"), _at("on")),
    "pause": Kind(_own(_pause, "pause"), _at("from")),
    "schedule": Kind(_own(read_schedule, "schedule"), _only),
    "consent": Kind(_own(_consent, "consent"), _at("what")),
    "decision": Kind(_own(_decision, "decision"), None),
    "unblinded": Kind(_own(_unblinded, "unblinded"), _only),
    "prompt": Kind(_own(_prompt, "prompt"), _at("prompt")),
    "perspective": Kind(_own(_perspective, "perspective"), _only),
    "disclosures": Kind(_part("disclosures"), _only),
    "source": Kind(_part("source"), _at("key")),
    "quote": Kind(_part("quote"), None),
}

_MISSING = set(PARTS) - set(KINDS)
if _MISSING:  # a part that the course file has and nobody can enter
    raise CourseError(f"entry: there is no kind for {', '.join(sorted(_MISSING))}")
