"""What happened besides, as entries: one function for each button of the page."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from caseline.errors import CourseError
from caseline_web.courses.entries import Part
from caseline_web.diary.reading import Sent

LONGEST = 500  # letters of an event in somebody's own words


def parts_of(sent: Sent, day: date, blinded: bool) -> tuple[Part, ...]:
    """One event, by the form that was sent.

    Raises
    ------
    CourseError
        No such event; or a dose was changed in a blinded part, where nobody may say to what.
    """
    what = sent.get("what", "")
    if what not in _TOLD or (what == "dose" and blinded):
        raise CourseError("events: there is no such event here, one of the page's is right")
    return _TOLD[what](sent, day)


def _side_effect(sent: Sent, day: date) -> tuple[Part, ...]:
    name = sent.get("other", "").strip() or sent.get("effect", "")
    if not name:
        return ()
    told = {"what": name[:LONGEST], "onset": day.isoformat()}
    if sent.get("severity"):
        told["severity"] = sent["severity"]
    return (Part("side_effect", told),)


def _life_event(sent: Sent, day: date) -> tuple[Part, ...]:
    """What was chosen, with the words that were added to it."""
    named = [one for one in (sent.get("event", ""), sent.get("words", "").strip()) if one]
    return (
        (Part("life_event", {"what": ": ".join(named)[:LONGEST], "on": day.isoformat()}),)
        if named
        else ()
    )


def _taken(sent: Sent, day: date) -> tuple[Part, ...]:
    return (Part("taken", {"on": day.isoformat(), "taken": sent.get("taken", "")}),)


def _dose(sent: Sent, day: date) -> tuple[Part, ...]:
    """Another amount from that day on, as the patient says."""
    text = sent.get("other_amount", "").strip() or sent.get("amount", "")
    if not text:
        return ()
    try:
        amount = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise CourseError("dose: no number, one is needed") from None
    told = {"from": day.isoformat(), "amount": amount, "reason": "changed by the patient"}
    return (Part("dose", told),)


def _pause(sent: Sent, day: date) -> tuple[Part, ...]:
    return (Part("pause", {"from": day.isoformat()}),)


def _go_on(sent: Sent, day: date) -> tuple[Part, ...]:
    """The pause that began on `pause` ended yesterday; one that began today never was."""
    begun = sent.get("pause", "")
    content = {"from": begun}
    if begun >= day.isoformat():
        return (Part("pause", content, void=True),)
    return (Part("pause", {**content, "to": (day - timedelta(days=1)).isoformat()}),)


_TOLD: Mapping[str, Callable[[Sent, date], tuple[Part, ...]]] = {
    "side_effect": _side_effect,
    "life_event": _life_event,
    "taken": _taken,
    "dose": _dose,
    "pause": _pause,
    "go_on": _go_on,
}
