"""Sessions: how they begin by other ways than the form, and when they end."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from caseline_web.access import account
from caseline_web.audit import chain
from caseline_web.people.models import User

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STEP = 60  # how exactly the last click is remembered, in seconds: each time costs a write


@dataclass(frozen=True, slots=True)
class Ends:
    """When a session ends: after so long without a click, and after so long in any case."""

    idle: timedelta
    whole: timedelta


STAFF = Ends(timedelta(minutes=30), timedelta(hours=12))
PHONE = Ends(timedelta(days=30), timedelta(days=90))  # a patient pairs a phone once


def sign_in(request: HttpRequest, user: User) -> None:
    """A new session for this account."""
    login(request, user, backend=_BACKEND)
    # Who has just chosen a password is not asked for it again when a second factor is set.
    record_authentication(request, user, "link", reauthenticated=user.role != "patient")
    user_logged_in.send(sender=User, request=request, user=user)  # the list of sessions hears of it
    chain.record(chain.CLINIC, user.username, "signed in")


def ended(request: HttpRequest) -> bool:
    """Whether a session is over; remembers this click."""
    now, session = timezone.now().timestamp(), request.session
    ends = PHONE if account(request).role == "patient" else STAFF
    if "began" not in session:
        session["began"] = session["seen"] = now
        session.set_expiry(ends.whole)
        return False
    idle, whole = now - session["seen"], now - session["began"]
    if idle > ends.idle.total_seconds() or whole > ends.whole.total_seconds():
        return True
    if idle > STEP:
        session["seen"] = now
    return False
