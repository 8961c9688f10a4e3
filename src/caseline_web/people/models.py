"""Rows of organisations, accounts, identities and pairings."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from caseline_web.crypt import EncryptedTextField
from caseline_web.people.roles import ROLES
from caseline_web.prepared import Prepared, Slot


class OrganisationRow(models.Model):
    """A clinic or a practice. What belongs to one is never seen from another."""

    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=64, default="Europe/Vienna")
    contact = models.CharField(max_length=200, blank=True)  # whom its patients can talk to

    class Meta:
        db_table = "organisation"


_numbered = Prepared(
    lambda: User.objects.filter(pk=Slot("pk", models.BigIntegerField())).values_list(
        *(field.attname for field in User._meta.concrete_fields)
    )
)


def _handle() -> str:
    return uuid.uuid4().hex


class Accounts(BaseUserManager["User"]):
    """Accounts; the one of a number is what each request asks for."""

    def get(self, *args: Any, **by: Any) -> "User":  # noqa: ANN401  Django's own signature
        """The one account; of all, by its number alone, with a query that is made once."""
        if type(self) is not Accounts or args or by.keys() != {"pk"}:
            return super().get(*args, **by)
        for row in _numbered(**by):
            return User.from_db(
                self.db, [field.attname for field in User._meta.concrete_fields], row
            )
        raise User.DoesNotExist


class User(AbstractBaseUser):
    """An account. Staff sign in by e-mail and a second factor; a patient has neither here.

    A person with two roles has two accounts, so that no page has to ask in which one it is.
    """

    username = models.CharField(max_length=32, unique=True, default=_handle)
    email = models.EmailField(blank=True)  # staff only: a patient's stands in the identity
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    organisation = models.ForeignKey(OrganisationRow, models.PROTECT, related_name="users")
    language = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = Accounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        db_table = "account"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(role__in=ROLES), name="account_role_known"),
            models.CheckConstraint(
                condition=~models.Q(role="patient") | models.Q(email=""),
                name="account_patient_email_encrypted",
            ),
        ]


class IdentityRow(models.Model):
    """Who a patient is. Clinical rows never point here: they know a pseudonym."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="identity")
    name = EncryptedTextField()
    email = EncryptedTextField(blank=True)
    birth_date = EncryptedTextField(blank=True)
    email_fingerprint = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        db_table = "identity"


class TokenRow(models.Model):
    """A secret by which a program acts for an account, until it ends."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "token"


class PairingRow(models.Model):
    """A code that signs a patient's phone in once, until it ends."""

    user = models.ForeignKey(User, models.CASCADE, related_name="pairings")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "pairing"
