"""The numbers that decide what may be claimed, from one versioned file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

Tag = Literal["read", "to be checked", "own", "proposal"]

_FILE = Path(__file__).parent / "rules.toml"
_LISTS = ("version", "records", "firmer", "order", "ceilings")


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number with where it is from."""

    name: str
    value: float
    tag: Tag
    source: str


@cache
def document() -> dict[str, Any]:
    """The whole file as it stands."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def thresholds() -> dict[str, Threshold]:
    """Every threshold by name: "T06.share"."""
    found = {}
    for group, entries in document().items():
        if group not in _LISTS:
            for name, entry in entries.items():
                found[f"{group}.{name}"] = Threshold(f"{group}.{name}", **entry)
    return found


def rule(name: str) -> float:
    """The number of one threshold."""
    return thresholds()[name].value


@cache
def digest() -> str:
    """The SHA-256 of the file, in hexadecimal digits."""
    return sha256(_FILE.read_bytes()).hexdigest()


def version() -> str:
    """The version of the rules; a claim carries it."""
    return str(document()["version"])


def words_for(name: Literal["clinician_rated", "unchanged"]) -> tuple[str, ...]:
    """What words of a record count as."""
    return tuple(document()["records"][name])


def reading_order(
    name: Literal["patient", "answered_by_lot", "answered_by_blinding", "only_better"],
) -> tuple[str, ...]:
    """Threats by id, in the order in which a patient reads them."""
    return tuple(document()["order"][name])


def firmer_key(threat_id: str, reason: str) -> str | None:
    """What would make an answer firmer that this threat weakens; None where nothing would."""
    table = document()["firmer"]
    found: str | None = table.get(f"{threat_id}_{reason}", table.get(threat_id))
    return found
