"""What follows from a decision: the doses and the schedule as they then are."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date

from caseline.care.schedule import extended
from caseline_web.clinic.entering import filled
from caseline_web.courses.entries import Entry, Part

Told = Mapping[str, object]
KINDS = ("dose", "schedule")  # what follows from a decision


def decided(told: Told, there: Iterable[Entry], today: date) -> tuple[Part, ...]:
    """A decision of this day with all that follows from it, as entries.

    A treatment that stops, or whose dose changes, leaves no planned step behind that would
    begin by itself. One that is extended is asked about for longer.
    """
    found = tuple(there)
    kept = filled({key: told[key] for key in ("decision", "reason", "review_on")})
    decision = Part("decision", {"on": today.isoformat(), **kept})
    match told["decision"]:
        case "stop":
            return (decision, *_dose_from(0, told, found, today))
        case "change dose":
            return (decision, *_dose_from(told["amount"], told, found, today))
        case "extend":
            return (decision, *_longer(told, found, today))
    return (decision,)


def decided_on(there: Iterable[Entry]) -> str:
    """What a decision is made on, doses and schedule, as a mark that tells nothing of them."""
    told = [(one.kind, one.key, one.version) for one in there if one.kind in KINDS]
    return hashlib.sha256(repr(sorted(told)).encode()).hexdigest()[:16]


def _dose_from(
    amount: object, told: Told, there: tuple[Entry, ...], today: date
) -> tuple[Part, ...]:
    """The new dose, and every step that was planned for later taken back."""
    begin = told["begin"] or today
    assert isinstance(begin, date)  # noqa: S101  what a date field gives
    later = [
        one for one in there if one.kind == "dose" and str(one.content["from"]) > begin.isoformat()
    ]
    stands = {one.key: one.version for one in there if one.kind == "dose"}
    content = filled({"from": begin, "amount": amount, "reason": told["reason"]})
    back = (
        Part("dose", one.content, one.key, void=True, follows=one.version)
        for one in later
        if _planned(one)
    )
    return (Part("dose", content, follows=stands.get(begin.isoformat(), 0)), *back)


def _planned(dose: Entry) -> bool:
    """Whether it has a day; one whose date is not on record was given at some time."""
    return str(dose.content["from"])[:1].isdigit()


def _longer(told: Told, there: tuple[Entry, ...], today: date) -> tuple[Part, ...]:
    weeks = told["weeks"]
    assert isinstance(weeks, int)  # noqa: S101  what a number field gives
    return tuple(
        Part("schedule", extended(one.content, weeks, today), follows=one.version)
        for one in there
        if one.kind == "schedule"
    )
