"""Text that is stored encrypted, with keys that are never in the database."""

import hashlib
import hmac
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

from caseline.errors import SettingError

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.expressions import Expression

    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class EncryptedTextField(_TextField):
    """A text field whose column holds a Fernet token. It cannot be searched."""

    def get_prep_value(self, value: str) -> str:
        """The token for the column."""
        return encrypted(value)

    def from_db_value(
        self, value: str, expression: "Expression", connection: "BaseDatabaseWrapper"
    ) -> str:
        """The text in the token."""
        return decrypted(value)


def encrypted(text: str) -> str:
    """A token that holds the text."""
    return _cipher(*settings.IDENTITY_KEYS).encrypt(text.encode()).decode()


def decrypted(token: str) -> str:
    """The text in a token.

    Raises
    ------
    SettingError
        None of the keys in `CASELINE_KEYS` is the one that it was made with.
    """
    try:
        return _cipher(*settings.IDENTITY_KEYS).decrypt(token.encode()).decode()
    except InvalidToken:
        raise SettingError(
            "CASELINE_KEYS: none of the keys opens what is stored, the key that it was "
            "stored with is right"
        ) from None


def unsealed(token: str, lasts: timedelta) -> str | None:
    """The text in a token that somebody sent; None where it was altered, or is older than that."""
    try:
        found = _cipher(*settings.IDENTITY_KEYS).decrypt(token, ttl=int(lasts.total_seconds()))
    except (InvalidToken, ValueError):
        return None
    return found.decode()


def fingerprint(text: str) -> str:
    """A keyed digest by which an encrypted text is found again: the same whatever its case."""
    told = text.strip().casefold().encode()
    return hmac.new(settings.IDENTITY_KEYS[0].encode(), told, hashlib.sha256).hexdigest()


@lru_cache(maxsize=1)
def _cipher(*keys: str) -> MultiFernet:
    """The first key encrypts, every key decrypts: so a key can be followed by a newer one."""
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError:
        raise SettingError(
            "CASELINE_KEYS: holds something that is no key, what `caseline serve` made is right"
        ) from None
