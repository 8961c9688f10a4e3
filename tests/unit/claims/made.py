"""Features for tests, from tables of a TOML file; and every way to take one off the record."""

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import get_args, get_type_hints

from caseline.claims import features as f
from caseline.record import NOT_ON_RECORD, NotOnRecord

SPEC = Path(__file__).parents[2] / "spec" / "claims"
WORDS = {"not on record": NOT_ON_RECORD, "not computable": None}
LISTED = {"points": f.PhasePoints, "co_interventions": f.Happening, "life_events": f.Happening}
NESTED = {"guesses": f.Guesses}


def clean():
    """The clean courses: every feature is recorded and none of them is a threat."""
    return tomllib.loads((SPEC / "clean.toml").read_text(encoding="utf-8"))


def table(base, changed=()):
    """One clean course as a table, with some features set to something else."""
    courses = clean()
    found = deepcopy(courses["every"])
    for section, entries in courses[base].items():
        if isinstance(entries, dict):
            found[section].update(entries)
        else:
            found[section] = entries
    for path, value in dict(changed).items():
        *sections, name = path.split(".")
        at = found
        for section in sections:
            at = at[int(section)] if section.isdigit() else at[section]
        at[name] = value
    return found


def features(base, changed=()):
    """One clean course as features, with some of them set to something else."""
    return made(f.Features, table(base, changed))


def made(kind, entries):
    """A dataclass from a table with exactly its fields."""
    assert set(entries) == {one.name for one in fields(kind)}, (kind, set(entries))
    hints = get_type_hints(kind)
    return kind(**{name: _value(name, hints[name], entries[name]) for name in entries})


def _value(name, hint, entry):
    if isinstance(entry, str) and entry in WORDS:
        return WORDS[entry]
    if name in LISTED:
        return tuple(made(LISTED[name], one) for one in entry)
    if isinstance(entry, dict):
        return made(NESTED.get(name, hint), entry)
    return tuple(entry) if isinstance(entry, list) else entry


def off_record(thing, path="") -> Iterator[tuple[str, object]]:
    """The same with one field after the other not on record, each with its path."""
    hints = get_type_hints(type(thing))
    for one in fields(thing):
        value, place = getattr(thing, one.name), f"{path}{one.name}"
        if NotOnRecord in get_args(hints[one.name]) and value is not NOT_ON_RECORD:
            yield place, replace(thing, **{one.name: NOT_ON_RECORD})
        for deeper, changed in _inside(value, place):
            yield deeper, replace(thing, **{one.name: changed})


def _inside(value, place):
    if is_dataclass(value):
        yield from off_record(value, f"{place}.")
    elif isinstance(value, tuple) and value and is_dataclass(value[0]):
        for index, part in enumerate(value):
            for deeper, changed in off_record(part, f"{place}.{index}."):
                yield deeper, (*value[:index], changed, *value[index + 1 :])


@dataclass(frozen=True)
class Case:
    """One case of the specification."""

    entries: dict

    @property
    def features(self):
        return features(self.entries["base"], self.entries.get("set", {}))

    def __str__(self):
        return self.entries["title"]


def cases():
    """The cases of the specification."""
    text = (SPEC / "vectors.toml").read_text(encoding="utf-8")
    return [Case(entries) for entries in tomllib.loads(text)["vector"]]
