"""Accounts that sign in as people do: a password, then a code of an authenticator app."""

import pytest

PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXP"


def code():
    """What the authenticator app shows now."""
    from allauth.mfa.totp.internal import auth

    [counter, *_] = auth.yield_hotp_counters_from_time()
    return auth.format_hotp_value(auth.hotp_value(SECRET, counter))


@pytest.fixture
def clinician(account, monkeypatch):
    """A clinician with a password and an authenticator app; its clock stands still."""
    from allauth.mfa.totp.internal import auth
    from allauth.mfa.totp.internal.auth import TOTP

    now = list(auth.yield_hotp_counters_from_time())
    monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter(now))

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
