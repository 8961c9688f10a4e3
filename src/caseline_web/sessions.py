"""Sessions in the database, encrypted; to read one is what each request begins with.

One that asked for a code holds an address, the code and whose it is until the code was used. A
browser holds the key of its session signed: the keys that stand in the database open nothing.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.core.signing import BadSignature, Signer
from django.db import OperationalError
from django.db.models import CharField, DateTimeField
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import int_to_base36

from caseline.errors import SettingError
from caseline_web.crypt import decrypted, encrypted
from caseline_web.prepared import Prepared, Slot

Answer = Callable[[HttpRequest], HttpResponse]


def signed(answer: Answer) -> Answer:
    """Middleware: the cookie of a session is signed, and one that is not is none."""

    def answered(request: HttpRequest) -> HttpResponse:
        name = settings.SESSION_COOKIE_NAME
        if key := key_in(request.COOKIES.pop(name, "")):
            request.COOKIES[name] = key
        response = answer(request)
        cookie = response.cookies.get(name)
        if cookie is not None and cookie.value:
            response.cookies[name] = cookie_of(cookie.value)  # its other properties stay
        return response

    return answered


def cookie_of(key: str) -> str:
    """What a browser holds of the session with that key."""
    return _signer().sign(key)


def key_in(cookie: str) -> str:
    """The key of a session that a browser holds; "" where it was not made here."""
    try:
        return _signer().unsign(cookie)
    except BadSignature:
        return ""


def _signer() -> Signer:
    return Signer(salt="caseline.session")


def _going_on() -> Any:  # noqa: ANN401  a query of one column
    from django.contrib.sessions.models import Session  # not before Django is set up

    key, now = Slot("key", CharField()), Slot("now", DateTimeField())
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data")


_kept = Prepared(_going_on)


class SessionStore(db.SessionStore):
    """Django's own, encrypted, with a query made once, and a full disk that is told as one."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """What the database holds."""
        return encrypted(super().encode(session_dict))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What the session holds; nothing where no key opens it."""
        try:
            return super().decode(decrypted(str(session_data)))
        except SettingError:
            return {}

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where it is over or there is none."""
        for (data,) in _kept(key=self.session_key, now=timezone.now()):
            return self.decode(data)
        self._session_key = None
        return {}

    def save(self, must_create: bool = False) -> None:
        """Keep what the session holds.

        Raises
        ------
        OperationalError
            The database cannot write. Django takes this for a session that somebody ended
            meanwhile, and answers that what was sent cannot be read.
        UpdateError
            Somebody ended it meanwhile.
        """
        try:
            super().save(must_create)
        except UpdateError as exc:
            if isinstance(exc.__context__, OperationalError):
                raise exc.__context__ from None
            raise


def end_all_of(user: int) -> None:
    """End each session in which an account is signed in, or is about to be."""
    from django.contrib.sessions.models import Session  # not before Django is set up

    store = SessionStore()
    for key, data in Session.objects.values_list("session_key", "session_data"):
        told = store.decode(data)
        begun = told.get("account_login") or {}  # the sign-in package's own, until it is through
        if told.get(SESSION_KEY) == str(user) or begun.get("user_pk") == int_to_base36(user):
            Session.objects.filter(session_key=key).delete()
