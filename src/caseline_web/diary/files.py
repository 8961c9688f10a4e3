"""What a patient entered as files: without what was given, so that they can be had at any time."""

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typst
from django.utils.translation import gettext as _

from caseline.charts.theme import FONTS
from caseline_web.courses.exact import dumps
from caseline_web.courses.store import CourseRef, history
from caseline_web.diary.told import DAY_OF, told_of
from caseline_web.language import Language
from caseline_web.results.files import File

TEMPLATE = Path(__file__).parent / "own.typ"


def own_data(course: CourseRef) -> File:
    """Every version of every entry that tells nothing of what was given."""
    kinds = [kind for kind in (*DAY_OF, "schedule", "consent", "perspective") if kind != "dose"]
    told = [
        {**asdict(one), "entered_at": str(one.entered_at), "received_at": str(one.received_at)}
        for one in history(course, *kinds)
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
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "own.json").write_text(json.dumps(told), encoding="utf-8")
        (root / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
        try:
            made = _printed(root, "ua-1")
        except typst.TypstError:  # a sign that the font lacks, which PDF/UA forbids: an emoji
            made = _printed(root, None)
    return File(made, "application/pdf", "pdf")


def _printed(root: Path, standard: Literal["ua-1"] | None) -> bytes:
    made: bytes = typst.compile(
        root / TEMPLATE.name,
        root=root,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=standard,
        timestamp=0,
    )
    return made
