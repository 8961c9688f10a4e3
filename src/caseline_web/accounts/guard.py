"""What is asked of a session before any page sees it: a second factor, and that it ends."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from caseline_web.people.models import User

Answer = Callable[[HttpRequest], HttpResponse]

IDLE = 30 * 60  # seconds without a click after which staff sign in again
STEP = 60  # how exactly the last click is remembered: each time costs a write
OPEN = ("/accounts/", "/static/", "/healthz", "/drawing/")  # reached without a second factor


def guard(answer: Answer) -> Answer:
    """Middleware: staff without a second factor set one first, and idle sessions end."""

    def answered(request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and user.role != "patient" and not settings.DEMO:
            if _idle(request):
                logout(request)
                return redirect("account_login")
            if not request.path.startswith(OPEN) and not is_mfa_enabled(user):
                return redirect("second_factor")
        response = answer(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response

    return answered


def _idle(request: HttpRequest) -> bool:
    """Whether nothing was clicked for half an hour; remembers this click."""
    now, seen = timezone.now().timestamp(), request.session.get("seen")
    if seen is not None and now - seen > IDLE:
        return True
    if seen is None or now - seen > STEP:
        request.session["seen"] = now
    return False
