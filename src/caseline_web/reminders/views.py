"""The patient's choice of reminders, what the clinic sees of them, and the calendar feed."""

from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caseline_web.access import account, for_course
from caseline_web.courses.store import CourseRef, move
from caseline_web.people.store import identity_of
from caseline_web.reminders import push as web_push
from caseline_web.reminders import record, store
from caseline_web.reminders.calendar import feed_of

SHOWN = 10  # reminders on the patient's page
MOST_BYTES = 2_000  # of a subscription's parts


class ChoiceForm(forms.Form):
    """When, by which clock, and by what."""

    hour = forms.TimeField(
        label=gettext_lazy("At what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=[(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())],
    )
    by_email = forms.BooleanField(label=gettext_lazy("By e-mail"), required=False)
    feed = forms.BooleanField(label=gettext_lazy("In my calendar"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("record")
def page(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Choose, and see what was sent."""
    choice, by = store.chosen(course), account(request).username
    first = {
        "hour": choice.hour,
        "zone": course.zone,
        "by_email": choice.by_email,
        "feed": bool(choice.feed),
    }
    form = ChoiceForm(request.POST or None, initial=first)
    if form.is_valid():
        told = form.cleaned_data
        move(course, told.pop("zone"), by)
        store.choose(course, **told, by=by)
        messages.success(request, _("Saved."))
        return redirect("reminders", course.pseudonym)
    who = identity_of(course.patient) if course.patient else None
    shown = {
        "course": course,
        "form": form,
        "choice": choice,
        "has_email": bool(who and who.email),
        "feed": choice.feed and _host(request) + reverse("feed", args=[choice.feed]),
        "push_key": web_push.public_key(),
        "n_devices": len(store.devices_of(course)),
        "lines": record.lines(course, timezone.now())[:SHOWN],
    }
    return render(request, "reminders/page.html", shown)


@require_POST
@for_course("record")
def push(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """A browser takes notifications from now on, or takes none any more."""
    told = {name: request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")}
    by = account(request).username
    if request.POST.get("on") == "no":
        store.drop_device(course, told["endpoint"], by)
        return JsonResponse({"on": False})
    fits = all(0 < len(one) <= MOST_BYTES for one in told.values())
    if not fits or not web_push.is_service(told["endpoint"]):
        return JsonResponse(
            {"on": False, "why": _("This browser's service is not known.")}, status=400
        )
    keys = {"p256dh": told["p256dh"], "auth": told["auth"]}
    store.add_device(course, {"endpoint": told["endpoint"], "keys": keys}, by)
    return JsonResponse({"on": True}, status=201)


@require_safe
@for_course("read")
def sent(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Each reminder of a course, and what became of it, for its clinician."""
    shown = {
        "course": course,
        "choice": store.chosen(course),
        "n_devices": len(store.devices_of(course)),
        "lines": record.lines(course, timezone.now()),
    }
    return render(request, "reminders/sent.html", shown)


@require_safe
def feed(request: HttpRequest, address: str) -> HttpResponse:
    """The calendar, at an address that nobody can guess."""
    course = store.course_of_feed(address)
    if course is None:
        raise Http404
    made = feed_of(course, _host(request))
    return HttpResponse(made, content_type="text/calendar; charset=utf-8")


def _host(request: HttpRequest) -> str:
    return settings.ADDRESS or request.build_absolute_uri("/")[:-1]
