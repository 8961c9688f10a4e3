"""Accounts that sign in as people do: a password, then a code of an authenticator app."""

import pytest

PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXP"


def code(offset=0):
    """What the authenticator app shows now."""
    import time

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + offset))


@pytest.fixture
def clinician(account):
    """A clinician with a password and an authenticator app."""
    from allauth.mfa.totp.internal.auth import TOTP

    user = account("clinician")
    user.set_password(PASSWORD)
    user.save()
    TOTP.activate(user, SECRET)
    return user


@pytest.fixture
def fresh_counts(db):
    """Nothing was tried before: the cache is no part of a test's transaction on both databases."""
    from django.core.cache import cache

    cache.clear()
