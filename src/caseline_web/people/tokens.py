"""Tokens in the database: by which a program acts for a member of the staff."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from caseline_web.audit import chain
from caseline_web.people.models import TokenRow, User

LASTS = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Token:
    """One token, without its secret."""

    pk: int
    name: str
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None


def make_token(user: User, name: str) -> str:
    """A new token; it is told this once, and only its digest is kept."""
    told, now = secrets.token_urlsafe(32), timezone.now()
    with transaction.atomic():
        TokenRow.objects.create(
            user=user, name=name, digest=_digest(told), made_at=now, ends_at=now + LASTS
        )
        chain.record(chain.CLINIC, user.username, "made token")
    return told


def tokens_of(user: User) -> list[Token]:
    """The tokens of an account, the newest first."""
    rows = TokenRow.objects.filter(user=user).order_by("-made_at")
    return [Token(row.pk, row.name, row.made_at, row.ends_at, row.used_at) for row in rows]


def end_token(user: User, pk: int) -> bool:
    """Take one out; False where this account has none of that number."""
    with transaction.atomic():
        gone, _ = TokenRow.objects.filter(user=user, pk=pk).delete()
        if gone:
            chain.record(chain.CLINIC, user.username, "ended token")
    return bool(gone)


def account_of_token(told: str) -> User | None:
    """Whom a token acts for; None where it is wrong or has ended, or the account is off."""
    rows = TokenRow.objects.filter(digest=_digest(told), ends_at__gt=timezone.now())
    row = rows.select_related("user").first()
    if row is None or not row.user.is_active:
        return None
    TokenRow.objects.filter(pk=row.pk).update(used_at=timezone.now())
    return row.user


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
