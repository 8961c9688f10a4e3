"""TOML → Instrument, or a sentence that says what is wrong.

The judge of every definition, shipped or written by somebody else; what a score rule may say
is read in `rules`.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import get_args

from caseline.document import Table, read_document
from caseline.errors import InstrumentError
from caseline.instruments.model import (
    AnswerScale,
    Instrument,
    Item,
    Ownership,
    Rights,
    SafetyFlag,
    ScoreRule,
    Source,
)
from caseline.instruments.names import NAMES, read_names
from caseline.instruments.numbers import exact, numbers
from caseline.instruments.rules import read_rule
from caseline.instruments.scales import read_scales

SCHEMA = 1
DEFINITION = "instrument.toml"
CASES = "cases.toml"
LONGEST_RECALL_DAYS = 36_600

_ID = re.compile(r"[a-z][a-z0-9_-]*")
_VERSION = re.compile(r"\d+\.\d+")


def read_instrument(folder: Path) -> Instrument:
    """The instrument of a folder `id@version`, with the languages and names that lie beside it.

    Raises
    ------
    InstrumentError
        The definition breaks a rule, the folder is not named as it says, or there is wording
        that its rights do not allow.
    """
    instrument = read_definition(folder / DEFINITION)
    file = f"{folder.name}/{DEFINITION}"
    if folder.name != instrument.ref:
        raise InstrumentError(
            f"{file}: says it is {instrument.ref}, but its folder is named '{folder.name}'"
        )
    beside = (DEFINITION, CASES, NAMES)
    found = (path.stem for path in folder.glob("*.toml") if path.name not in beside)
    languages = tuple(sorted(found, key=lambda lang: (lang != "en", lang)))
    if languages and instrument.rights.wording == "not-shipped":
        raise InstrumentError(
            f"{file}: its wording is not shipped, but {languages[0]}.toml lies beside it"
        )
    return replace(instrument, languages=languages, names=read_names(folder, instrument))


def read_definition(path: Path) -> Instrument:
    """The instrument of one TOML file, wherever it lies and without wording.

    Raises
    ------
    InstrumentError
        Not a TOML file in UTF-8, or the definition breaks a rule.
    """
    table = read_document(path, InstrumentError)
    if path.name == DEFINITION:
        table.file = f"{path.parent.name}/{DEFINITION}"
    _check_schema(table)
    instrument = _instrument(table)
    table.done()
    return instrument


def _check_schema(table: Table) -> None:
    schema = table.integer("schema", 1, 1_000_000)
    if schema > SCHEMA:
        raise table.refuse(
            "", f"is written in schema {schema}, this version of Caseline reads {SCHEMA}"
        )


def _instrument(table: Table) -> Instrument:
    sources = _sources(table)
    scales = read_scales(table.table("answers"))
    items = _items(table, scales)
    instrument = Instrument(
        id=_id(table),
        version=_version(table),
        title=table.text("title"),
        rights=_rights(table.table("rights")),
        sources=sources,
        items=items,
        scores=_scores(table, items, {source.key for source in sources}),
        recall_days=_recall(table),
        recall_choices=_recall_choices(table),
        codes=_codes(table.table("codes")),
        notes=table.texts("notes", ()),
    )
    if instrument.recall_days is not None and instrument.recall_choices:
        raise table.refuse("", "has 'recall_days' and 'recall_choices', only one of them can be")
    return instrument


def _id(table: Table) -> str:
    found = table.text("id")
    if not _ID.fullmatch(found):
        raise table.refuse("id", "must be lower-case letters, digits, '_' and '-', a letter first")
    return found


def _version(table: Table) -> str:
    found = table.text("version")
    if not _VERSION.fullmatch(found):
        raise table.refuse("version", "must be the source's year and our revision, as in 2009.1")
    return found


def _rights(table: Table) -> Ownership:
    rights = Ownership(
        wording=table.choice("wording", get_args(Rights)),
        note=table.text("note"),
        holder=table.text("holder", ""),
        licence=table.text("licence", ""),
    )
    if rights.wording == "licensed" and not rights.licence:
        raise table.refuse("licence", "is missing, licensed wording needs the text of its licence")
    table.done()
    return rights


def _sources(table: Table) -> tuple[Source, ...]:
    sources = []
    for one in table.tables("source"):
        sources.append(
            Source(
                one.text("key"),
                one.text("cite"),
                one.text("doi", "") or None,
                one.text("url", "") or None,
            )
        )
        one.done()
    _check_unique(table, "source", [source.key for source in sources])
    return tuple(sources)


def _items(table: Table, scales: dict[str, AnswerScale]) -> tuple[Item, ...]:
    items = []
    for one in table.tables("item"):
        items.append(
            Item(
                id=_id(one),
                scale=scales[one.choice("answers", tuple(scales))],
                recall_days=_recall(one),
                loinc=one.text("loinc", "") or None,
                safety=_safety(one.table("safety")) if one.has("safety") else None,
            )
        )
        one.done()
    if not items:
        raise table.refuse("", "has no [[item]], an instrument needs one")
    _check_unique(table, "item", [item.id for item in items])
    return tuple(items)


def _safety(table: Table) -> SafetyFlag:
    flag = SafetyFlag(table.text("id"), exact(table, "at"))
    table.done()
    return flag


def _scores(
    table: Table, items: tuple[Item, ...], sources: Collection[str]
) -> tuple[ScoreRule, ...]:
    parts: dict[str, AnswerScale] = {item.id: item.scale for item in items}
    rules = []
    for one in table.tables("score"):
        rule = read_rule(one, parts, sources)
        rules.append(rule)
        parts = {**parts, rule.id: rule.entry}
    _check_unique(table, "id", [item.id for item in items] + [rule.id for rule in rules])
    if not any(rule.main for rule in rules):
        raise table.refuse("", "has no score with main = true, which reports and charts need")
    return tuple(rules)


def _recall(table: Table) -> int | None:
    if not table.has("recall_days"):
        return None
    return table.integer("recall_days", 1, LONGEST_RECALL_DAYS)


def _recall_choices(table: Table) -> tuple[int, ...]:
    if not table.has("recall_choices"):
        return ()
    choices = numbers(table, "recall_choices")
    if any(days.denominator != 1 or days < 1 for days in choices):
        raise table.refuse("recall_choices", "must be whole days of 1 or more")
    return tuple(int(days) for days in choices)


def _codes(table: Table) -> dict[str, str]:
    return {name: table.text(name) for name in table.entries}


def _check_unique(table: Table, what: str, ids: Iterable[str]) -> None:
    seen = set()
    for one in ids:
        if one in seen:
            raise table.refuse("", f"has the {what} '{one}' twice")
        seen.add(one)
