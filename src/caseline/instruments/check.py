"""Whether an instrument's file, and what lies beside it, keeps every rule."""

from pathlib import Path

from caseline.instruments.cases import read_cases
from caseline.instruments.model import Instrument
from caseline.instruments.reader import CASES, DEFINITION, read_definition, read_instrument
from caseline.instruments.wording import read_wording


def check_instrument_file(path: Path) -> Instrument:
    """The instrument of a definition file, once everything about it is checked.

    For an `instrument.toml` in its own folder that is the folder's name, each language and the
    worked cases' form too; for a file of any other name the definition alone. Whether the
    cases come out is for scoring to say.

    Raises
    ------
    InstrumentError
        The first rule that is broken, in one sentence.
    """
    if path.name != DEFINITION:
        return read_definition(path)
    folder = path.resolve().parent
    instrument = read_instrument(folder)
    for lang in instrument.languages:
        read_wording(folder / f"{lang}.toml", instrument)
    if (folder / CASES).exists():
        read_cases(folder)
    return instrument
