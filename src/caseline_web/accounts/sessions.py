"""Signing in by other ways than the form: a paired phone, an invitation, the demo."""

from datetime import timedelta

from django.contrib.auth import login
from django.http import HttpRequest

from caseline_web.people.models import User

PHONE_LASTS = timedelta(days=90)
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(request: HttpRequest, user: User) -> None:
    """A new session for this account; a patient's lasts as long as a phone is kept."""
    login(request, user, backend=_BACKEND)
    if user.role == "patient":
        request.session.set_expiry(PHONE_LASTS)
