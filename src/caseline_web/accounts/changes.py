"""Another password or second factor: each change is an event of the audit trail."""

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

from caseline_web.audit import chain
from caseline_web.people.models import User

_KINDS = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


def listen() -> None:
    """Hear from the sign-in package what was changed, from now on."""
    password_changed.connect(_changed_password)
    password_reset.connect(_reset_password)
    authenticator_added.connect(_added)
    authenticator_removed.connect(_removed)
    authenticator_reset.connect(_made_anew)


def _changed_password(user: User, **_: object) -> None:
    _record(user, "changed password")


def _reset_password(user: User, **_: object) -> None:
    _record(user, "reset password")


def _added(user: User, authenticator: Authenticator, **_: object) -> None:
    _record(user, f"added {_KINDS[authenticator.type]}")


def _removed(user: User, authenticator: Authenticator, **_: object) -> None:
    _record(user, f"removed {_KINDS[authenticator.type]}")


def _made_anew(user: User, authenticator: Authenticator, **_: object) -> None:
    _record(user, f"made {_KINDS[authenticator.type]} anew")


def _record(user: User, what: str) -> None:
    chain.record(chain.CLINIC, user.username, what, user.username)
