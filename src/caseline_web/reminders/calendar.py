"""A calendar that reminds, whatever becomes of mail: one entry each evening of the schedule."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from icalendar import Alarm, Calendar, Event, vRecur

from caseline_web.courses.agenda import schedule_in
from caseline_web.courses.store import CourseRef, entries
from caseline_web.reminders.store import chosen


def feed_of(course: CourseRef) -> bytes:
    """The calendar of a course as an .ics file; it holds no word of health."""
    calendar = Calendar()
    calendar.add("prodid", "-//Caseline//EN")
    calendar.add("version", "2.0")
    schedule = schedule_in(entries(course, "schedule"))
    if schedule and schedule.evenings:
        event, zone = Event(), ZoneInfo(course.zone)
        begin = datetime.combine(schedule.begin, chosen(course).hour, zone)
        end = datetime.combine(schedule.end, chosen(course).hour, zone)
        event.add("uid", f"{course.pseudonym}@caseline")
        event.add("summary", "Caseline")
        event.add("dtstamp", course.created_at)
        event.add("dtstart", begin)
        event.add("duration", timedelta(minutes=5))
        event.add("rrule", vRecur(freq="daily", until=end.astimezone(ZoneInfo("UTC"))))
        event.add("url", settings.ADDRESS + reverse("tonight"))
        event.add_component(_alarm())
        calendar.add_component(event)
        calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Caseline")
    alarm.add("trigger", timedelta())
    return alarm
