"""What was held: taken in, with its day put right where that was wrong, or left out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caseline.errors import CaselineError
from caseline_web.access import account, for_course
from caseline_web.clinic.forms import SettledForm
from caseline_web.clinic.saying import refused
from caseline_web.clinic.taking import entries_in, waiting
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import ConflictError
from caseline_web.courses.held import Held, leave_out, take_in
from caseline_web.courses.store import CourseRef
from caseline_web.courses.turns import alone_in


@require_POST
@for_course("enter")
def settled(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Somebody looked at it, and says what becomes of it and why."""
    form = SettledForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was done yet: a day and a reason are needed."))
    elif "take_in" not in request.POST:
        _left_out(request, course, form)
    elif form.told["on"] > today_of(course):
        messages.error(request, _("Nothing was done yet: this day has not come."))
    else:
        _taken_in(request, course, form)
    return redirect("course", course.pseudonym)


def _left_out(request: HttpRequest, course: CourseRef, form: SettledForm) -> None:
    one = _seen(course, form)
    if not leave_out(course, one.id, form.told["why"], account(request)):
        raise Http404
    messages.success(request, _("It was left out. It stays on record as it was sent."))


def _taken_in(request: HttpRequest, course: CourseRef, form: SettledForm) -> None:
    one = _seen(course, form)
    try:
        with alone_in(course.pk):
            parts = entries_in(course, one.content, form.told["on"])
            if not take_in(course, one.id, parts, form.told["why"], account(request)):
                raise Http404
    except ConflictError:
        messages.error(
            request, _("This page was sent before. Look here whether it is as it should be.")
        )
    except CaselineError as exc:
        messages.error(request, refused(exc))
    else:
        messages.success(request, _("It was taken in."))


def _seen(course: CourseRef, form: SettledForm) -> Held:
    """What a clinician can see today; what a blinded part hides is not there for a decision."""
    found = next((one.held for one in waiting(course) if one.held.id == form.id_), None)
    if found is None:
        raise Http404
    return found
