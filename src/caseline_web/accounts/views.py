"""Pages of accounts that the sign-in package has not: the beginning, staff, pairing, the demo."""

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caseline_web.access import account, for_course, for_staff
from caseline_web.accounts import invitations
from caseline_web.accounts.forms import ROLE_NAMES, BeginForm, InviteForm, PairForm, PasswordForm
from caseline_web.accounts.known import remember
from caseline_web.accounts.sessions import sign_in
from caseline_web.accounts.tries import failed, too_many
from caseline_web.courses.store import CourseRef
from caseline_web.people import store
from caseline_web.people.accounts import end_sign_ins, n_passkeys, n_sessions


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """The clinic and its first administrator, once."""
    if not invitations.may_begin(token):
        return _link_ended(request)
    form = BeginForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        user = store.begin(told["clinic"], told["zone"], told["email"], told["password"])
        sign_in(request, user)
        return redirect("second_factor")
    return render(request, "accounts/begin.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """A member of the staff takes up an account."""
    user = invitations.invited(token)
    if user is None:
        return _link_ended(request)
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        store.take_up(user, form.cleaned_data["password"])
        sign_in(request, user)
        return redirect("second_factor")
    return render(request, "accounts/invited.html", {"form": form, "email": user.email})


def _link_ended(request: HttpRequest) -> HttpResponse:
    """What somebody reads who opens such a link again or too late."""
    return render(request, "accounts/link_ended.html", status=404)


@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why a second factor is needed, and the two ways to set one."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    return render(request, "accounts/second_factor.html")


@require_safe
def standing(request: HttpRequest) -> HttpResponse:
    """Who is signed in, for a page that is about to send a form, and the proof that it is ours."""
    return JsonResponse({"who": request.user.get_username(), "token": get_token(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff("manage staff")
def staff(request: HttpRequest) -> HttpResponse:
    """The staff of the clinic, and an invitation for another."""
    form, link = InviteForm(request.POST or None), ""
    if form.is_valid():
        told = form.cleaned_data
        try:
            user = store.invite(
                account(request).organisation,
                told["email"],
                told["role"],
                account(request).username,
            )
        except ValueError:
            form.add_error("email", _("There is an account of this address already."))
        else:
            link = request.build_absolute_uri(
                reverse("invited", args=[invitations.invitation(user)])
            )
    people = [
        (one, ROLE_NAMES[one.role]) for one in store.staff_of(account(request).organisation_id)
    ]
    return render(request, "accounts/staff.html", {"form": form, "link": link, "people": people})


@require_POST
@for_staff("manage staff")
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a member of the staff off or on again; nobody switches themselves off."""
    found = [one for one in store.staff_of(account(request).organisation_id) if one.pk == pk]
    if not found or found[0].pk == account(request).pk:
        raise Http404
    store.switch(found[0], request.POST.get("on") == "yes", account(request))
    return redirect("staff")


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("enter")
def pair(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """At the clinic: a code that the patient's phone reads. Asking again ends the one before."""
    code, picture = "", ""
    typed = request.build_absolute_uri(reverse("paired"))
    patient = store.patient_account(course.patient)
    if request.method == "POST" and patient:
        code = store.pair(patient, account(request))
        picture = segno.make(f"{typed}#{code}", error="m").svg_inline(scale=6, border=2)
    shown = {
        "course": course,
        "code": f"{code[:4]} {code[4:]}",
        "picture": picture,
        "address": typed,
    }
    return render(request, "accounts/pair.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("end sign-ins")
def sign_ins(request: HttpRequest, course: CourseRef) -> HttpResponse:
    """Where the patient is signed in, and to end it: a phone was lost."""
    patient = store.patient_account(course.patient)
    if patient is None:
        raise Http404
    if request.method == "POST":
        end_sign_ins(patient, request.POST.get("passkeys") == "yes", account(request))
        messages.success(request, _("Every sign-in has ended."))
        return redirect("sign_ins", course.pseudonym)
    shown = {
        "course": course,
        "n_sessions": n_sessions(patient),
        "n_passkeys": n_passkeys(patient),
    }
    return render(request, "accounts/sign_ins.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def paired(request: HttpRequest) -> HttpResponse:
    """On the phone: the code from the clinic signs it in."""
    form = PairForm(request.POST or None)
    if too_many(request):
        return render(request, "accounts/locked_out.html", status=429)
    if form.is_valid():
        user = store.redeem(form.cleaned_data["code"])
        if user is not None:
            sign_in(request, user)
            response = redirect("home")
            remember(response, user)
            return response
        failed(request)
        form.add_error("code", _("This code is wrong, was used, or has ended. Ask for another."))
    return render(request, "accounts/paired.html", {"form": form})


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What somebody may set about their own account."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    return render(request, "accounts/own.html")


def absent(request: HttpRequest, key: str = "") -> HttpResponse:
    """There is no such page."""
    raise Http404


@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    """One click signs in as somebody of the demo; anywhere else there is no such page."""
    found = [one for one in store.demo_accounts() if one.username == request.POST.get("who")]
    if not settings.DEMO or not found:
        raise Http404
    sign_in(request, found[0])
    messages.info(request, _("This is a demo: nothing here is about a real person's care."))
    return redirect("home")
