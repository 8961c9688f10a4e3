"""The due work: remind whoever wants to be, once an evening, and say when nothing went out."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from caseline.errors import CaselineError
from caseline_web.courses.agenda import agenda
from caseline_web.courses.days import evening_of
from caseline_web.courses.store import CourseRef, entries
from caseline_web.reminders import ledger, store
from caseline_web.reminders.alarm import tell
from caseline_web.reminders.channels import NotSentError, channels_of, send
from caseline_web.reminders.windows import window_of

KINDS = ("schedule", "visit", "pause", "not_done")
LOOKS_BACK = timedelta(days=7)  # so far back it is noted that a reminder was never sent
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """What one run did; `silent` says that for a day nothing went out that was due."""

    run: ledger.Run
    silent: bool


def run_due(now: datetime | None = None) -> Done:
    """Do what is due; running it again, or twice at once, sends nothing twice."""
    at = now or timezone.now()
    before = next((run.at for run in ledger.runs()), at)
    since = max(before, at - LOOKS_BACK)
    outcomes = [
        went_out
        for course, choice in store.choices()
        for went_out in _reminded(course, choice, since, at)
    ]
    run = ledger.ran(at, len(outcomes), sum(outcomes))
    alarm = ledger.raise_alarm(at)
    if alarm:
        tell(alarm, at)
    return Done(run, alarm is not None)


def _reminded(course: CourseRef, choice: store.Chosen, since: datetime, at: datetime) -> list[bool]:
    """Of each reminder of a course that was tried, whether it went out."""
    try:
        _plan(course, choice, since, at)
        return [
            _sent(course, one, at)
            for one in ledger.to_send(course, at)
            if _still_asked(course, one, choice) and ledger.take(one, at)
        ]
    except (CaselineError, LookupError, ValueError) as exc:  # one course never stops the others
        _log.error("reminders of course %d: %s", course.pk, type(exc).__name__)
        return [False]


def _plan(course: CourseRef, choice: store.Chosen, since: datetime, at: datetime) -> None:
    """Plan what became due since the last run, also what nobody can send any more."""
    evenings = list(_evenings(course.zone, since, at))
    there = ledger.planned(course, evenings[0])
    for evening in evenings:
        window = window_of(evening, choice.hour, course.zone)
        early = choice.chosen_at is not None and window.begin < choice.chosen_at
        if early or window.begin > at or window.end <= since:
            continue
        for channel in channels_of(course, choice):
            if (evening, channel) not in there and _asked(course, evening):
                ledger.plan(course, evening, channel, window, at)


def _evenings(zone: str, since: datetime, at: datetime) -> Iterator[date]:
    """The evenings whose windows may have begun in between; one more, for hours after midnight."""
    day, last = evening_of(since, zone) - timedelta(days=1), evening_of(at, zone)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _asked(course: CourseRef, evening: date) -> bool:
    """Whether something is asked that evening and not answered yet."""
    asked = agenda(entries(course, *KINDS), evening)
    return bool(asked.tonight) and not asked.answered_tonight


def _still_asked(course: CourseRef, reminder: ledger.Reminder, choice: store.Chosen) -> bool:
    """Whether it is still wanted; that no phone takes notifications the sending itself finds."""
    off = {"email": not choice.by_email, ledger.FETCHED: not choice.feed}
    if not off.get(reminder.channel) and _asked(course, reminder.evening):
        return True
    ledger.not_sent(reminder, "switched off" if off.get(reminder.channel) else "answered")
    return False


def _sent(course: CourseRef, reminder: ledger.Reminder, at: datetime) -> bool:
    try:
        send(course, reminder, at)
    except NotSentError as exc:
        ledger.not_sent(reminder, str(exc))
        return False
    ledger.sent(reminder, at)
    return True
