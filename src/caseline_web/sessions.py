"""Sessions in the database, encrypted; to read one is what each request begins with.

One that asked for a code holds an address, the code and whose it is until the code was used.
"""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError
from django.db.models import CharField, DateTimeField
from django.utils import timezone
from django.utils.http import int_to_base36

from caseline.errors import SettingError
from caseline_web.crypt import decrypted, encrypted
from caseline_web.prepared import Prepared, Slot

_SEALED = "gAAAAA"  # how what is encrypted begins; a session of an earlier version is not


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
        told = str(session_data)
        if not told.startswith(_SEALED):
            return super().decode(told)
        try:
            return super().decode(decrypted(told))
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
