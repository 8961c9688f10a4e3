"""The paper twin of a form: the same items in the same words, on A4."""

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from caseline.care.schedule import Asked
from caseline.charts.theme import FONTS
from caseline.errors import InstrumentError
from caseline.instruments import catalogue
from caseline_web.asking.questions import form_of

TEMPLATE = Path(__file__).parent / "paper.typ"


def paper_form(instrument: str, lang: str, pseudonym: str) -> bytes | None:
    """The form as a PDF for one course; None where there is no such instrument.

    Where its wording may not be printed the form asks for the total, and says why.
    """
    try:
        form = form_of(Asked(catalogue.instrument(instrument)), lang)
    except InstrumentError:
        return None
    told = {
        "title": form.title,
        "instruction": form.instruction,
        "total": form.total,
        "licence": form.licence,
        "pseudonym": pseudonym,
        "ref": form.asked.instrument.ref,
        "lang": lang,
        "questions": [asdict(question) for question in form.questions],
    }
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "form.json").write_text(json.dumps(told), encoding="utf-8")
        (root / "paper.typ").write_bytes(TEMPLATE.read_bytes())
        made: bytes = typst.compile(
            root / "paper.typ",
            root=root,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    return made
