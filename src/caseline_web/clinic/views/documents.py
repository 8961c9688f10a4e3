"""What is taken along: the report, a letter, the paper forms; and answers from paper."""

from datetime import date
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseline.care.schedule import Asked
from caseline.errors import CaselineError, InstrumentError, ResponseError
from caseline.instruments import catalogue
from caseline.paindrawing.model import REGION_IDS
from caseline.reports.drawing_form import form_pdf
from caseline_web.access import account, for_course
from caseline_web.asking.answers import answers_in
from caseline_web.asking.questions import Form, form_of, has_drawing
from caseline_web.asking.told import unit_of
from caseline_web.clinic.entering import enter
from caseline_web.clinic.instead import following, mark_of, standing, worded
from caseline_web.clinic.look import dose_of, look_at
from caseline_web.clinic.paper import doses, paper_form, places
from caseline_web.clinic.saying import MOVED, refused
from caseline_web.courses.blinding import is_blinded
from caseline_web.courses.current import schedule_of, today_of
from caseline_web.courses.entries import ConflictError, Entry, MovedError, Part
from caseline_web.courses.first_day import of_before
from caseline_web.courses.store import CourseRef, course_of_submission, entries
from caseline_web.language import readers
from caseline_web.people.store import identity_of
from caseline_web.results.answer import judged_or_why
from caseline_web.results.files import file_of

DRAWING = "pain-drawing"  # the outline to draw on; its places are entered with their form


@require_safe
@for_course("see results")
def report(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """The report as PDF."""
    try:
        file = file_of(course, "report", readers())
    except CaselineError:
        messages.info(request, _("There is not enough for a report yet."))
        return redirect("course", course.pseudonym)
    return _pdf(file.content, course.pseudonym)


@require_safe
@for_course("read")
def letter(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """A letter as text to copy, and one page to print."""
    blinded, today = is_blinded(course, "clinician"), today_of(course)
    found, why = (None, "") if blinded else judged_or_why(course, readers())
    decisions, given = entries(course, "decision"), entries(course, "dose", "treatment")
    shown = {
        "course": course,
        "who": identity_of(course.patient) if course.patient else None,
        "look": look_at(course),
        "blinded": blinded,
        "judged": found,
        "why": why,
        "fooled": found.fooled if found else (),
        "today": today.isoformat(),
        "dose": None if blinded else dose_of(given, today),
        "unit": unit_of(given),
        "clinic": account(request).organisation.name,
        "effects": entries(course, "side_effect"),
        "others": entries(course, "co_treatment"),
        "decision": max(decisions, key=lambda one: one.entered_at, default=None),
    }
    return render(request, "clinic/letter.html", shown)


@require_safe
@for_course("enter")
def paper(request: HttpRequest, course: CourseRef, instrument: str) -> HttpResponse:
    """The paper twin of a form, with the same items and scoring; or the outline to draw on."""
    if instrument == DRAWING:
        return _pdf(form_pdf(lang=readers()), f"{course.pseudonym}-{DRAWING}")
    asked = _asked(course).get(instrument)
    try:
        asked = asked or Asked(catalogue.instrument(instrument))
    except InstrumentError:
        raise Http404 from None
    return _pdf(paper_form(asked, readers(), course.pseudonym), f"{course.pseudonym}-{instrument}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("enter")
def from_paper(request: HttpRequest, course: CourseRef, instrument: str) -> HttpResponse:
    """Answers that came on paper, entered by staff and marked so."""
    asked = _asked(course).get(instrument)
    if asked is None:
        raise Http404
    form, today = form_of(asked, readers()), today_of(course)
    stands: tuple[Entry, ...] = ()
    if request.method == "POST":
        try:
            stands = _enter_paper(request, course, form, _day(request, today))
        except ConflictError:
            messages.info(request, _("This sheet was saved before."))
            return redirect("forms", course.pseudonym)
        except MovedError:
            messages.error(request, MOVED)
        except CaselineError as exc:
            messages.error(request, refused(exc))
        else:
            if not stands:
                messages.success(request, _("Saved, marked as from paper."))
                return redirect("forms", course.pseudonym)
    shown = {
        "course": course,
        "form": form,
        "day": request.POST.get("on", today.isoformat()),
        "id": uuid4(),
        "today": today,
        "places": places(asked, readers()),
        "doses": doses() if asked.recall_days == 1 else (),
        "sent": request.POST,
        "ticked": request.POST.getlist("region"),
        "stands": worded(course, stands, readers()),
        "instead": mark_of(stands),
    }
    return render(request, "clinic/from_paper.html", shown)


@require_safe
@for_course("enter")
def forms(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Every form of the course: to print, and to enter."""
    asked = _asked(course).values()
    shown = {
        "course": course,
        "listed": [form_of(one, readers()) for one in asked],
        "drawn": next((one.instrument.id for one in asked if has_drawing(one)), ""),
        "drawing": DRAWING,
    }
    return render(request, "clinic/forms.html", shown)


def _enter_paper(
    request: HttpRequest, course: CourseRef, form: Form, day: date
) -> tuple[Entry, ...]:
    """Keep it; or keep nothing, and what stands there, where nobody saw that and said why."""
    sent = request.POST.dict()
    told = (*answers_in(sent, form, day), *_ticked(request, day))
    if not form.asked.items:  # what an evening takes of it is from after the dose
        told = of_before(course, schedule_of(course), told, day)
    parts = [*told, *_dose(sent, day)]
    if not parts:
        raise ResponseError(_("Nothing was entered."))
    try:
        id_ = UUID(sent.get("id", ""))
    except ValueError:
        id_ = uuid4()
    why = sent.get("why", "").strip()
    stands = () if course_of_submission(id_) else standing(course, parts)
    if stands and not (why and sent.get("instead") == mark_of(stands)):
        return stands
    enter(course, account(request), *following(parts, stands), mode="paper", reason=why, id_=id_)
    return ()


def _ticked(request: HttpRequest, day: date) -> list[Part]:
    """The places, where one is ticked or it is said that none was."""
    ticked = [one for one in REGION_IDS if one in request.POST.getlist("region")]
    if ticked and request.POST.get("no_place"):
        raise ResponseError(_("Places are ticked, and that no place is: it is one or the other."))
    if not ticked and not request.POST.get("no_place"):
        return []
    told = {"marked": ticked, "unmarked": [one for one in REGION_IDS if one not in ticked]}
    return [Part("visit", {"on": day.isoformat(), "drawing": told})]


def _dose(sent: dict[str, str], day: date) -> list[Part]:
    taken = sent.get("taken", "")
    return [Part("taken", {"on": day.isoformat(), "taken": taken})] if taken else []


def _asked(course: CourseRef) -> dict[str, Asked]:
    """Everything that a course asks for, each instrument once, by its id."""
    schedule = schedule_of(course)
    if schedule is None:
        return {}
    every = [*schedule.evenings, *(one for plan in schedule.contacts for one in plan.asked)]
    return {one.instrument.id: one for one in every}


def _day(request: HttpRequest, today: date) -> date:
    """The date on the paper: no other day is put in its place."""
    try:
        found = date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        raise ResponseError(_("The date on the paper is needed.")) from None
    if found > today:
        raise ResponseError(_("The date on the paper has not come yet."))
    return found


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
