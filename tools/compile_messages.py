"""Compile the translations of the web application: each `django.po` to a `django.mo` beside it.

Usage: python tools/compile_messages.py
"""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)  # so that the same texts give the same bytes
LOCALE = Path(__file__).parents[1] / "src/caseline_web"


def compiled(source: Path) -> bytes:
    """The compiled form of one catalogue."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parents[1].name)
    catalogue.creation_date = catalogue.revision_date = ALWAYS
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


if __name__ == "__main__":
    for source in sorted(LOCALE.rglob("django.po")):
        source.with_suffix(".mo").write_bytes(compiled(source))
