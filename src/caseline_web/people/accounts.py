"""What other packages keep about an account: second factors, sessions."""

from base64 import b64encode
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.crypto import salted_hmac

from caseline_web.audit import chain
from caseline_web.people.models import PairingRow, User
from caseline_web.people.store import identity_of
from caseline_web.sessions import end_all_of


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


def n_sessions(user: User) -> int:
    """How many phones and browsers an account is signed in on."""
    return len(UserSession.objects.purge_and_list(user))


def n_passkeys(user: User) -> int:
    """How many passkeys an account has."""
    return int(Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count())


def made_under(user: int | None) -> str:
    """What a code or a link for a patient is made under, and is good under alone.

    It is another as soon as every sign-in was ended, or letters go to another address.
    """
    row = User.objects.filter(pk=user).first() if user is not None else None
    who = identity_of(row.pk) if row else None
    told = f"{row.password if row else ''} {who.email.casefold() if who else ''}"
    return salted_hmac("caseline.made_under", told, algorithm="sha256").hexdigest()[:16]


def whose(user: int | None) -> str:
    """By what a phone knows that two pages are of one person, which tells nobody who that is."""
    return salted_hmac("caseline.whose", str(user), algorithm="sha256").hexdigest()[:16]


def draft_key(user: User) -> str:
    """What a phone encrypts with what is begun and not saved: the same each time for one person.

    It is another as soon as every sign-in was ended: what stands on a lost phone stays closed.
    """
    told = salted_hmac("caseline.draft", f"{user.pk} {user.password}", algorithm="sha256")
    return b64encode(told.digest()).decode()


def end_sign_ins(user: User, passkeys: bool, by: User, but: str | None = None) -> None:
    """Sign a patient out everywhere; codes and links that were made and not used end too.

    Parameters
    ----------
    passkeys
        Whether passkeys are taken off as well.
    but
        The key of a session that goes on, once it is told of the account as it is now.
    """
    with transaction.atomic():
        for one in UserSession.objects.filter(user=user).exclude(session_key=but):
            one.end()
        user.set_unusable_password()  # another one each time: no session of before is believed
        user.save(update_fields=["password"])
        PairingRow.objects.filter(user=user, used_at=None).delete()
        if passkeys:
            Authenticator.objects.filter(user=user).delete()
        what = "ended sign-ins and passkeys" if passkeys else "ended sign-ins"
        chain.record(chain.CLINIC, by.username, what, user.username)


def end_account(user: int) -> None:
    """Sign an account out everywhere, also where a code waits, and take out its second factors."""
    for one in UserSession.objects.filter(user_id=user):
        one.end()
    end_all_of(user)
    Authenticator.objects.filter(user_id=user).delete()
