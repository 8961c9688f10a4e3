"""Keep what a phone sends: once, whole, and told to the phone; what cannot be taken is held."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseline.errors import CaselineError, CourseError
from caseline_web.access import account
from caseline_web.courses.days import clock_at
from caseline_web.courses.entries import ConflictError, Part, Receipt
from caseline_web.courses.store import CourseRef, hold, save
from caseline_web.diary.reading import (
    Sent,
    TooFarError,
    day_in,
    entered_in,
    id_in,
    submission,
)
from caseline_web.people.store import User

Parts = Callable[[Sent, date], tuple[Part, ...]]

PRIVATE = ("csrfmiddlewaretoken", "language")


def keep(
    request: HttpRequest,
    course: CourseRef,
    parts: Parts,
    *,
    by: User | None = None,
    then: str = "evening",
    reason: str = "",
) -> HttpResponse:
    """Keep one submission and answer as the sender reads: a page, or JSON for the queue.

    Parameters
    ----------
    parts
        What was sent, as entries about a day.
    by
        Whose entry it is, where nobody is signed in.
    then
        The name of the page that follows; "" for one that shows nothing of the course.
    """
    sent: Sent = request.POST.dict()
    who = by or account(request)
    try:
        entered = entered_in(sent)
        found = parts(sent, day_in(sent, entered, course.zone))
        if not found and not _holds_an_answer(sent):
            return _nothing(request, course, then)
        if not found:
            raise CourseError("entry: holds answers to nothing that is asked")
        receipt = save(course, submission(sent, found, entered, reason=reason), who)
    except ConflictError:
        return _refused(request, 409, _("Something else was sent under the same number."))
    except (CaselineError, TooFarError) as exc:
        why = str(exc) or "the phone's clock is ahead"
        told = {key: value for key, value in sent.items() if key not in PRIVATE}
        hold(course, id_in(sent), told, why, who)
        return _refused(
            request,
            422,
            _("This could not be taken as it is. It is kept, and your clinic sees it."),
        )
    return _kept(request, course, receipt, then)


def _kept(request: HttpRequest, course: CourseRef, receipt: Receipt, then: str) -> HttpResponse:
    if _wants_json(request):
        told = {"id": str(receipt.id), "received": receipt.received_at.isoformat()}
        return JsonResponse(told, status=200 if receipt.again else 201)
    if not then:
        return render(
            request, "diary/kept.html", {"at": clock_at(receipt.received_at, course.zone)}
        )
    return redirect(then, course.pseudonym)


def _holds_an_answer(sent: Sent) -> bool:
    """Whether there is an answer in it, be it to something that is asked no more."""
    return any("." in name and value.strip() for name, value in sent.items())


def _nothing(request: HttpRequest, course: CourseRef, then: str) -> HttpResponse:
    """An entry without an answer is none: missing stays missing."""
    if _wants_json(request):
        return JsonResponse({"why": _("Nothing was answered.")}, status=400)
    messages.info(request, _("Nothing was answered, so nothing was saved."))
    return redirect(then, course.pseudonym) if then else redirect(request.get_full_path())


def _refused(request: HttpRequest, status: int, why: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"why": why}, status=status)
    return render(request, "diary/held.html", {"why": why}, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
