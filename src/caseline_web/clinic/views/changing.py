"""What a clinician writes into a course: a decision, an entry, what is taken back or settled."""

from collections.abc import Iterable, Iterator
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caseline.calendar import read_day
from caseline.errors import CourseError
from caseline.record import NOT_ON_RECORD
from caseline_web.access import account, for_course
from caseline_web.clinic.deciding import KINDS as DECIDED
from caseline_web.clinic.deciding import decided, decided_on
from caseline_web.clinic.entering import enter, filled
from caseline_web.clinic.forms import (
    CoTreatmentForm,
    DecisionForm,
    DoseForm,
    EarlierForm,
    EditForm,
    LifeEventForm,
    SideEffectForm,
    UnblindForm,
)
from caseline_web.clinic.persons import ConsentForm
from caseline_web.clinic.saying import MOVED, refused
from caseline_web.clinic.slips import Given
from caseline_web.clinic.views.course import shown
from caseline_web.courses.blinding import KINDS as BLINDING
from caseline_web.courses.blinding import TELLING, blinded, is_blinded
from caseline_web.courses.current import today_of
from caseline_web.courses.entries import ConflictError, Entry, MovedError, Part
from caseline_web.courses.kinds import LISTS, key_of
from caseline_web.courses.store import CourseRef, course_of_submission, entries

FROM_TO = {"begin": "from", "end": "to"}
GIVEN = ("treatment", "dose")
EDITED: dict[str, type[EditForm]] = {
    "dose": DoseForm,
    "side_effect": SideEffectForm,
    "co_treatment": CoTreatmentForm,
    "earlier_treatment": EarlierForm,
    "life_event": LifeEventForm,
}


@require_POST
@for_course("enter")
def decide(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """A dated, reasoned decision, and what follows from it."""
    there = entries(course, *DECIDED)
    planned, today = any(one.kind == "schedule" for one in there), today_of(course)
    given = Given.of(entries(course, *GIVEN), hidden=is_blinded(course, "clinician"))
    form = DecisionForm(request.POST, planned=planned, today=today, given=given)
    if not form.is_valid():
        return shown(request, course, form)
    sent_before = form.id_ and course_of_submission(form.id_)
    if request.POST.get("on_what") != decided_on(there) and not sent_before:
        messages.error(request, MOVED)
        return shown(request, course, form)
    parts = decided(form.told, there, today)
    return entered(request, course, parts, reason=form.told["reason"], id_=form.id_)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("enter")
def edit(request: HttpRequest, course: CourseRef, kind: str) -> HttpResponse:
    """One entry of a list: a new one, one put right, or one taken back."""
    if kind not in EDITED or (kind in TELLING and is_blinded(course, "clinician")):
        raise Http404
    earlier = _earlier(request, course, kind)
    but = earlier.key if earlier else ""
    counted = {"given": Given.of(entries(course, *GIVEN), but=but)} if kind == "dose" else {}
    form = EDITED[kind](
        request.POST or None,
        initial={**_as_entered(earlier), "id": uuid4(), "version": earlier and earlier.version},
        earlier=earlier is not None,
        **counted,
    )
    if form.is_valid() and kind == "dose" and "void" not in request.POST:
        _refuse_second(form, course, but)
    if form.is_valid():
        told = form.told
        why = str(told.pop("why", ""))
        version = told.pop("version", None)
        told = filled(told, **FROM_TO)
        parts = _put_right(kind, told, earlier, version, back="void" in request.POST)
        return entered(request, course, parts, reason=why, id_=form.id_)
    told = {"course": course, "form": form, "kind": kind, "earlier": earlier}
    return render(request, "clinic/edit.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("enter")
def consent(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """A consent that was given, refused or withdrawn, with its version and its date."""
    form = ConsentForm(request.POST or None, initial={"id": uuid4(), "on": today_of(course)})
    if form.is_valid():
        if not consents(form.told):
            messages.info(request, _("Nothing was chosen, so nothing was saved."))
            return redirect("consent", course.pseudonym)
        return entered(request, course, consents(form.told), id_=form.id_)
    told = {"course": course, "form": form, "stands": entries(course, "consent")}
    return render(request, "clinic/consent.html", told)


def consents(told: dict[str, object]) -> list[Part]:
    """The two consents that were given or refused."""
    frame = filled({key: told[key] for key in ("version", "on")})
    return [
        Part("consent", {"what": what, "given": told[what], **frame})
        for what in ("off_label", "publication")
        if told[what]
    ]


@require_POST
@for_course("enter")
def looked(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Somebody asked, and there was none: that is not the same as nothing on record."""
    name = request.POST.get("list", "")
    if name not in LISTS:
        raise Http404
    told = {"list": name, "on": today_of(course).isoformat()}
    return entered(request, course, [Part("looked", told)])


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("enter")
def unblind(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Break the blind that runs: a reasoned entry, which the analysis knows of."""
    if not blinded(entries(course, *BLINDING), today_of(course)):
        raise Http404
    form = UnblindForm(request.POST or None, initial={"id": uuid4()})
    if form.is_valid():
        told = {"on": today_of(course).isoformat(), "reason": form.told["reason"]}
        return entered(request, course, [Part("unblinded", told)], id_=form.id_)
    return render(request, "clinic/unblind.html", {"course": course, "form": form})


def entered(
    request: HttpRequest,
    course: CourseRef,
    parts: Iterable[Part],
    reason: str = "",
    id_: UUID | None = None,
) -> HttpResponse:
    """Keep it, and back to the course with what became of it."""
    try:
        enter(course, account(request), *parts, reason=reason, id_=id_)
    except ConflictError:
        messages.error(
            request, _("This page was sent before. Look here whether it is as it should be.")
        )
    except MovedError:
        messages.error(request, MOVED)
    except CourseError as exc:
        messages.error(request, refused(exc))
    else:
        messages.success(request, _("Saved."))
    return redirect("course", course.pseudonym)


def _earlier(request: HttpRequest, course: CourseRef, kind: str) -> Entry | None:
    """The entry that is put right; None for a new one."""
    key = request.GET.get("key", "")
    if not key:
        return None
    found = next((one for one in entries(course, kind) if one.key == key), None)
    if found is None:
        raise Http404
    return found


def _refuse_second(form: EditForm, course: CourseRef, but: str) -> None:
    """Two doses cannot begin on one day; a page that is sent again has begun it itself."""
    begin = str(form.cleaned_data["begin"])
    stands = any(one.key == begin != but for one in entries(course, "dose"))
    if stands and not (form.id_ and course_of_submission(form.id_)):
        form.add_error(
            "begin",
            _("A dose from this day is on record already: put that one right, under Doses."),
        )


def _as_entered(earlier: Entry | None) -> dict[str, object]:
    """The fields of the form as they were filled in."""
    names = {told: name for name, told in FROM_TO.items()}
    content = earlier.content if earlier else {}
    return {names.get(key, key): _known(value) for key, value in content.items()}


def _known(value: object) -> object:
    """A field shows what is on record; what is known to the month only is no day."""
    return "" if value == NOT_ON_RECORD.value or _is_coarse(value) else value


def _is_coarse(value: object) -> bool:
    """Whether it is a date, and known to the month or the year only."""
    found = read_day(value) if isinstance(value, str) else None
    return found is not None and found.exact is None


def _put_right(
    kind: str,
    told: dict[str, object],
    earlier: Entry | None,
    version: int | None,
    *,
    back: bool,
) -> Iterator[Part]:
    """The entry as it is now; what stood under another day before is taken back."""
    if earlier is None:
        yield Part(kind, told, follows=0)
        return
    void = Part(kind, earlier.content, earlier.key, void=True, follows=version)
    if back:
        yield void
        return
    shown = _shown(kind)
    kept = {k: v for k, v in earlier.content.items() if k not in shown or _is_coarse(v)}
    content = {**kept, **told}
    if key_of(kind, content, otherwise=earlier.key) == earlier.key:
        yield Part(kind, content, earlier.key, follows=version)
    else:
        yield Part(kind, content, earlier.key, follows=0)
        yield void


def _shown(kind: str) -> set[str]:
    """What a form shows, so that a field that was emptied is emptied."""
    return {FROM_TO.get(name, name) for name in EDITED[kind].base_fields}
