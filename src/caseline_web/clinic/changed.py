"""A dose that the patient changed: what of the plan it leaves in doubt until somebody decides."""

from collections.abc import Iterable
from dataclasses import dataclass

from caseline_web.courses.entries import Entry
from caseline_web.courses.kinds import BY_PATIENT


@dataclass(frozen=True, slots=True)
class ChangedDose:
    """The newest dose of the patient's own, and the steps planned for later that still stand."""

    dose: Entry
    later: tuple[Entry, ...]


def changed_dose(there: Iterable[Entry]) -> ChangedDose | None:
    """What is to be decided; None where nothing was changed, or a decision was made since."""
    found = tuple(there)
    own = [one for one in found if one.kind == "dose" and _is_own(one)]
    newest = max(own, key=lambda one: one.received_at, default=None)
    if newest is None or any(_is_decided(one, newest) for one in found):
        return None
    planned = [one for one in found if one.kind == "dose" and _stands_after(one, newest)]
    return ChangedDose(newest, tuple(sorted(planned, key=_begin)))


def _is_own(dose: Entry) -> bool:
    return dose.content.get("reason") == BY_PATIENT


def _is_decided(one: Entry, dose: Entry) -> bool:
    return one.kind == "decision" and one.received_at > dose.received_at


def _stands_after(one: Entry, dose: Entry) -> bool:
    """Whether it was planned before the patient changed the dose, for a later day."""
    return _begin(one) > _begin(dose) and one.received_at < dose.received_at


def _begin(dose: Entry) -> str:
    """Its day; of one that is not on record no day, which is before all."""
    told = str(dose.content["from"])
    return told if told[:1].isdigit() else ""
