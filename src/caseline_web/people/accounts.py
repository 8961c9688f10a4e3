"""What other packages keep about an account: second factors, sessions."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from caseline_web.people.models import User


def about_account(user: int | None) -> dict[str, Any] | None:
    """What is kept about an account besides who it is; None where there is none."""
    row = User.objects.filter(pk=user).first() if user is not None else None
    if row is None:
        return None
    return {
        "account": row.username,
        "language": row.language,
        "made": row.created_at.isoformat(),
        "passkeys": [
            str(one)
            for one in Authenticator.objects.filter(user=row).values_list("type", flat=True)
        ],
        "signed_in": [
            {"at": one.created_at.isoformat(), "from": one.ip, "by": one.user_agent}
            for one in UserSession.objects.filter(user=row)
        ],
    }


def end_account(user: int) -> None:
    """Sign an account out everywhere, and take out its second factors."""
    for one in UserSession.objects.filter(user_id=user):
        one.end()
    Authenticator.objects.filter(user_id=user).delete()
