"""Links by which somebody takes up an account: signed, for one account, used once."""

from datetime import timedelta

from django.core import signing

from caseline_web.people import store
from caseline_web.people.models import User

LASTS = timedelta(days=7)
_BEGIN, _INVITED = "caseline.begin", "caseline.invited"


def beginning() -> str:
    """The token of the first administrator; good while there is no clinic."""
    return signing.dumps("begin", salt=_BEGIN)


def may_begin(token: str) -> bool:
    """Whether it was made here, lately, and nobody has begun yet."""
    try:
        signing.loads(token, salt=_BEGIN, max_age=LASTS)
    except signing.BadSignature:
        return False
    return not store.anybody()


def invitation(user: User) -> str:
    """The token by which a member of the staff sets a password."""
    return signing.dumps(user.pk, salt=_INVITED)


def invited(token: str) -> User | None:
    """Whom a token invites; None where it was altered, has ended or was used."""
    try:
        found = store.staff_account(int(signing.loads(token, salt=_INVITED, max_age=LASTS)))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return found if found and not found.has_usable_password() else None
