"""What is asked on which day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, get_args

from caseline.document import Table
from caseline.errors import InstrumentError
from caseline.instruments import catalogue
from caseline.instruments.model import Instrument

Contact = Literal["visit", "telephone", "at home"]

WEEK = timedelta(days=7)
EVERY = 4  # weeks between the contacts of a schedule that is extended


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked at once: an instrument, or the items of it that a day takes.

    `items` is empty where all of them are asked.
    """

    instrument: Instrument
    items: tuple[str, ...] = ()
    recall_days: int | None = None


@dataclass(frozen=True, slots=True)
class ContactPlan:
    """One date of the plan: so many weeks after the first dose, by what way, and what is asked."""

    week: int
    how: Contact
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is asked each evening, and at each contact.

    Parameters
    ----------
    begin
        The first evening.
    first_dose
        The day from which weeks are counted.
    evenings
        What is asked each evening; empty where nothing is.
    contacts
        The contacts, in order of weeks; those before the first dose have a week below 0.
    window_days
        How many days before and after its day a contact may be.
    """

    begin: date
    first_dose: date
    evenings: tuple[Asked, ...]
    contacts: tuple[ContactPlan, ...]
    window_days: int

    @property
    def end(self) -> date:
        """The last day on which something is asked."""
        last = self.contacts[-1].week if self.contacts else 0
        return self.first_dose + last * WEEK + timedelta(days=self.window_days)


@dataclass(frozen=True, slots=True)
class Due:
    """One instrument that is asked for, with the days on which it may be answered."""

    asked: Asked
    on: date
    first: date
    last: date


def read_schedule(table: Table) -> Schedule:
    """A schedule from a table of a file, or from what a clinic entered.

    Raises
    ------
    CaselineError
        An instrument or an item that is not known, weeks out of order, a wrong kind.
    """
    schedule = Schedule(
        begin=_day(table, "begin"),
        first_dose=_day(table, "first_dose"),
        evenings=tuple(_asked(one) for one in table.tables("evenings")),
        contacts=tuple(_contact(one) for one in table.tables("contacts")),
        window_days=table.integer("window_days", 0, 28, default=3),
    )
    weeks = [contact.week for contact in schedule.contacts]
    if weeks != sorted(set(weeks)):
        raise table.refuse("contacts", "are not in order of weeks, each week once is needed")
    return schedule


def due(schedule: Schedule, today: date) -> tuple[Due, ...]:
    """What may be answered today by its contact, whether it was answered or not."""
    return tuple(one for one in all_due(schedule) if one.first <= today <= one.last)


def all_due(schedule: Schedule) -> Iterator[Due]:
    """Everything that is asked at a contact, in order of time."""
    window = timedelta(days=schedule.window_days)
    for contact in schedule.contacts:
        on = schedule.first_dose + contact.week * WEEK
        for asked in contact.asked:
            yield Due(asked, on, on - window, on + window)


def evenings(schedule: Schedule, until: date) -> Iterator[date]:
    """The evenings on which something was asked, up to and without `until`."""
    if not schedule.evenings:
        return
    day = schedule.begin
    while day < until and day <= schedule.end:
        yield day
        day += timedelta(days=1)


def unanswered(
    schedule: Schedule, answered: Iterable[date], paused: Iterable[date], until: date
) -> tuple[date, ...]:
    """The evenings that went by without an answer; those of a pause are none."""
    seen = {*answered, *paused}
    return tuple(day for day in evenings(schedule, until) if day not in seen)


def readings_before(schedule: Schedule, outcome: str) -> int:
    """How many readings of an outcome are asked for before the day of the first dose."""
    instrument, _, score = outcome.partition(".")
    rule = catalogue.instrument(instrument).rule(score)
    needed = set(rule.of) if rule else {score}

    def holds(asked: Asked) -> bool:
        whole = not asked.items or needed <= set(asked.items)
        return asked.instrument.id == instrument and whole

    days = (schedule.first_dose - schedule.begin).days if any(map(holds, schedule.evenings)) else 0
    return days + sum(
        holds(asked) for one in schedule.contacts if one.week < 0 for asked in one.asked
    )


def extended(content: Mapping[str, Any], weeks: int, today: date) -> dict[str, Any]:
    """The content of a schedule that goes on for so many weeks, asking what was asked last.

    It goes on from its last contact, or from today where that has gone by.
    """
    contacts = list(content.get("contacts", []))
    first = date.fromisoformat(str(content["first_dose"]))
    last = contacts[-1]["week"] if contacts else 0
    begin = max(last, (today - first).days // 7)
    asked = contacts[-1]["asked"] if contacts else []
    steps = [*range(begin + EVERY, begin + weeks, EVERY), begin + weeks]
    added = [{"week": week, "how": "visit", "asked": asked} for week in steps]
    return {**content, "contacts": [*contacts, *added]}


def _contact(table: Table) -> ContactPlan:
    contact = ContactPlan(
        week=table.integer("week", -26, 520),
        how=table.choice("how", get_args(Contact), default="visit"),
        asked=tuple(_asked(one) for one in table.tables("asked")),
    )
    table.done()
    return contact


def _asked(table: Table) -> Asked:
    name = table.text("instrument")
    try:
        instrument = catalogue.instrument(name)
    except InstrumentError as exc:
        raise table.refuse("instrument", str(exc)) from None
    items = table.texts("items", default=()) if table.has("items") else ()
    for item_id in items:
        if instrument.item(item_id) is None:
            raise table.refuse("items", f"{instrument.ref} has no item '{item_id[:40]}'")
    recall = None if table.absent("recall_days") else table.integer("recall_days", 0, 400)
    table.done()
    return Asked(instrument, items, recall)


def _day(table: Table, key: str) -> date:
    exact = table.day(key).exact
    if exact is None:
        raise table.refuse(key, "is known to the month only, a day is needed")
    return exact
