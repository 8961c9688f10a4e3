"""Sessions in the database, as Django keeps them; to read one is what each request begins with."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from caseline_web.prepared import Prepared, Slot


def _going_on() -> Any:  # noqa: ANN401  a query of one column
    from django.contrib.sessions.models import Session  # not before Django is set up

    key, now = Slot("key", CharField()), Slot("now", DateTimeField())
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data")


_kept = Prepared(_going_on)


class SessionStore(db.SessionStore):
    """Django's own, with a query that is made once, and a full disk that is told as one."""

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
