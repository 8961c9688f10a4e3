"""The paper form of the pain drawing as a page to print, set by Typst."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from caseline.paindrawing.model import VIEWS, words
from caseline.paindrawing.outline import outline_picture
from caseline.paindrawing.paper.layout import (
    CORNERS,
    GREY,
    MARK,
    PICTURE,
    VERSION,
    PaperForm,
    mark_at,
    mark_cells,
    tick_box,
)
from caseline.reports.typeset import typeset

TEMPLATE = Path(__file__).parent / "templates" / "form.typ"


def form_pdf(body: str = "neutral", *, lang: Literal["en", "de"] = "en") -> bytes:
    """Set the form on A4, with tags, a text alternative and embedded fonts (PDF/UA-1).

    Parameters
    ----------
    body
        Name of a body map.
    lang
        Language of its words.

    Raises
    ------
    DrawingError
        There is no such body map.
    MissingExtraError
        What sets the page, or makes its corner marks, is not installed.
    """
    outline = outline_picture(body, lang=lang, ink=GREY)
    data, pictures = _data(body, lang), {"outline.svg": outline}
    return typeset(TEMPLATE, data, what="a form as PDF", pictures=pictures)


def _data(body: str, lang: str) -> dict[str, Any]:
    form, said = PaperForm(VERSION, body), words(lang)
    return {
        "lang": lang,
        "name": form.name,
        "said": said["form"],
        "alt": said["bodies"][body],
        "picture": PICTURE,
        "mark": MARK,
        "marks": [_mark(form, corner) for corner in range(CORNERS)],
        "ticks": [{"box": tick_box(view), "said": said["form"][view]} for view in VIEWS],
    }


def _mark(form: PaperForm, corner: int) -> dict[str, Any]:
    return {"at": mark_at(corner), "runs": list(_runs(form, corner))}


def _runs(form: PaperForm, corner: int) -> Iterator[tuple[int, int, int]]:
    """The black cells as rows, starts and lengths: drawn in one piece, they show no seams."""
    for row, cells in enumerate(mark_cells(form, corner)):
        text = "".join("#" if black else " " for black in cells)
        start = 0
        for run in text.split(" "):
            if run:
                yield row, start, len(run)
            start += len(run) + 1
