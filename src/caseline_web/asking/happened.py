"""What happened besides, as entries: one function for each button of the page."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_noop

from caseline.errors import CourseError
from caseline_web.asking.answers import Sent
from caseline_web.courses.agenda import Agenda
from caseline_web.courses.entries import Part
from caseline_web.courses.kinds import BY_PATIENT

LONGEST = 500  # letters of an event in somebody's own words


def parts_of(sent: Sent, day: date, blinded: bool) -> tuple[Part, ...]:
    """One event, by the form that was sent; pauses apart.

    Raises
    ------
    CourseError
        No such event; or a dose was changed in a blinded part, where nobody may say to what.
    """
    what = sent.get("what", "")
    if what not in _TOLD or (what == "dose" and blinded):
        raise CourseError(
            gettext_noop("events: there is no such event here, one of the page's is right")
        )
    return _TOLD[what](sent, day)


def pause_of(sent: Sent, day: date, now: Agenda, today: date) -> tuple[Part, ...]:
    """A pause from today on, or the end of the one that runs.

    Raises
    ------
    CourseError
        It is about another day, so that evenings that were missed would be none; or no such pause
        runs.
    """
    if day != today:
        raise CourseError(gettext_noop("pause: is about another day, today is right"))
    if sent["what"] == "pause":
        return (Part("pause", {"from": day.isoformat()}),)
    if now.pause is None or sent.get("pause") != now.pause.isoformat():
        raise CourseError(
            gettext_noop("pause: is not the one that runs, the one of tonight's page is right")
        )
    content = {"from": now.pause.isoformat()}
    if now.pause == day:  # it never was
        return (Part("pause", content, void=True),)
    return (Part("pause", {**content, "to": (day - timedelta(days=1)).isoformat()}),)


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
        raise CourseError(gettext_noop("dose: no number, one is needed")) from None
    told = {"from": day.isoformat(), "amount": amount, "reason": BY_PATIENT}
    return (Part("dose", told),)


_TOLD: Mapping[str, Callable[[Sent, date], tuple[Part, ...]]] = {
    "side_effect": _side_effect,
    "life_event": _life_event,
    "taken": _taken,
    "dose": _dose,
}
