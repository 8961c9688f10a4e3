"""A course to take along: as a table, as data with its history, as the library's file, in print."""

import csv
from collections.abc import Callable
from dataclasses import asdict, dataclass
from io import StringIO

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from caseline.course.write import write_course
from caseline.errors import CourseError, OutputError
from caseline.reports.pdf import pdf
from caseline.reports.report import make_report
from caseline.reports.words import Language
from caseline_web.courses.current import current
from caseline_web.courses.entries import Entry
from caseline_web.courses.exact import dumps
from caseline_web.courses.store import CourseRef, entries, history
from caseline_web.results.answer import rating_of
from caseline_web.results.worded import in_readers_words, rated_in_readers_words

NAMES = {
    "table": _("Table (CSV)"),
    "report": _("Report (PDF)"),
    "data": _("All data with their history (JSON)"),
    "course": _("Course file (TOML)"),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file to take along."""

    content: bytes
    kind: str
    suffix: str


def file_of(course: CourseRef, name: str, lang: Language) -> File:
    """One of `NAMES`.

    Raises
    ------
    CaselineError
        There is nothing to report on yet, or entries contradict each other.
    KeyError
        There is no such file.
    """
    return _FILES[name](course, lang)


def _table(course: CourseRef, lang: Language) -> File:
    """One line for each answer that counts today."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["date", "instrument", "item", "value", "mode", "entered_at", "version"])
    for entry in entries(course, "visit", "taken"):
        for instrument, item, value in _values(entry):
            day = entry.content.get("on", entry.content.get("from", ""))
            at = entry.entered_at.isoformat(timespec="seconds")
            writer.writerow([day, instrument, item, value, entry.mode, at, entry.version])
    return File(text.getvalue().encode(), "text/csv; charset=utf-8", "csv")


def _values(entry: Entry) -> list[tuple[str, str, object]]:
    content = entry.content
    if entry.kind == "taken":
        return [("dose", "taken", content["taken"])]
    found = [
        (str(one["instrument"]), str(item), value)
        for one in content.get("responses", [])
        for item, value in one["answers"].items()
    ]
    found += [
        (str(one["instrument"]), str(one["score"]), one.get("value", ""))
        for one in content.get("totals", [])
    ]
    marked = content.get("drawing", {}).get("marked", [])
    return found + [("pain drawing", str(region), 1) for region in marked]


def _data(course: CourseRef, lang: Language) -> File:
    """Every version of every entry."""
    told = [
        {**asdict(one), "entered_at": str(one.entered_at), "received_at": str(one.received_at)}
        for one in history(course)
    ]
    whole = {"schema": 1, "pseudonym": course.pseudonym, "entries": told}
    return File(dumps(whole).encode(), "application/json", "json")


def _course(course: CourseRef, lang: Language) -> File:
    found = current(course)
    if found is None:
        raise CourseError(
            gettext_noop("the course: has no treatment, dose or answer yet, one of each is needed")
        )
    return File(write_course(found).encode(), "application/toml", "toml")


def _report(course: CourseRef, lang: Language) -> File:
    found = current(course)
    if found is None:
        raise CourseError(
            gettext_noop("the course: has no treatment, dose or answer yet, one of each is needed")
        )
    rating = rating_of(course)
    rated = rated_in_readers_words(rating, lang) if rating else None
    made = make_report(in_readers_words(found, lang), lang, rated)
    try:
        return File(pdf(made), "application/pdf", "pdf")
    except OutputError:  # an emoji: then without the marks for screen readers, which forbid it
        return File(pdf(made, standard=None), "application/pdf", "pdf")


_FILES: dict[str, Callable[[CourseRef, Language], File]] = {
    "table": _table,
    "report": _report,
    "data": _data,
    "course": _course,
}
