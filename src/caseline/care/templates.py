"""Regimens, plans and prompts that ship: proposals and reminders, with their sources."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from caseline.document import Table, read_document
from caseline.errors import CourseError
from caseline.instruments.model import Source

DATA = Path(__file__).parent / "data"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """An amount per day, from so many days after the first dose on."""

    day: int
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Regimen:
    """How the dose of a treatment is built up.

    `verify` says that the source was read second-hand only.
    """

    id: str
    name: dict[str, str]
    treatment: dict[str, str]
    atc: str
    unit: str
    route: str
    off_label: str
    steps: tuple[Step, ...]
    source: Source | None
    verify: bool

    @classmethod
    def of_one_step(cls, treatment: str, amount: Decimal, unit: str) -> "Regimen":
        """A treatment without a template: one amount from the first dose on."""
        name = {"en": treatment, "de": treatment}
        step = Step(0, Fraction(amount))
        return cls("", name, name, "", unit, "not on record", "not on record", (step,), None, False)

    def doses(self, first: date) -> list[tuple[date, Fraction]]:
        """Each step with the day on which it begins."""
        return [(first + timedelta(days=step.day), step.amount) for step in self.steps]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked when: the tables of a schedule, without its dates."""

    id: str
    name: dict[str, str]
    source: Source | None
    note: str
    baseline_days: int
    evenings: list[dict[str, Any]]
    contacts: list[dict[str, Any]]

    def schedule(self, begin: date) -> dict[str, object]:
        """The content of a schedule that begins that day; the first dose follows the baseline."""
        return {
            "begin": begin.isoformat(),
            "first_dose": (begin + timedelta(days=self.baseline_days)).isoformat(),
            "evenings": self.evenings,
            "contacts": self.contacts,
        }


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to think of: a question, and what to remember where the answer is yes or not known.

    `atc` is the treatment that it belongs to; "" where it belongs to every one but `unless`.
    `names` are parts of names of other treatments that raise it. One that is not `asked` is
    raised by the record alone. `trial` marks a rule of trials, which is no contraindication by
    itself.
    """

    id: str
    atc: str
    unless: str
    names: tuple[str, ...]
    asked: bool
    question: dict[str, str]
    reminder: dict[str, str]
    source: Source
    trial: bool

    def belongs_to(self, atc: str) -> bool:
        """Whether it is one of a treatment."""
        return self.atc in ("", atc) and not (self.unless and self.unless == atc)

    def names_one_of(self, others: Iterable[str]) -> str:
        """The first of other treatments whose name raises it; "" where there is none."""
        told = ((one, one.casefold()) for one in others)
        return next((one for one, low in told if any(part in low for part in self.names)), "")


@cache
def regimens() -> tuple[Regimen, ...]:
    """Every regimen, in the order of the file."""
    return _read("regimens.toml", "regimen", _regimen)


@cache
def plans() -> tuple[Plan, ...]:
    """Every plan, in the order of the file."""
    return _read("plans.toml", "plan", _plan)


@cache
def prompts() -> tuple[Prompt, ...]:
    """Every prompt, in the order of the file."""
    return _read("prompts.toml", "prompt", _prompt)


def prompts_for(atc: str) -> tuple[Prompt, ...]:
    """The prompts of a treatment, and those of every one."""
    return tuple(one for one in prompts() if one.belongs_to(atc))


def _read(name: str, key: str, read: Callable[[Table, dict[str, Source]], T]) -> tuple[T, ...]:
    top = read_document(DATA / name, CourseError)
    sources = {one.text("key"): _source(one) for one in top.tables("source")}
    found = tuple(read(one, sources) for one in top.tables(key))
    top.done()
    return found


def _source(table: Table) -> Source:
    doi = table.text("doi") if table.has("doi") else None
    url = table.text("url") if table.has("url") else None
    return Source(table.text("key"), table.text("cite"), doi, url)


def _regimen(table: Table, sources: dict[str, Source]) -> Regimen:
    regimen = Regimen(
        id=table.text("id"),
        name=_texts(table, "name"),
        treatment=_texts(table, "treatment"),
        atc=table.text("atc"),
        unit=table.text("unit"),
        route=table.text("route"),
        off_label=table.text("off_label", default="not on record"),
        steps=tuple(
            Step(one.integer("day", 0, 1000), Fraction(one.number("amount")))
            for one in table.tables("steps")
        ),
        source=sources[table.text("source")],
        verify=table.flag("verify", default=False),
    )
    table.done()
    return regimen


def _plan(table: Table, sources: dict[str, Source]) -> Plan:
    key = table.text("source", default="")
    evenings, contacts = table.raw("evenings"), table.raw("contacts")
    plan = Plan(
        id=table.text("id"),
        name=_texts(table, "name"),
        source=sources.get(key),
        note=table.text("note"),
        baseline_days=table.integer("baseline_days", 0, 365),
        evenings=evenings if isinstance(evenings, list) else [],
        contacts=contacts if isinstance(contacts, list) else [],
    )
    table.done()
    return plan


def _prompt(table: Table, sources: dict[str, Source]) -> Prompt:
    prompt = Prompt(
        id=table.text("id"),
        atc=table.text("atc", default=""),
        unless=table.text("unless", default=""),
        names=table.texts("names", default=()) if table.has("names") else (),
        asked=table.flag("asked", default=True),
        question=_texts(table, "question"),
        reminder=_texts(table, "reminder"),
        source=sources[table.text("source")],
        trial=table.flag("trial", default=False),
    )
    table.done()
    return prompt


def _texts(table: Table, key: str) -> dict[str, str]:
    inner = table.table(key)
    return {"en": inner.text("en"), "de": inner.text("de")}
