"""Answers that were sent, as entries of a course."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_noop

from caseline.errors import ResponseError
from caseline_web.asking.questions import Form
from caseline_web.courses.entries import Part

Sent = Mapping[str, str]

# What goes with every form; all else in it was answered. What is held leaves out the first three,
# and says to which page it was sent. A name that ends in "-" stands for all that begin with it.
FRAME = (
    *("csrfmiddlewaretoken", "language", "sending"),
    *("id", "entered", "on", "asked_in", "what", "page"),
    *("body", "outline", "strokes", "seen", "last", "empty", "tool", "side", "action"),  # drawing
    *("intensity-", "view-"),
)


def is_frame(name: str) -> bool:
    """Whether a field alone says nothing, as how strong it hurts does without a place."""
    return any(name.startswith(one) if one.endswith("-") else name == one for one in FRAME)


def answers_in(sent: Sent, form: Form, on: date) -> tuple[Part, ...]:
    """The answers to one instrument; nothing where nothing was answered.

    Raises
    ------
    ResponseError
        A field holds no number.
    """
    given = {
        question.part: _number(sent[question.name], question.text)
        for question in form.questions
        if sent.get(question.name, "").strip()
    }
    if not given:
        return ()
    ref, frame = form.asked.instrument.ref, {"on": on.isoformat()}
    if form.total:
        return tuple(
            Part("visit", {**frame, "totals": [{"instrument": ref, "score": part, "value": value}]})
            for part, value in given.items()
        )
    told: dict[str, object] = {"instrument": ref, "answers": given}
    if form.asked.recall_days is not None:
        told["recall_days"] = form.asked.recall_days
    return (Part("visit", {**frame, "language": form.language, "responses": [told]}),)


def _number(text: str, question: str) -> int | Decimal:
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise ResponseError(f"{question}: {gettext_noop('no number, one is needed')}") from None
    if not found.is_finite() or abs(found) > 1_000_000:
        raise ResponseError(
            f"{question}: {gettext_noop('no number that can be, another is needed')}"
        )
    return int(found) if found == found.to_integral_value() else found
