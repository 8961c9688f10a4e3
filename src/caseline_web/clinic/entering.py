"""Enter what a clinician decided, prescribed or learnt."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID, uuid4

from django.utils import timezone

from caseline.care.templates import Plan, Regimen
from caseline_web.courses.entries import Mode, Part, Receipt, Submission
from caseline_web.courses.store import CourseRef, save
from caseline_web.language import readers
from caseline_web.people.store import User


def enter(
    course: CourseRef,
    by: User,
    *parts: Part,
    mode: Mode = "web",
    reason: str = "",
    id_: UUID | None = None,
) -> Receipt:
    """Keep entries of this moment; under the id of a page, however often it is sent, once.

    Raises
    ------
    CourseError
        One of them cannot be.
    ConflictError
        Something else was sent from the same page.
    """
    return save(course, Submission(id_ or uuid4(), timezone.now(), mode, parts, reason), by)


def filled(told: Mapping[str, object], **names: str) -> dict[str, object]:
    """The fields that were filled in, under their keys in the course file."""
    found = {names.get(key, key): value for key, value in told.items() if value not in ("", None)}
    return {key: _plain(value) for key, value in found.items()}


def started(
    regimen: Regimen, plan: Plan, told: Mapping[str, object], today: date
) -> tuple[Part, ...]:
    """A treatment as it is planned: doses, what is asked, and what is to be found out."""
    begin = told["begin"]
    assert isinstance(begin, date)  # noqa: S101  what a date field gives
    schedule = plan.schedule(begin)
    first = date.fromisoformat(str(schedule["first_dose"]))
    fixed, outcome, name = today.isoformat(), str(told["outcome"]), regimen.treatment[readers()]
    treatment = {
        "name": name,
        "atc": regimen.atc,
        "unit": regimen.unit,
        "route": regimen.route,
        "off_label": regimen.off_label,
        "trigger": told["trigger"],
    }
    threshold = {"outcome": outcome, "points": _plain(told["threshold"]), "fixed_on": fixed}
    return (
        Part("about", {"title": name, "provenance": "prospective", "chosen": "before the course"}),
        Part("treatment", filled(treatment)),
        *(
            Part(
                "dose", {"from": day.isoformat(), "amount": _plain(amount), "reason": "as planned"}
            )
            for day, amount in regimen.doses(first)
        ),
        Part("schedule", schedule),
        Part("question", {"text": told["question"], "fixed_on": fixed}),
        Part("primary_outcome", {"outcome": outcome, "fixed_on": fixed}),
        Part("threshold", threshold),
        Part("blinding", {"patient": "open", "clinician": "open", "rater": "open"}),
        Part("allocation", {"order": "fixed"}),
    )


def _plain(value: object) -> object:
    """A value as a course file holds it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / value.denominator
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value
