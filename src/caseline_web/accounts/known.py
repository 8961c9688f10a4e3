"""Which browsers an account of the staff signed in on before: guesses of strangers spare those."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from caseline_web.crypt import fingerprint
from caseline_web.people.models import User

_COOKIE, _SALT, _LASTS = "known", "caseline.known", timedelta(days=400)


def remember(response: HttpResponse, user: User) -> None:
    """A cookie by which this browser is known again; it opens nothing by itself."""
    if user.email:
        response.set_signed_cookie(
            _COOKIE,
            fingerprint(user.email),
            salt=_SALT,
            max_age=_LASTS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def is_known(request: HttpRequest, login: str) -> bool:
    """Whether that account signed in on this browser before."""
    told = request.get_signed_cookie(_COOKIE, "", salt=_SALT, max_age=_LASTS)
    return told == fingerprint(login)
