"""What is stored encrypted, encrypted anew with the first of the keys."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from caseline.errors import SettingError
from caseline_web.crypt import decrypted, encrypted
from caseline_web.people.store import renew_identities
from caseline_web.reminders.store import renew_devices, renew_feeds

SECRETS = ("secret", "seed", "migrated_codes")  # of an authenticator app, of recovery codes


def renew() -> int:
    """Every identity, device, address of a calendar and secret of a second factor, with digests.

    Returns
    -------
    int
        How many rows there were.
    """
    with transaction.atomic():
        n_rows = renew_identities() + renew_devices() + renew_feeds()
        for row in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN):
            row.data = {key: _anew(one) if key in SECRETS else one for key, one in row.data.items()}
            row.save(update_fields=["data"])
            n_rows += 1
    return n_rows


def drop_unopened() -> int:
    """Take out each second factor whose secret none of the keys opens: its owner sets it anew.

    Returns
    -------
    int
        How many there were.
    """
    lost = [row for row in Authenticator.objects.all() if not _opens(row.data)]
    for row in lost:
        row.delete()
    return len(lost)


def _opens(data: dict[str, Any]) -> bool:
    try:
        for name in SECRETS:
            _anew(data.get(name, []))
    except SettingError:
        return False
    return True


def _anew(stored: str | list[str]) -> str | list[str]:
    if isinstance(stored, list):
        return [encrypted(decrypted(one)) for one in stored]
    return encrypted(decrypted(stored))
