"""Keep what a phone sends: once, whole, and told to the phone; what cannot be taken is held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caseline.care.schedule import Schedule
from caseline.errors import CaselineError
from caseline_web.access import account
from caseline_web.courses.current import today_of
from caseline_web.courses.days import clock_at
from caseline_web.courses.entries import ConflictError, Part
from caseline_web.courses.held import FullError, hold
from caseline_web.courses.store import CourseRef, course_of_submission, save
from caseline_web.diary.asked import is_over
from caseline_web.diary.reading import (
    Sent,
    Told,
    TooFarError,
    answered,
    day_in,
    entered_in,
    held_id,
    id_in,
    rest_of,
    submission,
    told_in,
)
from caseline_web.people.store import User

Parts = Callable[[Sent, date], tuple[Part, ...]]


class NotAskedError(Exception):
    """Something was answered that was not asked."""


class OverError(Exception):
    """What was answered arrived when the course was over."""


class LateError(Exception):
    """What was answered by a link arrived when the link had ended."""


@dataclass(frozen=True, slots=True)
class Then:
    """What follows once it is kept.

    Parameters
    ----------
    page
        The name of the page; "" for one that shows nothing of the course.
    about
        What its address names besides the course.
    dated
        Whether it is told the day.
    more
        What it is told besides.
    """

    page: str = "evening"
    about: tuple[str, ...] = ()
    dated: bool = False
    more: str = ""

    def address(self, course: CourseRef, day: date, at: str) -> str:
        """Where the receipt stands: that it was saved at `at`, for the evening of `day`."""
        if not self.page:
            return ""
        page = reverse(self.page, args=[course.pseudonym, *self.about])
        told = [f"on={day}"] * self.dated + [f"saved={at}"] + [self.more] * bool(self.more)
        return f"{page}?{'&'.join(told)}"


def while_it_runs(course: CourseRef, schedule: Schedule | None, parts: Parts) -> Parts:
    """The same answers while the course runs; once it is over they are for a person to look at.

    What a phone held back for weeks would change a result that others have read. What the clinic
    had in time and the phone only sends again is no new answer.
    """

    def told(sent: Sent, day: date) -> tuple[Part, ...]:
        found = parts(sent, day)
        late = bool(found) and is_over(schedule, today_of(course))
        if late and course_of_submission(id_in(sent)) is None:
            raise OverError
        return found

    return told


def keep(
    request: HttpRequest,
    course: CourseRef,
    parts: Parts,
    *,
    by: User | None = None,
    then: Then | Callable[[tuple[Part, ...]], Then] = Then(),
    reason: str = "",
    sent: Sent | None = None,
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
    sent
        What counts of it, where not all does.
    """
    sent = sent_in(request) if sent is None else sent
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
        rest = rest_of(_told(request, sent), found)
        if rest and not sent.get("not_done"):
            hold(course, held_id(sent, rest), rest, _why(NotAskedError()), who)
    except FullError:
        return _full(request)
    except (CaselineError, TooFarError, ConflictError, NotAskedError, OverError, LateError) as exc:
        return _held(request, course, after, sent, who, exc)
    after = then if isinstance(then, Then) else then(found)
    at = clock_at(receipt.received_at, course.zone)
    told = {"id": str(receipt.id), "received": receipt.received_at.isoformat(), "at": at}
    return _kept(request, told, after.address(course, day, at), again=receipt.again)


def sent_in(request: HttpRequest) -> Sent:
    """What was sent, a text under each name."""
    return {name: " ".join(map(str, values)) for name, values in request.POST.lists()}


def _told(request: HttpRequest, sent: Sent) -> Told:
    """What was sent, and to which page: by that it can be taken in later."""
    found = request.resolver_match
    page = found.view_name if found else ""
    instrument = str(found.kwargs.get("instrument", "")) if found else ""
    return {**told_in(sent), "page": f"{page}/{instrument}" if instrument else page}


def _why(exc: Exception) -> str:
    """The cause in a sentence, for whoever looks at what is held."""
    match exc:
        case TooFarError():
            return gettext_noop("the phone's clock is far off, an entry of the past is right")
        case ConflictError():
            return gettext_noop("something else was sent under the same number")
        case OverError():
            return gettext_noop("it arrived after the course was over")
        case LateError():
            return gettext_noop("it arrived after the link of the reminder had ended")
        case NotAskedError():
            return gettext_noop("nothing of this was asked on that day")
    return str(exc)


def _kept(
    request: HttpRequest, told: dict[str, str], following: str, *, again: bool
) -> HttpResponse:
    if by_queue(request):
        return JsonResponse({**told, "next": following}, status=200 if again else 201)
    return redirect(following) if following else render(request, "diary/kept.html", told)


def _nothing(request: HttpRequest, course: CourseRef, then: Then) -> HttpResponse:
    """An entry without an answer is none: missing stays missing."""
    if by_queue(request):
        return JsonResponse({"empty": True}, status=400)
    messages.info(request, _("Nothing was answered, so nothing was saved."))
    return (
        redirect(then.page, course.pseudonym, *then.about) if then.page else redirect(request.path)
    )


def _held(
    request: HttpRequest, course: CourseRef, then: Then, sent: Sent, who: User, exc: Exception
) -> HttpResponse:
    """Hold it, and tell where it waits; by a link alone nothing of the course is shown."""
    told = _told(request, sent)
    try:
        hold(course, held_id(sent, told), told, _why(exc), who)
    except FullError:
        return _full(request)
    following = reverse("inbox", args=[course.pseudonym]) if then.page else ""
    if by_queue(request):
        return JsonResponse({"held": True, "next": following}, status=422)
    return render(request, "diary/held.html", {"inbox": following}, status=422)


def _full(request: HttpRequest) -> HttpResponse:
    """Not all of it is kept, so that it stays on the phone."""
    if by_queue(request):
        return JsonResponse({"held": False}, status=413)
    return render(request, "diary/held.html", {"full": True}, status=413)


def by_queue(request: HttpRequest) -> bool:
    """Whether it is the phone's queue that sends, which reads JSON."""
    return request.headers.get("Accept", "").startswith("application/json")
