"""A course file as entries, for a course that began elsewhere."""

from collections.abc import Iterator
from typing import Any

from caseline.course.model import Course
from caseline.course.read import NONE
from caseline.course.write import write_course
from caseline.document import document_in
from caseline.errors import CourseError
from caseline.record import NOT_ON_RECORD
from caseline_web.courses.entries import Part
from caseline_web.courses.kinds import CONSENTS, LISTS

Document = dict[str, Any]

_NOT_SAID = NOT_ON_RECORD.value
_ABOUT = ("title", "provenance", "chosen", "synthetic")
_LISTS = {**LISTS, "missed_visits": "missed", "guesses": "guess"} | {
    f"{kind}s": kind for kind in ("source", "quote")
}
_TABLES = ("patient", "diagnosis", "allocation", "disclosures")


def parts_of(course: Course) -> tuple[Part, ...]:
    """Every part of a course, so that the same course comes of them again."""
    top = dict(document_in(write_course(course), "the course", CourseError).entries)
    visits = [part for visit in _tables(top, "visits") for part in _visit_parts(visit)]
    return (*_single(top), *_treatment(top), *_listed(top), *_consents(top), *visits)


def _single(top: Document) -> Iterator[Part]:
    """What there is one of."""
    yield Part("about", {key: top[key] for key in _ABOUT if key in top})
    for kind in _TABLES:
        yield Part(kind, _table(top, kind))
    for kind, content in _table(top, "plan").items():
        if content != _NOT_SAID:
            yield Part(kind, content)
    if top.get("patient_perspective", _NOT_SAID) != _NOT_SAID:
        yield Part("perspective", {"text": top["patient_perspective"]})


def _treatment(top: Document) -> Iterator[Part]:
    treatment = _table(top, "treatment")
    yield from (Part("dose", dose) for dose in _tables(treatment, "doses"))
    yield Part("treatment", {key: told for key, told in treatment.items() if key != "doses"})


def _listed(top: Document) -> Iterator[Part]:
    """The lists, and those of which somebody said that there was nothing."""
    blinding = _table(top, "blinding")
    told = {**top, "guesses": blinding.pop("guesses", _NOT_SAID)}
    yield Part("blinding", blinding)
    for name, kind in _LISTS.items():
        yield from (Part(kind, content) for content in _tables(told, name))
        if told.get(name) == NONE:
            yield Part("looked", {"list": name})
    missed = top.get("missed_visits")
    for day in missed if isinstance(missed, list) else []:
        yield Part("missed", {"on": str(day)})


def _consents(top: Document) -> Iterator[Part]:
    given = _table(top, "consent")
    yield from (Part("consent", {"what": what, **_table(given, what)}) for what in CONSENTS)


def _visit_parts(visit: Document) -> Iterator[Part]:
    """One part for each thing that was asked."""
    frame = {k: v for k, v in visit.items() if k not in ("responses", "totals", "drawing")}
    for name in ("responses", "totals"):
        for one in _tables(visit, name):
            yield Part("visit", {**frame, name: [one]})
    if "drawing" in visit:
        yield Part("visit", {**frame, "drawing": visit["drawing"]})


def _table(top: Document, key: str) -> Document:
    found = top.get(key, {})
    return dict(found) if isinstance(found, dict) else {}


def _tables(top: Document, key: str) -> list[Document]:
    """The tables of a list; none where it is a word such as "none"."""
    found = top.get(key, [])
    tables = found if isinstance(found, list) else []
    return [dict(one) for one in tables if isinstance(one, dict)]
