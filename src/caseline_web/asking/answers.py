"""Answers that were sent, as entries of a course."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from caseline.errors import ResponseError
from caseline_web.asking.questions import Form
from caseline_web.courses.entries import Part

Sent = Mapping[str, str]


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
        raise ResponseError(f"{question}: no number, one is needed") from None
    if not found.is_finite() or abs(found) > 1_000_000:
        raise ResponseError(f"{question}: no number that can be, another is needed")
    return int(found) if found == found.to_integral_value() else found
