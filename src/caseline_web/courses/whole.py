"""The entries of a course as one course, as the library knows it."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from caseline.calendar import read_day
from caseline.course.model import Course
from caseline.course.read import SCHEMA, course_in
from caseline.document import Table
from caseline.errors import CourseError
from caseline_web.courses.entries import Entry
from caseline_web.courses.kinds import LISTS

Document = dict[str, Any]

_TABLES = ("patient", "diagnosis", "allocation", "disclosures")
_PLAN = ("question", "primary_outcome", "threshold", "looks")
FEWEST_ANSWERS = 7  # about doses, from which a share is told
_PARTS_OF_A_VISIT = ("responses", "totals")


def lacks(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The kinds without which there is no course to judge."""
    there = {entry.kind for entry in entries}
    return tuple(kind for kind in ("treatment", "dose", "visit") if kind not in there)


def course_of(
    pseudonym: str, entries: Iterable[Entry], today: date, missed: Iterable[date] = ()
) -> Course:
    """One course.

    Parameters
    ----------
    entries
        What counts today.
    today
        Doses that are planned for later are left out: they have not been given.
    missed
        Days on which something was due and nothing came, besides those that were entered.

    Raises
    ------
    CourseError
        Something is lacking (see `lacks`), or entries contradict each other.
    """
    document = document_of(pseudonym, entries, today, missed)
    return course_in(Table("the course", "", document, CourseError))


def document_of(
    pseudonym: str, entries: Iterable[Entry], today: date, missed: Iterable[date] = ()
) -> Document:
    """What the course's file would hold."""
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    one = {kind: dict(found[-1].content) for kind, found in by_kind.items()}
    many = {kind: [dict(entry.content) for entry in found] for kind, found in by_kind.items()}
    looked = {content["list"] for content in many.get("looked", [])}
    return {
        "schema": SCHEMA,
        "pseudonym": pseudonym,
        **one.get("about", {"title": pseudonym, "provenance": "prospective"}),
        **{kind: one[kind] for kind in _TABLES if kind in one},
        **({"sources": many["source"]} if "source" in many else {}),
        **({"quotes": many["quote"]} if "quote" in many else {}),
        **_lists(many, looked),
        **({"patient_perspective": one["perspective"]["text"]} if "perspective" in one else {}),
        "plan": {kind: one[kind] for kind in _PLAN if kind in one},
        "treatment": _treatment(one, many, today),
        "blinding": {**_masks(one), "guesses": _guesses(many, looked)},
        "visits": _visits(by_kind.get("visit", [])),
        **_missed(many, looked, missed),
        "consent": _consents(many.get("consent", [])),
    }


def _lists(many: Mapping[str, list[Document]], looked: set[str]) -> Document:
    """Each list; "none" where somebody looked and there was none."""
    found: Document = {}
    for name, kind in LISTS.items():
        if kind in many:
            found[name] = many[kind]
        elif name in looked:
            found[name] = "none"
    return found


def _treatment(
    one: Mapping[str, Document], many: Mapping[str, list[Document]], today: date
) -> Document:
    doses = [dose for dose in many.get("dose", []) if _first(dose["from"], today) <= today]
    doses.sort(key=lambda dose: _first(dose["from"], today))
    return {
        **one.get("treatment", {}),
        **adherence(many.get("taken", []), doses, today),
        "doses": doses,
    }


def adherence(taken: list[Document], doses: list[Document], today: date) -> Document:
    """The share of the days with an answer on which all was taken, while a dose was due.

    Under the name that the treatment has for it in a course file; empty where fewer days than a
    week's were answered, which say nothing of the others.
    """
    begun = min((_first(dose["from"], today) for dose in doses), default=None)
    answers = [
        one["taken"] for one in taken if begun is not None and _first(one["on"], today) >= begun
    ]
    if len(answers) < FEWEST_ANSWERS:
        return {}
    share = Decimal(answers.count("yes") * 100) / len(answers)
    return {"adherence_percent": round(share, 1)}


def _masks(one: Mapping[str, Document]) -> Document:
    """Who was blinded; who was so until the blind was broken."""
    masks = one.get("blinding", {})
    if "unblinded" not in one:
        return masks
    return {who: "broken" if told == "blinded" else told for who, told in masks.items()}


def _guesses(many: Mapping[str, list[Document]], looked: set[str]) -> object:
    return many.get("guess", "none" if "guesses" in looked else "not on record")


def _visits(entries: list[Entry]) -> list[Document]:
    """Entries of the same days, condition, language and way of entry are one visit."""
    visits: dict[tuple[object, ...], Document] = {}
    for entry in entries:
        content = dict(entry.content)
        parts = {key: content.pop(key) for key in _PARTS_OF_A_VISIT if key in content}
        drawing = content.pop("drawing", None)
        content.setdefault("mode", entry.mode)
        recall = [part.get("recall_days") for found in parts.values() for part in found]
        place = (*sorted((key, str(value)) for key, value in content.items()), str(recall))
        visit = visits.setdefault(place, content)
        for key, found in parts.items():
            visit[key] = [*visit.get(key, []), *found]
        if drawing is not None:
            visit["drawing"] = drawing
    return sorted(visits.values(), key=lambda visit: _first(visit.get("on", visit.get("from"))))


def _missed(
    many: Mapping[str, list[Document]], looked: set[str], missed: Iterable[date]
) -> Document:
    days = {str(content["on"]) for content in many.get("missed", [])}
    days |= {day.isoformat() for day in missed}
    if days:
        return {"missed_visits": sorted(days)}
    return {"missed_visits": "none"} if "missed_visits" in looked else {}


def _consents(consents: list[Document]) -> Document:
    return {
        one["what"]: {key: one[key] for key in ("given", "on") if key in one} for one in consents
    }


def _first(told: object, otherwise: date = date.min) -> date:
    """The first day that a date may be; today's where a dose has none on record."""
    found = read_day(str(told))
    return found.first if found else otherwise
