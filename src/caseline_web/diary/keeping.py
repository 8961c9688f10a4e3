"""Keep what a phone sends: once, whole, and told to the phone; what cannot be taken is held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from caseline.errors import CaselineError
from caseline_web.access import account
from caseline_web.courses.days import clock_at
from caseline_web.courses.entries import ConflictError, Part
from caseline_web.courses.store import CourseRef, hold, save
from caseline_web.diary.reading import (
    Sent,
    TooFarError,
    answered,
    day_in,
    entered_in,
    held_id,
    submission,
    told_in,
)
from caseline_web.people.store import User

Parts = Callable[[Sent, date], tuple[Part, ...]]


class NotAskedError(Exception):
    """Something was answered that was not asked."""


@dataclass(frozen=True, slots=True)
class Then:
    """What follows once it is kept.

    Parameters
    ----------
    page
        The name of the page; "" for one that shows nothing of the course.
    more
        What the page is told besides the time.
    """

    page: str = "evening"
    more: str = ""

    def address(self, course: CourseRef, day: date, at: str) -> str:
        """Where the receipt stands: that it was saved at `at`, for the evening of `day`."""
        if not self.page:
            return ""
        about = f"on={day}&" if self.more == "receipt" else ""
        more = f"&{self.more}" if self.more else ""
        return f"{reverse(self.page, args=[course.pseudonym])}?{about}saved={at}{more}"


def keep(
    request: HttpRequest,
    course: CourseRef,
    parts: Parts,
    *,
    by: User | None = None,
    then: Then | Callable[[tuple[Part, ...]], Then] = Then(),
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
        What follows, where that depends on what was sent.
    """
    sent: Sent = request.POST.dict()
    who = by or account(request)
    after = then if isinstance(then, Then) else Then()
    try:
        entered = entered_in(sent)
        day = day_in(sent, entered, course.zone)
        found = parts(sent, day)
        if not found and not answered(sent):
            return _nothing(request, course, after)
        if not found:
            raise NotAskedError
        receipt = save(course, submission(sent, found, entered, reason=reason), who)
    except (CaselineError, TooFarError, ConflictError, NotAskedError) as exc:
        hold(course, held_id(sent), told_in(sent), _why(exc), who)
        return _held(request, course, after)
    after = then if isinstance(then, Then) else then(found)
    at = clock_at(receipt.received_at, course.zone)
    told = {"id": str(receipt.id), "received": receipt.received_at.isoformat(), "at": at}
    return _kept(request, told, after.address(course, day, at), again=receipt.again)


def _why(exc: Exception) -> str:
    """The cause in a sentence, for whoever looks at what is held."""
    match exc:
        case TooFarError():
            return "the phone's clock is ahead, an entry of the past is right"
        case ConflictError():
            return "something else was sent under the same number"
        case NotAskedError():
            return "nothing of this was asked on that day"
    return str(exc)


def _kept(
    request: HttpRequest, told: dict[str, str], following: str, *, again: bool
) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({**told, "next": following}, status=200 if again else 201)
    return redirect(following) if following else render(request, "diary/kept.html", told)


def _nothing(request: HttpRequest, course: CourseRef, then: Then) -> HttpResponse:
    """An entry without an answer is none: missing stays missing."""
    if _wants_json(request):
        return JsonResponse({"empty": True}, status=400)
    messages.info(request, _("Nothing was answered, so nothing was saved."))
    return redirect(then.page, course.pseudonym) if then.page else redirect(request.path)


def _held(request: HttpRequest, course: CourseRef, then: Then) -> HttpResponse:
    """Where it waits now; by a link alone nothing of the course is shown."""
    following = reverse("inbox", args=[course.pseudonym]) if then.page else ""
    if _wants_json(request):
        return JsonResponse({"held": True, "next": following}, status=422)
    return render(request, "diary/held.html", {"inbox": following}, status=422)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
