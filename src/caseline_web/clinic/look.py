"""What of a course needs a look, for the list of patients and the top of its page."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseline.calendar import read_day
from caseline.care.schedule import Schedule
from caseline_web.clinic.changed import changed_dose
from caseline_web.clinic.reminding import item_9, reminders
from caseline_web.clinic.saying import spoken_number
from caseline_web.courses.agenda import agenda, schedule_in
from caseline_web.courses.blinding import CONCERNS, blinded
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import Entry
from caseline_web.courses.first_day import first_dose
from caseline_web.courses.held import n_held
from caseline_web.courses.store import CourseRef, entries_of_each, versions_of
from caseline_web.courses.whole import adherence
from caseline_web.language import readers
from caseline_web.reminders.ledger import without_reminders

_log = logging.getLogger(__name__)
QUIET = 3  # evenings without an answer after which somebody should look
QUIETLY = timedelta(days=QUIET)
NEW = timedelta(days=14)
LEAST_BASELINE = 3  # readings before the first dose, below which a course says little
KINDS = (
    "blinding",
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
    "unblinded",
    "visit",
)


@dataclass(frozen=True, slots=True)
class Look:
    """Where a course stands, and what needs a look.

    `day` and `of` are None where nothing is planned; `adherence` is "" where it is not on record;
    `hidden` says that results and doses are hidden from a clinician today.
    """

    course: CourseRef
    diagnosis: str
    treatment: str
    day: int | None
    of: int | None
    adherence: str
    new_effects: int
    needs: tuple[str, ...]
    hidden: bool

    @property
    def over(self) -> bool:
        """Whether the last day of the plan has gone by."""
        return self.day is not None and self.of is not None and self.day > self.of


def look_at_each(found: Iterable[CourseRef]) -> list[Look]:
    """Where courses stand, all of them asked for at once.

    Each look is remembered under all that it depends on: a clinic with hundreds of patients reads
    the whole record once a day, and then of those alone in whom something new was entered.
    """
    courses = list(found)
    newest, waiting = versions_of(courses), n_held(courses)
    unreached = without_reminders([one.pk for one in courses], timezone.now())
    states = {
        one: _State(newest.get(one.pk, 0), waiting.get(one.pk, 0), one.pk in unreached)
        for one in courses
    }
    keys = {one: _key(one, state) for one, state in states.items()}
    seen: dict[str, Look] = caches["looks"].get_many(keys.values())
    unseen = [one for one, key in keys.items() if key not in seen]
    there = entries_of_each(unseen, *KINDS)
    new = {keys[one]: _look_or_note(one, there[one.pk], states[one]) for one in unseen}
    caches["looks"].set_many(new)
    looks = seen | new
    return [looks[keys[one]] for one in courses]


def look_at(course: CourseRef) -> Look:
    """Where one course stands."""
    return look_at_each([course])[0]


class _State(NamedTuple):
    """What of a course its entries do not hold, and the number of the newest of these."""

    version: int
    n_held: int
    unreached: bool


def _key(course: CourseRef, state: _State) -> str:
    """Another one when anything is another that a look depends on."""
    began = course.created_at.timestamp()
    return "/".join(map(str, (course.pk, began, *state, today_of(course), readers())))


def dose_of(there: Iterable[Entry], today: date) -> Entry | None:
    """The step of the dose that has begun last; one without a date counts as the earliest."""
    doses = [(str(one.content["from"]), one) for one in there if one.kind == "dose"]
    begun = [(on if on[:1].isdigit() else "", one) for on, one in doses]
    past = [one for one in begun if one[0] <= today.isoformat()]
    return max(past, key=lambda one: one[0], default=(None, None))[1]


def _look_or_note(course: CourseRef, there: tuple[Entry, ...], state: _State) -> Look:
    """Where it stands, or that it cannot be read: the others are shown all the same."""
    try:
        return _look(course, there, state)
    except Exception:
        _log.exception("a course cannot be read")
        return Look(course, "", "", None, None, "", 0, (_("this course cannot be read"),), True)


def _look(course: CourseRef, there: tuple[Entry, ...], state: _State) -> Look:
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
        needs=_needs(there, today, schedule, new, state),
        hidden=blinded(there, today, CONCERNS["clinician"]),
    )


def _dose_is_changed(there: tuple[Entry, ...], today: date) -> bool:
    """Whether a change of the patient's own waits for a decision of somebody who may know of it."""
    return not blinded(there, today, CONCERNS["clinician"]) and changed_dose(there) is not None


def _needs(
    there: tuple[Entry, ...],
    today: date,
    schedule: Schedule | None,
    new: int,
    state: _State,
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
        (_dose_is_changed(there, today), _("dose changed by the patient")),
        (state.n_held, ngettext("%(n)s entry held", "%(n)s entries held", state.n_held)),
        (lacks, _("fewer than three baseline readings")),
        (quiet, _("no answer for three evenings")),
        (state.unreached, _("reminders do not arrive")),
        (late, ngettext("%(n)s form is late", "%(n)s forms are late", late)),
        (due, _("a decision is due")),
        (_newest_decision(there).get("decision") == "plan a trial", _("a trial is to be planned")),
    )
    return tuple(note % {"n": n} if "%(n)s" in note else note for n, note in notes if n)


def _decision_due(there: Iterable[Entry], today: date) -> bool:
    """Whether the day has come on which the newest decision is to be looked at again."""
    return str(_newest_decision(there).get("review_on", "9")) <= today.isoformat()


def _newest_decision(there: Iterable[Entry]) -> Mapping[str, object]:
    """What was decided last; empty where nothing was."""
    made = [one for one in there if one.kind == "decision"]
    newest = max(made, key=lambda one: one.entered_at, default=None)
    return newest.content if newest else {}


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


def _lacks_baseline(there: tuple[Entry, ...], today: date, schedule: Schedule) -> bool:
    """Whether the first dose is near, or was a little ago, and the baseline is thin.

    A treatment may begin before its day, which is noticed until a little after that day.
    """
    planned = schedule.first_dose
    given = None if blinded(there, today, CONCERNS["clinician"]) else first_dose(there)
    first = min(planned, given or planned)
    if not first - QUIETLY <= today <= planned + QUIETLY:
        return False
    wanted = next((one for one in there if one.kind == "primary_outcome"), None)
    instrument = str(wanted.content["outcome"]).partition(".")[0] if wanted else ""
    days = {
        str(one.content["on"])
        for one in there
        if one.kind == "visit" and str(one.content.get("on", "9")) <= str(first)
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
