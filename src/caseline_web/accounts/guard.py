"""What is asked of a session before any page sees it: that it goes on, and a second factor."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from caseline_web.accounts.sessions import ended
from caseline_web.people.models import User

Answer = Callable[[HttpRequest], HttpResponse]

# What staff reach without a second factor: setting one, and ways in and out.
OPEN = frozenset(
    {
        "second_factor",
        "standing",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "healthz",
        "drawing",
    }
)


def guard(answer: Answer) -> Answer:
    """Middleware: a session ends, and staff without a second factor set one first."""

    def answered(request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and not settings.DEMO:
            if ended(request):
                logout(request)
                return redirect("account_login")
            if user.role != "patient" and not _open(request) and not is_mfa_enabled(user):
                return redirect("second_factor")
        response = answer(request)
        if request.user.is_authenticated or getattr(request, "auth", None):  # a program's account
            response["Cache-Control"] = "no-store"
        return response

    return answered


def _open(request: HttpRequest) -> bool:
    """Whether a page is reached without a second factor; one that is not there says so itself."""
    try:
        name = resolve(request.path_info).url_name or ""
    except Http404:
        return True
    return name in OPEN or name.startswith("mfa_")
