"""A course as it stands now, with what went by without an answer."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from caseline.care.schedule import Schedule
from caseline.course.model import Course
from caseline_web.courses.agenda import agenda, schedule_in
from caseline_web.courses.days import evening_of
from caseline_web.courses.entries import Entry
from caseline_web.courses.first_day import as_the_doses_are
from caseline_web.courses.store import CourseRef, entries
from caseline_web.courses.whole import course_of, lacks


def today_of(course: CourseRef) -> date:
    """The day it is for the patient: until 04:00 still the evening before."""
    return evening_of(timezone.now(), course.zone)


def this_evening() -> date:
    """The same for whoever asks, by their own clock."""
    return evening_of(timezone.now(), timezone.get_current_timezone_name())


def schedule_of(course: CourseRef) -> Schedule | None:
    """What the course asks for, and when; None where no schedule was set up."""
    return schedule_in(entries(course, "schedule"))


def agreed_to_publication(there: Iterable[Entry]) -> bool:
    """Whether the patient agreed that answers without a name may be used in research."""
    return any(
        one.content["what"] == "publication" and one.content["given"] == "yes"
        for one in there
        if one.kind == "consent"
    )


def current(course: CourseRef) -> Course | None:
    """The course for the library; None where a treatment, a dose or an answer is lacking yet.

    Raises
    ------
    CourseError
        Entries contradict each other.
    """
    there, today = entries(course), today_of(course)
    if lacks(there):
        return None
    missed = agenda(there, today).missed
    return course_of(course.pseudonym, as_the_doses_are(there), today, missed)
