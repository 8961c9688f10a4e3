"""The questions of one evening by the link of a reminder: without an account, and for that alone.

Whoever carries the mail may follow the link as well. So it writes until its night ends, by our
clock. What was answered by then and arrives later counts only where nothing else is there. What
was answered later, on a page that stood open, is held for a person to look at.
"""

from datetime import date, timedelta
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from caseline_web.asking.answers import is_frame
from caseline_web.asking.words import TAKEN
from caseline_web.courses.agenda import agenda, schedule_in
from caseline_web.courses.current import schedule_of, today_of
from caseline_web.courses.days import night_ends
from caseline_web.courses.entries import Part
from caseline_web.courses.store import (
    CourseRef,
    course_named,
    course_of_submission,
    entries,
    history,
)
from caseline_web.diary.asked import evening_on
from caseline_web.diary.keeping import LateError, Then, keep, sent_in, while_it_runs
from caseline_web.diary.reading import Sent, entered_in, id_in
from caseline_web.diary.views.evening import parts_of
from caseline_web.language import readers
from caseline_web.links import EveningLink, link_in
from caseline_web.people.accounts import made_under, whose
from caseline_web.people.store import patient_account
from caseline_web.reminders.ledger import opened

DELIVERED = timedelta(days=1)  # after its night, in which a phone may deliver what it kept


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: HttpRequest, token: str) -> HttpResponse:
    """From a reminder: writes that evening's entry, and shows nothing of any other."""
    link = link_in(token)
    course = course_named(link.pseudonym) if link else None
    patient = patient_account(course.patient) if course else None
    if not (link and course and patient) or link.made_under != made_under(patient.pk):
        return _ended(request)
    if request.method != "POST" and timezone.now() >= night_ends(link.evening, course.zone):
        return _ended(request)
    if request.method != "HEAD":
        opened(course, link.evening, request.GET.get("by", ""))
    if request.method == "POST":
        schedule, sent = schedule_of(course), _of_evening(course, link, sent_in(request))

        def parts(sent: Sent, day: date) -> tuple[Part, ...]:
            found = parts_of(course, schedule, sent, link.evening)
            if found and not _counts(course, link, sent):
                raise LateError
            return found

        running = while_it_runs(course, schedule, parts)
        return keep(request, course, running, by=patient, then=Then(page=""), sent=sent)
    shown = {
        "evening": evening_on(course, link.evening, readers()),
        "id": uuid4(),
        "taken": TAKEN.items(),
        "link": True,
        "tonight": link.evening == today_of(course),
        "whose": whose(course.patient),
        "clinic": course.organisation,
        "zone": course.zone,
    }
    return render(request, "diary/evening.html", shown)


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "diary/link_ended.html", status=404)


def _counts(course: CourseRef, link: EveningLink, sent: Sent) -> bool:
    """Whether it needs no person to look at it: what comes after the night puts nothing right."""
    ends = night_ends(link.evening, course.zone)
    late = timezone.now() - ends
    if late < timedelta() or course_of_submission(id_in(sent)) is not None:
        return True
    there = entries(course, "schedule", "visit", "taken")
    taken = {one.content["on"] for one in there if one.kind == "taken"}
    answered = agenda(there, link.evening).answered_tonight or link.evening.isoformat() in taken
    return entered_in(sent) < ends and late < DELIVERED and not answered


def _of_evening(course: CourseRef, link: EveningLink, sent: Sent) -> Sent:
    """What is about that evening, also by a plan that was changed since it was answered."""
    plans = (schedule_in([one]) for one in history(course, "schedule"))
    asked = {one.instrument.id for plan in plans if plan for one in plan.evenings}
    mine = {
        name: value
        for name, value in sent.items()
        if is_frame(name) or name == "taken" or name.partition(".")[0] in asked
    }
    return {**mine, "on": link.evening.isoformat()}
