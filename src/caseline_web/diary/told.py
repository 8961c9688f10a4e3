"""What a patient entered, in their words, and which of it was late."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseline_web.asking.told import DAY_OF, day_in_words, in_words, unit_of
from caseline_web.courses.blinding import veiled
from caseline_web.courses.days import evening_of
from caseline_web.courses.entries import Entry
from caseline_web.courses.kinds import BY_PATIENT
from caseline_web.courses.store import CourseRef, entries, moved_at
from caseline_web.language import Language
from caseline_web.people.store import patient_account

WESTERNMOST = "Etc/GMT+12"  # where an evening ends last


@dataclass(frozen=True, slots=True)
class Told:
    """One entry: the day it is about, what was said, and when it was entered."""

    day: str
    what: tuple[str, ...]
    entered: str
    late: bool
    version: int


def told_of(course: CourseRef, lang: Language, *, blinded: bool) -> list[Told]:
    """Everything that was entered, the newest day first; in a blinded part without doses."""
    there = [one for one in _own(course) if _day(one)]
    shown = sorted(veiled(there) if blinded else there, key=_day, reverse=True)
    late = [one for one in shown if _is_late(one, course.zone)]
    moved = moved_at(course) if late else None
    unit = unit_of(entries(course, "treatment"))
    if moved is not None:  # which clock it was before is not on record: the latest evening counts
        late = [one for one in late if one.entered_at > moved or _is_late(one, WESTERNMOST)]
    return [
        Told(
            day_in_words(_day(one)),
            in_words(one, lang, unit),
            moment_in_words(one.entered_at, course.zone),
            one in late,
            one.version,
        )
        for one in shown
    ]


def _own(course: CourseRef) -> list[Entry]:
    """What the patient entered: a dose that somebody else entered was planned."""
    patient = patient_account(course.patient)
    own = patient.username if patient else ""
    return [one for one in entries(course, *DAY_OF) if one.kind != "dose" or is_own(one, own)]


def is_own(entry: Entry, handle: str) -> bool:
    """Whether the patient of that handle entered it, also where the clinic took a dose in later."""
    taken_in = entry.kind == "dose" and entry.content.get("reason") == BY_PATIENT
    return entry.by == handle or taken_in


def _day(entry: Entry) -> str:
    return str(entry.content.get(DAY_OF[entry.kind], ""))


def _is_late(entry: Entry, zone: str) -> bool:
    """Whether it was filled in after its evening, by that clock."""
    return evening_of(entry.entered_at, zone).isoformat() > _day(entry)


def moment_in_words(moment: datetime, zone: str) -> str:
    """A moment in the reader's form, by the patient's own clock."""
    return date_format(moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None), _("j F Y, H:i"))
