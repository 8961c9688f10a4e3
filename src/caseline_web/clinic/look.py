"""What of a course needs a look, for the list of patients and the top of its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseline.calendar import read_day
from caseline.care.schedule import Schedule
from caseline_web.clinic.reminding import item_9, reminders
from caseline_web.clinic.saying import spoken_number
from caseline_web.courses.agenda import agenda, schedule_in
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import Entry
from caseline_web.courses.store import CourseRef, entries_of_each, n_held
from caseline_web.courses.whole import adherence
from caseline_web.language import readers

QUIET = 3  # evenings without an answer after which somebody should look
NEW = timedelta(days=14)
LEAST_BASELINE = 3  # readings before the first dose, below which a course says little
KINDS = (
    "co_treatment",
    "decision",
    "diagnosis",
    "dose",
    "not_done",
    "pause",
    "primary_outcome",
    "prompt",
    "schedule",
    "side_effect",
    "taken",
    "treatment",
    "visit",
)


@dataclass(frozen=True, slots=True)
class Look:
    """Where a course stands, and what needs a look.

    `day` and `of` are None where nothing is planned; `adherence` is "" where it is not on record.
    """

    course: CourseRef
    diagnosis: str
    treatment: str
    day: int | None
    of: int | None
    adherence: str
    new_effects: int
    needs: tuple[str, ...]

    @property
    def over(self) -> bool:
        """Whether the last day of the plan has gone by."""
        return self.day is not None and self.of is not None and self.day > self.of


def look_at_each(found: Iterable[CourseRef]) -> list[Look]:
    """Where courses stand, all of them asked for at once."""
    courses = list(found)
    there, waiting = entries_of_each(courses, *KINDS), n_held(courses)
    return [_look(one, there[one.pk], waiting.get(one.pk, 0)) for one in courses]


def look_at(course: CourseRef) -> Look:
    """Where one course stands."""
    return look_at_each([course])[0]


def _look(course: CourseRef, there: tuple[Entry, ...], waiting: int) -> Look:
    today, schedule = today_of(course), schedule_in(there)
    new = len(_new_effects(there, today))
    return Look(
        course=course,
        diagnosis=_named(there, "diagnosis"),
        treatment=_named(there, "treatment"),
        day=(today - schedule.begin).days + 1 if schedule else None,
        of=(schedule.end - schedule.begin).days + 1 if schedule else None,
        adherence=_adherence(there, today),
        new_effects=new,
        needs=_needs(there, today, schedule, new, waiting),
    )


def _needs(
    there: tuple[Entry, ...], today: date, schedule: Schedule | None, new: int, waiting: int
) -> tuple[str, ...]:
    """Short notes, the gravest first."""
    asked = agenda(there, today)
    quiet = sum(day >= today - timedelta(days=QUIET) for day in asked.missed) >= QUIET
    raised = sum(not one.open for one in reminders(there, readers()))
    late, due = len(asked.late), _decision_due(there, today)
    lacks = schedule is not None and _lacks_baseline(there, today, schedule)
    notes = (
        (item_9(there), _("PHQ-9, item 9: above 0")),
        (raised, ngettext("%(n)s safety reminder", "%(n)s safety reminders", raised)),
        (new, ngettext("%(n)s new side effect", "%(n)s new side effects", new)),
        (waiting, ngettext("%(n)s entry held", "%(n)s entries held", waiting)),
        (lacks, _("fewer than three baseline readings")),
        (quiet, _("no answer for three evenings")),
        (late, ngettext("%(n)s form is late", "%(n)s forms are late", late)),
        (due, _("a decision is due")),
    )
    return tuple(note % {"n": n} if "%(n)s" in note else note for n, note in notes if n)


def _decision_due(there: Iterable[Entry], today: date) -> bool:
    """Whether the day has come on which the newest decision is to be looked at again."""
    made = [one for one in there if one.kind == "decision"]
    newest = max(made, key=lambda one: one.entered_at, default=None)
    return newest is not None and str(newest.content.get("review_on", "9")) <= today.isoformat()


def _new_effects(there: Iterable[Entry], today: date) -> list[Entry]:
    """The side effects that began in the last two weeks, or were entered then without a day."""
    found = []
    for one in there:
        if one.kind == "side_effect":
            onset = read_day(str(one.content.get("onset", "")))
            begun = onset.last if onset else one.entered_at.date()
            if today - NEW <= begun:
                found.append(one)
    return found


def _lacks_baseline(there: Iterable[Entry], today: date, schedule: Schedule) -> bool:
    """Whether the first dose is near, or was a little ago, and the baseline is thin."""
    if abs((schedule.first_dose - today).days) > QUIET:
        return False
    wanted = next((one for one in there if one.kind == "primary_outcome"), None)
    instrument = str(wanted.content["outcome"]).partition(".")[0] if wanted else ""
    days = {
        str(one.content["on"])
        for one in there
        if one.kind == "visit" and str(one.content.get("on", "9")) <= str(schedule.first_dose)
        for told in [*one.content.get("responses", []), *one.content.get("totals", [])]
        if str(told["instrument"]).partition("@")[0] == instrument
    }
    return bool(instrument) and len(days) < LEAST_BASELINE


def _adherence(there: Iterable[Entry], today: date) -> str:
    """The share of the days on which all was taken, in percent."""
    found = tuple(there)
    many = {
        kind: [dict(one.content) for one in found if one.kind == kind]
        for kind in ("taken", "dose", "treatment")
    }
    told = {
        **(many["treatment"][-1] if many["treatment"] else {}),
        **adherence(many["taken"], many["dose"], today),
    }
    share = told.get("adherence_percent")
    return spoken_number(share) if isinstance(share, int | Decimal) else ""


def _named(there: Iterable[Entry], kind: str) -> str:
    return next((str(one.content["name"]) for one in there if one.kind == kind), "")
