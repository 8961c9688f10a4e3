"""What a patient entered as files: without what was given, so that they can be had at any time."""

from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext as _

from caseline.errors import OutputError
from caseline.reports.typeset import typeset
from caseline_web.asking.told import DAY_OF
from caseline_web.courses.blinding import veiled
from caseline_web.courses.exact import dumps
from caseline_web.courses.store import CourseRef, history
from caseline_web.diary.told import told_of
from caseline_web.language import Language
from caseline_web.results.files import File

TEMPLATE = Path(__file__).parent / "own.typ"


def own_data(course: CourseRef) -> File:
    """Every version of every entry that tells nothing of what was given."""
    told = [
        {**asdict(one), "entered_at": str(one.entered_at), "received_at": str(one.received_at)}
        for one in veiled(history(course, *DAY_OF, "schedule", "consent", "perspective"))
    ]
    whole = {"schema": 1, "pseudonym": course.pseudonym, "entries": told}
    return File(dumps(whole).encode(), "application/json", "json")


def own_print(course: CourseRef, lang: Language, *, blinded: bool) -> File:
    """The same on A4, in the reader's words."""
    rows = [
        {"day": one.day, "what": one.what, "entered": one.entered}
        for one in told_of(course, lang, blinded=blinded)
    ]
    told = {
        "lang": lang,
        "title": _("What you entered"),
        "course": f"{_('Course')}: {course.pseudonym}",
        "heads": [_("Day"), _("Answers"), _("Entered")],
        "rows": rows,
    }
    try:
        made = typeset(TEMPLATE, told, what="own data as PDF")
    except OutputError:  # an emoji: then without the marks for screen readers, which forbid it
        made = typeset(TEMPLATE, told, what="own data as PDF", standard=None)
    return File(made, "application/pdf", "pdf")
