"""What happened besides: a dose, a side effect, another event, a pause; and to take it back."""

from collections.abc import Callable, Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from caseline.errors import CourseError
from caseline_web.access import for_course
from caseline_web.courses.agenda import agenda
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import Entry, Part
from caseline_web.courses.store import CourseRef, entries
from caseline_web.diary.keeping import keep
from caseline_web.diary.reading import Sent

COMMON = {  # kept in English whatever the language of the page, so that the same is the same
    "vivid dreams": gettext_lazy("vivid dreams"),
    "insomnia": gettext_lazy("insomnia"),
    "headache": gettext_lazy("headache"),
    "nausea": gettext_lazy("nausea"),
    "diarrhoea": gettext_lazy("diarrhoea"),
    "abdominal pain": gettext_lazy("abdominal pain"),
    "dizziness": gettext_lazy("dizziness"),
    "fatigue": gettext_lazy("fatigue"),
    "low mood": gettext_lazy("low mood"),
}
SEVERITIES = {
    "mild": gettext_lazy("mild"),
    "moderate": gettext_lazy("moderate"),
    "severe": gettext_lazy("severe"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("record")
def page(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Say what happened, and see what was said."""
    if request.method == "POST":
        return keep(request, course, _told, then="events")
    there = entries(course, "side_effect", "life_event", "taken", "pause", "schedule")
    shown = {
        "course": course,
        "today": today_of(course),
        "common": COMMON.items(),
        "severities": SEVERITIES.items(),
        "effects": [(one, _named(one)) for one in there if one.kind == "side_effect"],
        "events": [one for one in there if one.kind == "life_event"],
        "paused": agenda(there, today_of(course)).paused,
    }
    return render(request, "diary/events.html", shown)


@require_POST
@for_course("record")
def take_back(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """What was entered by mistake counts no more; it stays in the history."""
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    if kind not in ("side_effect", "life_event"):
        raise Http404
    found = [one for one in entries(course, kind) if one.key == key]
    if not found:
        return redirect("events", course.pseudonym)
    part = Part(kind, found[0].content, key, void=True)
    return keep(request, course, lambda sent, day: (part,), then="events", reason=_("taken back"))


@require_POST
@for_course("record")
def ended(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """A side effect is over."""
    key = request.POST.get("key", "")
    found = [one for one in entries(course, "side_effect") if one.key == key]
    if not found:
        raise Http404
    today = today_of(course).isoformat()
    part = Part("side_effect", {**found[0].content, "ended": today}, key)
    return keep(request, course, lambda sent, day: (part,), then="events", reason=_("it is over"))


def _told(sent: Sent, day: date) -> tuple[Part, ...]:
    """One event, by the button that was pressed.

    Raises
    ------
    CourseError
        No such event.
    """
    if sent.get("what") not in TOLD:
        raise CourseError("events: there is no such event, one of the page's is right")
    return TOLD[sent["what"]](sent, day.isoformat())


def _side_effect(sent: Sent, day: str) -> tuple[Part, ...]:
    name = sent.get("effect") or sent.get("other", "").strip()
    if not name:
        return ()
    told = {"what": name[:200], "onset": day}
    if sent.get("severity"):
        told["severity"] = sent["severity"]
    return (Part("side_effect", told),)


def _life_event(sent: Sent, day: str) -> tuple[Part, ...]:
    name = sent.get("event", "").strip()
    return (Part("life_event", {"what": name[:500], "on": day}),) if name else ()


def _taken(sent: Sent, day: str) -> tuple[Part, ...]:
    return (Part("taken", {"on": day, "taken": sent.get("taken", "")}),)


def _pause(sent: Sent, day: str) -> tuple[Part, ...]:
    return (Part("pause", {"from": day}),)


def _go_on(sent: Sent, day: str) -> tuple[Part, ...]:
    """The pause that began on `pause` ends yesterday: today is asked again."""
    begun = sent.get("pause", day)
    last = date.fromordinal(max(date.fromisoformat(day).toordinal() - 1, 1)).isoformat()
    return (Part("pause", {"from": begun, "to": max(last, begun)}),)


TOLD: Mapping[str, Callable[[Sent, str], tuple[Part, ...]]] = {
    "side_effect": _side_effect,
    "life_event": _life_event,
    "taken": _taken,
    "pause": _pause,
    "go_on": _go_on,
}


def _named(entry: Entry) -> str:
    """A side effect in the reader's words, where it is one of the common ones."""
    told = str(entry.content["what"])
    return str(COMMON.get(told, told))
