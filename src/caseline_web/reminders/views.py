"""The patient's choice of reminders, and the calendar feed."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from caseline_web.access import account, for_course
from caseline_web.courses.store import CourseRef
from caseline_web.people.store import identity_of
from caseline_web.reminders import store
from caseline_web.reminders.calendar import feed_of


class ChoiceForm(forms.Form):
    """When, and by what."""

    hour = forms.TimeField(
        label=gettext_lazy("At what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    by_email = forms.BooleanField(label=gettext_lazy("By e-mail"), required=False)
    feed = forms.BooleanField(label=gettext_lazy("In my calendar"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("record")
def page(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Choose, and see what was sent."""
    choice = store.chosen(course)
    first = {"hour": choice.hour, "by_email": choice.by_email, "feed": bool(choice.feed)}
    form = ChoiceForm(request.POST or None, initial=first)
    if form.is_valid():
        store.choose(course, **form.cleaned_data, by=account(request).username)
        messages.success(request, _("Saved."))
        return redirect("reminders", course.pseudonym)
    who = identity_of(course.patient) if course.patient else None
    shown = {
        "course": course,
        "form": form,
        "choice": choice,
        "has_email": bool(who and who.email),
        "sent": store.reminders_of(course)[:10],
    }
    return render(request, "reminders/page.html", shown)


@require_safe
def feed(request: HttpRequest, address: str) -> HttpResponse:
    """The calendar, at an address that nobody can guess."""
    course = store.course_of_feed(address)
    if course is None:
        raise Http404
    return HttpResponse(feed_of(course), content_type="text/calendar; charset=utf-8")
