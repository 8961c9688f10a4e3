"""What scores and items are called, from a file beside the definition."""

from pathlib import Path

from caseline.document import Table, read_document
from caseline.errors import InstrumentError
from caseline.instruments.model import Instrument, Name

NAMES = "names.toml"


def read_names(folder: Path, instrument: Instrument) -> dict[str, dict[str, Name]]:
    """The names in an instrument's folder, by language and id; none where there is no file.

    Raises
    ------
    InstrumentError
        Not a TOML file in UTF-8, or a name for what is neither a score nor an item.
    """
    if not (folder / NAMES).exists():
        return {}
    table = read_document(folder / NAMES, InstrumentError)
    table.file = f"{folder.name}/{NAMES}"
    return {lang: _names(table.table(lang), instrument) for lang in table.entries}


def _names(table: Table, instrument: Instrument) -> dict[str, Name]:
    for part in table.entries:
        if not (instrument.rule(part) or instrument.item(part)):
            raise table.refuse(part[:40], "is neither a score nor an item of this instrument")
    return {part: _name(table, part) for part in table.entries}


def _name(table: Table, part: str) -> Name:
    """A text that serves everywhere, or one for labels and one for sentences."""
    if not isinstance(table.raw(part), dict):
        text = table.text(part)
        return Name(text, text)
    both = table.table(part)
    name = Name(both.text("label"), both.text("subject"))
    both.done()
    return name
