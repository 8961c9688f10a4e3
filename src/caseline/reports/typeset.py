"""A page set by Typst from a template and its data: the same bytes each time."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from caseline.charts.theme import FONTS
from caseline.errors import MissingExtraError, OutputError

Standard = Literal["ua-1"] | None


def typeset(
    template: Path,
    data: Mapping[str, object],
    *,
    what: str,
    pictures: Mapping[str, str] | None = None,
    standard: Standard = "ua-1",
) -> bytes:
    """A PDF with embedded fonts, and with tags and text alternatives (PDF/UA-1).

    Parameters
    ----------
    template
        A Typst file that reads `data.json`.
    what
        What the page is, for whoever lacks the part that sets it.
    pictures
        SVG texts by the names that the template calls them.
    standard
        None where a page has to be made whatever its texts hold.

    Raises
    ------
    MissingExtraError
        The part that sets the page is not installed.
    OutputError
        A text holds a character without a glyph, which PDF/UA forbids.
    """
    try:
        import typst
    except ImportError:
        raise MissingExtraError(what, "report") from None
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name, picture in (pictures or {}).items():
            (root / name).write_text(picture, encoding="utf-8")
        (root / "data.json").write_text(json.dumps(data), encoding="utf-8")
        shutil.copy(template, root)
        try:
            made: bytes = typst.compile(
                root / template.name,
                root=root,
                font_paths=[FONTS],
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=standard,
                timestamp=0,
            )
        except typst.TypstError:
            raise OutputError(
                f"{what}: a text holds a character that the shipped font lacks, "
                "Latin letters are needed"
            ) from None
    return made
