"""Tonight: the few questions of the day, one Save, a receipt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from caseline_web.access import account, for_course
from caseline_web.asking.answers import answers_in
from caseline_web.asking.questions import Form, form_of
from caseline_web.courses.agenda import Agenda, agenda, schedule_in
from caseline_web.courses.current import today_of
from caseline_web.courses.days import clock_at
from caseline_web.courses.entries import Entry, Part
from caseline_web.courses.store import CourseRef, course_named, courses_of_patient, entries
from caseline_web.diary.keeping import keep
from caseline_web.diary.reading import Sent
from caseline_web.links import link_in
from caseline_web.people.store import patient_account
from caseline_web.reminders.ledger import opened

KINDS = ("schedule", "visit", "pause", "not_done", "taken", "dose", "treatment")
LATE = timedelta(days=7)  # for so long an evening can be filled in later


@dataclass(frozen=True, slots=True)
class Evening:
    """What is asked on one evening."""

    day: date
    forms: tuple[Form, ...]
    dose: str
    agenda: Agenda


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To the newest course of whoever is signed in."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    found = courses_of_patient(account(request).pk)
    if not found:
        raise Http404
    return redirect("evening", found[0].pseudonym)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("record")
def page(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Ask, keep, and tell that it is kept."""
    if request.method == "POST":
        return keep(request, course, lambda sent, day: _parts(sent, asked_of(course), day))
    evening = evening_on(course, _day(request, today_of(course)))
    blank = "blank" in request.GET  # the page as a phone keeps it: without anything of a person
    if evening.agenda.answered_tonight and not blank and "change" not in request.GET:
        return _receipt(request, course, evening)
    return render(request, "diary/evening.html", _shown(course, evening, blank))


@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """From a reminder: writes that evening's entry, and shows nothing of any other."""
    link = link_in(token)
    course = course_named(link.pseudonym) if link else None
    patient = patient_account(course.patient) if course else None
    if link is None or course is None or patient is None:
        return render(request, "diary/link_ended.html", status=404)
    if request.method != "HEAD":
        opened(course, link.evening, request.GET.get("by", ""))
    if request.method == "POST":
        return keep(
            request,
            course,
            lambda sent, day: _parts(sent, asked_of(course), link.evening),
            by=patient,
            then="",
        )
    evening = evening_on(course, link.evening)
    return render(request, "diary/evening.html", {**_shown(course, evening, True), "link": True})


def evening_on(course: CourseRef, day: date) -> Evening:
    """What is asked of a course on that evening."""
    there = entries(course, *KINDS)
    asked = agenda(there, day)
    lang = get_language() or "en"
    forms = tuple(form_of(one, lang) for one in asked.tonight)
    return Evening(day, forms, _dose(there, day) if asked.tonight else "", asked)


def asked_of(course: CourseRef) -> tuple[Form, ...]:
    """What the course asks of an evening, whether it asks tonight or not.

    An answer may come late, from a phone that had no network: after the last evening, or in a
    pause. It is taken all the same.
    """
    schedule = schedule_in(entries(course, "schedule"))
    lang = get_language() or "en"
    return tuple(form_of(one, lang) for one in schedule.evenings) if schedule else ()


def _parts(sent: Sent, forms: Iterable[Form], day: date) -> tuple[Part, ...]:
    answers = tuple(part for form in forms for part in answers_in(sent, form, day))
    if sent.get("taken"):
        return (*answers, Part("taken", {"on": day.isoformat(), "taken": sent["taken"]}))
    return answers


def _dose(there: tuple[Entry, ...], day: date) -> str:
    """The treatment, where a dose is due; in a blinded part nobody says of what."""
    doses = [one.content for one in there if one.kind == "dose"]
    begun = [one for one in doses if str(one["from"]) <= day.isoformat()]
    last = max(begun, key=lambda one: str(one["from"]), default=None)
    if last is None or (not last["amount"] and not last.get("placebo")):
        return ""
    return next((str(one.content["name"]) for one in there if one.kind == "treatment"), "")


def _receipt(request: HttpRequest, course: CourseRef, evening: Evening) -> HttpResponse:
    mine = [one for one in entries(course, "visit", "taken") if _about(one, evening.day)]
    latest = max((one.received_at for one in mine), default=None)
    shown = {
        **_shown(course, evening, False),
        "at": clock_at(latest, course.zone) if latest else "",
        "answers": _answers(mine, evening.forms),
    }
    return render(request, "diary/receipt.html", shown)


def _about(entry: Entry, day: date) -> bool:
    return str(entry.content.get("on", "")) == day.isoformat()


def _answers(mine: Iterable[Entry], forms: Iterable[Form]) -> list[tuple[str, str]]:
    """What was answered, in the words in which it was asked."""
    given = {
        f"{str(response['instrument']).partition('@')[0]}.{item}": value
        for entry in mine
        for response in entry.content.get("responses", [])
        for item, value in response["answers"].items()
    }
    return [
        (question.text, str(given[question.name]))
        for form in forms
        for question in form.questions
        if question.name in given
    ]


def _shown(course: CourseRef, evening: Evening, blank: bool) -> dict[str, object]:
    return {
        "course": course,
        "evening": evening,
        "id": uuid4(),
        "blank": blank,
        "earlier": [day for day in evening.agenda.missed if day >= evening.day - LATE],
    }


def _day(request: HttpRequest, today: date) -> date:
    """The evening that is filled in: tonight, or one of the last that was missed."""
    try:
        told = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today
    return told if today - LATE <= told <= today else today
