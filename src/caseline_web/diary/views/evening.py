"""Tonight: the few questions of the day, one Save, a receipt."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseline.care.schedule import Schedule
from caseline_web.access import account, for_course
from caseline_web.asking.answers import answers_in
from caseline_web.asking.questions import Form
from caseline_web.asking.words import TAKEN
from caseline_web.courses.current import schedule_of, today_of
from caseline_web.courses.days import clock_at
from caseline_web.courses.entries import Entry, Part
from caseline_web.courses.held import n_held
from caseline_web.courses.store import (
    CourseRef,
    courses_of_patient,
    entries,
)
from caseline_web.diary.asked import LATE, Evening, dose_is_due, evening_on, forms_on
from caseline_web.diary.keeping import Then, keep, while_it_runs
from caseline_web.diary.reading import Sent, language_in

_CLOCK = re.compile(r"\d\d:\d\d")


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
        schedule = schedule_of(course)
        return keep(
            request,
            course,
            while_it_runs(
                course, schedule, lambda sent, day: parts_of(course, schedule, sent, day)
            ),
            then=Then(dated=True, more="receipt"),
        )
    evening = evening_on(course, _day(request, today_of(course)), _language())
    blank = "blank" in request.GET  # the page as a phone keeps it: without anything of a person
    mine = [one for one in entries(course, "visit", "taken") if _about(one, evening.day)]
    saved = bool(mine) and ("receipt" in request.GET or evening.agenda.answered_tonight)
    if saved and not blank and "change" not in request.GET:
        return _receipt(request, course, evening, mine)
    shown = _shown(course, evening, blank)
    shown |= {"saved": saved_at(request), "changing": saved and not blank}
    return render(request, "diary/evening.html", shown)


def saved_at(request: HttpRequest) -> str:
    """The time in the address of a page that follows a Save."""
    told = request.GET.get("saved", "")
    return told if _CLOCK.fullmatch(told) else ""


def parts_of(
    course: CourseRef, schedule: Schedule | None, sent: Sent, day: date
) -> tuple[Part, ...]:
    """What was answered to the questions of that evening, in the language they were read in."""
    forms = forms_on(schedule, day, language_in(sent))
    answers = tuple(part for form in forms for part in answers_in(sent, form, day))
    if forms and sent.get("taken") and dose_is_due(entries(course, "dose"), day):
        return (*answers, Part("taken", {"on": day.isoformat(), "taken": sent["taken"]}))
    return answers


def _receipt(
    request: HttpRequest, course: CourseRef, evening: Evening, mine: list[Entry]
) -> HttpResponse:
    asked = {question.name for form in evening.forms for question in form.questions}
    of_evening = [one for one in mine if one.kind == "taken" or not asked.isdisjoint(_given(one))]
    latest = max(one.received_at for one in of_evening or mine)
    shown = {
        **_shown(course, evening, False),
        "saved": "" if "receipt" in request.GET else saved_at(request),  # of something else
        "at": clock_at(latest, course.zone),
        "answers": _answers(mine, evening.forms),
    }
    return render(request, "diary/receipt.html", shown)


def _about(entry: Entry, day: date) -> bool:
    return str(entry.content.get("on", "")) == day.isoformat()


def _answers(mine: Iterable[Entry], forms: Iterable[Form]) -> list[tuple[str, str]]:
    """What was answered, in the words in which it was asked."""
    given = {name: value for entry in mine for name, value in _given(entry).items()}
    told = [
        (question.text, str(given[question.name]))
        for form in forms
        for question in form.questions
        if question.name in given
    ]
    doses = [str(TAKEN[one.content["taken"]]) for one in mine if one.kind == "taken"]
    return told + [(_("Today's dose"), one) for one in doses]


def _given(entry: Entry) -> dict[str, object]:
    """The answers of an entry, by the names of the fields that they were given in."""
    return {
        f"{str(response['instrument']).partition('@')[0]}.{item}": value
        for response in entry.content.get("responses", [])
        for item, value in response["answers"].items()
    }


def _shown(course: CourseRef, evening: Evening, blank: bool) -> dict[str, object]:
    return {
        "course": course,
        "evening": evening,
        "id": uuid4(),
        "blank": blank,
        "at_page": "tonight",
        "held": 0 if blank else n_held([course]).get(course.pk, 0),
        "tonight": evening.day == today_of(course),
        "taken": TAKEN.items(),
    }


def _language() -> str:
    return get_language() or "en"


def _day(request: HttpRequest, today: date) -> date:
    """The evening that is filled in: tonight, or one of the last that was missed."""
    try:
        told = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today
    return told if today - LATE <= told <= today else today
