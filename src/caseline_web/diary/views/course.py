"""My course: the own chart, the answer in plain words, and the own data to take along."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseline.errors import CourseError
from caseline_web.access import account, for_course
from caseline_web.courses import store
from caseline_web.courses.entries import Entry
from caseline_web.courses.store import CourseRef
from caseline_web.language import readers
from caseline_web.people import store as people
from caseline_web.reminders import store as reminders
from caseline_web.results.answer import answer_of, running_blinded
from caseline_web.results.files import NAMES, file_of
from caseline_web.results.picture import chart_of


@require_safe
@for_course("see own")
def page(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """What the course shows so far; nothing of it while a blinded part is running."""
    blinded = running_blinded(course)
    shown = {
        "course": course,
        "blinded": blinded,
        "chart": None if blinded else chart_of(course, readers(), "narrow"),
        "rated": None if blinded else answer_of(course, readers()),
        "answers": _listed(course),
        "files": NAMES.items(),
    }
    return render(request, "diary/course.html", shown)


@require_safe
@for_course("see own")
def chart(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """The chart of the page, as a picture."""
    found = None if running_blinded(course) else chart_of(course, readers(), "narrow")
    if found is None:
        raise Http404
    return HttpResponse(found.on_paper(), content_type="image/svg+xml")


@require_safe
@for_course("export")
def export(request: HttpRequest, course: CourseRef, name: str) -> HttpResponse:
    """The own data as a file, at any time; in a running blinded part without what was given."""
    if name not in NAMES or (name in ("report", "course", "data") and running_blinded(course)):
        raise Http404
    try:
        file = file_of(course, name, readers())
    except CourseError:
        messages.info(request, _("There is not enough for this file yet."))
        return redirect("home")
    response = HttpResponse(file.content, content_type=file.kind)
    response["Content-Disposition"] = f'attachment; filename="{course.pseudonym}.{file.suffix}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("erase")
def delete(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Erase everything that is about this person; asked twice."""
    if request.method == "POST" and request.POST.get("sure") == "yes":
        by = account(request)
        store.erase(course, by.username)
        reminders.forget(course)
        people.erase_identity(course.patient, by.username)
        if by.role == "patient":
            logout(request)
        messages.info(request, _("It is erased."))
        return redirect("home")
    asked = request.method == "POST"
    return render(request, "diary/delete.html", {"course": course, "asked": asked})


def _listed(course: CourseRef) -> list[dict[str, object]]:
    """The own answers, the newest day first."""
    found = [one for one in store.entries(course, "visit", "taken") if "on" in one.content]
    found.sort(key=lambda one: str(one.content["on"]), reverse=True)
    return [{"entry": one, "day": str(one.content["on"]), "what": _what(one)} for one in found]


def _what(entry: Entry) -> str:
    """One entry in short."""
    content = entry.content
    if entry.kind == "taken":
        return f"{_('dose taken')}: {_(content['taken'])}"
    if "drawing" in content:
        return _("%(n)s of 19 places") % {"n": len(content["drawing"]["marked"])}
    told = [
        ", ".join(f"{item} {value}" for item, value in one["answers"].items())
        for one in content.get("responses", [])
    ]
    told += [f"{one['score']} {one.get('value', '')}" for one in content.get("totals", [])]
    return "; ".join(told)
