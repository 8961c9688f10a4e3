"""The texts of one language, which lie beside the definition and never in it."""

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from pathlib import Path

from caseline.document import Table, read_document
from caseline.errors import InstrumentError
from caseline.instruments import catalogue
from caseline.instruments.catalogue import DATA
from caseline.instruments.model import AnswerScale, Instrument, Wording
from caseline.instruments.numbers import spelled


def wording(instrument: Instrument, lang: str) -> Wording | None:
    """The wording of a shipped instrument in a language ("en", "de"); None if it is not shipped."""
    if lang not in instrument.languages:
        return None
    return _shipped(instrument.ref, lang)


@cache
def _shipped(ref: str, lang: str) -> Wording:
    return read_wording(DATA / ref / f"{lang}.toml", catalogue.instrument(ref))


def read_wording(path: Path, instrument: Instrument) -> Wording:
    """The wording of one language file, named after its language.

    Raises
    ------
    InstrumentError
        Not a TOML file in UTF-8, an item or an answer without a text, or a text for an item
        that the instrument has not.
    """
    table = read_document(path, InstrumentError)
    table.file = f"{path.parent.name}/{path.name}"
    words = Wording(
        lang=path.stem,
        title=table.text("title"),
        instruction=table.text("instruction"),
        items=_items(table.table("items"), instrument),
        answers=_answers(table.table("answers"), instrument),
        ends=_ends(table.table("ends"), instrument),
        source=table.text("source"),
        licence=table.text("licence"),
    )
    table.done()
    _check_answers(table, instrument, words)
    return words


def _items(table: Table, instrument: Instrument) -> dict[str, str]:
    items = {item_id: table.text(item_id) for item_id in table.entries}
    _check_known(table, items, {item.id for item in instrument.items}, "an item")
    for item in instrument.items:
        if item.id not in items:
            raise table.refuse(item.id, "is missing, each item needs its text")
    return items


def _answers(table: Table, instrument: Instrument) -> dict[str, dict[Fraction, str]]:
    scales = _scales(instrument)
    _check_known(table, table.entries, scales.keys(), "a scale")
    return {name: _values(table.table(name), scales[name]) for name in table.entries}


def _values(table: Table, scale: AnswerScale) -> dict[Fraction, str]:
    of = {spelled(value): value for value in scale.values}
    _check_known(table, table.entries, of.keys(), "a value of the scale")
    for spelling in of:
        if not table.has(spelling):
            raise table.refuse(spelling, "is missing, each value needs its words")
    return {value: table.text(spelling) for spelling, value in of.items()}


def _ends(table: Table, instrument: Instrument) -> dict[str, tuple[str, str]]:
    known = _scales(instrument).keys() | {item.id for item in instrument.items}
    _check_known(table, table.entries, known, "an item or a scale")
    ends = {}
    for name in table.entries:
        one = table.table(name)
        ends[name] = one.text("low"), one.text("high")
        one.done()
    return ends


def _check_answers(table: Table, instrument: Instrument, words: Wording) -> None:
    for item in instrument.items:
        if not {item.id, item.scale.id} & {*words.ends} and item.scale.id not in words.answers:
            raise table.refuse(
                "",
                f"the answers to '{item.id}' have no words, [answers.{item.scale.id}] or "
                f"[ends.{item.scale.id}] is needed",
            )


def _check_known(table: Table, found: Iterable[str], known: Iterable[str], what: str) -> None:
    for one in found:
        if one not in known:
            raise table.refuse(one[:40], f"is not {what} of this instrument")


def _scales(instrument: Instrument) -> dict[str, AnswerScale]:
    return {item.scale.id: item.scale for item in instrument.items}
