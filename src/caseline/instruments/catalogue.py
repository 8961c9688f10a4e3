"""The shipped instruments, by name."""

import difflib
from functools import cache
from pathlib import Path

from caseline.errors import InstrumentError
from caseline.instruments.model import Instrument
from caseline.instruments.reader import DEFINITION, read_instrument

DATA = Path(__file__).parent / "data"


def instrument(name: str) -> Instrument:
    """A shipped instrument by its id, the newest version, or by its ref: phq4@2009.1.

    Raises
    ------
    InstrumentError
        There is none of that name.
    """
    return _read(_folder(DATA, name))


def ids() -> tuple[str, ...]:
    """The ids of the shipped instruments, in order."""
    return tuple(sorted({ref.split("@")[0] for ref in _refs(DATA)}))


def instruments() -> tuple[Instrument, ...]:
    """Every shipped instrument in its newest version, by id."""
    return tuple(instrument(one) for one in ids())


@cache
def _folder(tree: Path, name: str) -> Path:
    refs = _refs(tree)
    versions = [ref for ref in refs if name in (ref, ref.split("@")[0])]
    if not versions:
        near = difflib.get_close_matches(name, [*ids(), *refs], n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(ids())}"
        raise InstrumentError(f"there is no instrument '{name[:40]}', {hint}")
    return tree / max(versions, key=_version)


def _version(ref: str) -> tuple[int, ...]:
    return tuple(int(part) for part in ref.split("@")[1].split("."))


@cache
def _refs(tree: Path) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in tree.glob(f"*/{DEFINITION}")))


@cache
def _read(folder: Path) -> Instrument:
    return read_instrument(folder)
