"""Which browsers an account signed in on before: what is tried there is counted for itself.

A stranger who guesses, or asks for codes, uses up what all unknown browsers have together. A known
one has an allowance of its own, so that nobody is shut out of it; who steals its cookie has no more
than that.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from caseline_web.people.models import User
from caseline_web.people.store import identity_of

_COOKIE, _SALT, _LASTS = "known", "caseline.known", timedelta(days=400)


def remember(response: HttpResponse, user: User) -> None:
    """A cookie by which this browser is known again; it opens nothing by itself."""
    who = identity_of(user.pk)
    if login := user.email or (who.email if who else ""):
        response.set_signed_cookie(
            _COOKIE,
            f"{_digest(login)}/{secrets.token_hex(8)}",
            salt=_SALT,
            max_age=_LASTS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def known_as(request: HttpRequest, login: str) -> str:
    """What this browser is counted as, if that account signed in on it before; "" elsewhere."""
    told = request.get_signed_cookie(_COOKIE, "", salt=_SALT, max_age=_LASTS) or ""
    whose, _, browser = told.partition("/")
    return browser if whose == _digest(login) else ""


def _digest(login: str) -> str:
    """Another one than in the database, where a cookie that was taken would find its row."""
    told = salted_hmac(_SALT, login.strip().casefold(), algorithm="sha256")
    return told.hexdigest()[:32]
