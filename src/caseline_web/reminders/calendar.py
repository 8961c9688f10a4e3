"""A calendar that reminds, whatever becomes of mail: one entry each evening of the schedule."""

from collections.abc import Iterable
from datetime import UTC, date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vRecur

from caseline.care.schedule import Schedule
from caseline_web.courses.agenda import paused_days, schedule_in
from caseline_web.courses.store import CourseRef, entries
from caseline_web.crypt import fingerprint
from caseline_web.people.store import language_of
from caseline_web.reminders.store import chosen
from caseline_web.reminders.windows import clock_of

ANEW = timedelta(hours=6)  # how often a calendar should fetch it


def feed_of(course: CourseRef, host: str) -> bytes:
    """The calendar of a course as an .ics file; it holds no word of health.

    It speaks the patient's language, whatever that of the program that fetches it.

    Parameters
    ----------
    host
        Where the pages are, as "https://care.example".
    """
    with translation.override(language_of(course.patient) or settings.LANGUAGE_CODE):
        return _feed(course, host)


def _feed(course: CourseRef, host: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Caseline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Caseline")
    calendar.add("refresh-interval", ANEW, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    there = entries(course, "schedule", "pause")
    schedule = schedule_in(there)
    if schedule and schedule.evenings:
        paused = sorted(paused_days(there, schedule.end))
        event = _evenings(course, schedule, paused)
        event.add("url", host + reverse("tonight"))
        calendar.add_component(event)
        calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def _evenings(course: CourseRef, schedule: Schedule, paused: Iterable[date]) -> Event:
    event, hour = Event(), chosen(course).hour
    first, last, *left_out = (
        clock_of(day, hour, course.zone) for day in (schedule.begin, schedule.end, *paused)
    )
    event.add("uid", f"{fingerprint(course.pseudonym)[:32]}@caseline.invalid")
    event.add("summary", _("This evening"))
    event.add("dtstamp", course.created_at)
    event.add("dtstart", first)
    event.add("duration", timedelta(minutes=5))
    event.add("rrule", vRecur(freq="daily", until=last.astimezone(UTC)))
    if left_out:
        event.add("exdate", left_out)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("This evening"))
    alarm.add("trigger", timedelta())
    event.add_component(alarm)
    return event
