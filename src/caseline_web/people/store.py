"""Accounts, identities and pairings in the database: the only place that writes their rows."""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from caseline_web.audit import chain
from caseline_web.crypt import fingerprint
from caseline_web.people.models import IdentityRow, OrganisationRow, PairingRow, TokenRow
from caseline_web.people.models import User as User
from caseline_web.people.roles import Role
from caseline_web.sessions import end_all_of

PAIRING_ENDS = timedelta(minutes=15)
_DIGITS = 8
DEMO_HOST = "@demo.example"  # of the demo's staff: a name under which there is no mailbox


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a patient is; "" and None are not on record."""

    name: str
    email: str
    birth_date: date | None


def anybody() -> bool:
    """Whether there is an account at all."""
    return User.objects.exists()


def begin(clinic: str, zone: str, email: str, password: str) -> User:
    """A clinic with its first administrator."""
    with transaction.atomic():
        organisation = OrganisationRow.objects.create(name=clinic, zone=zone)
        user = _staff(organisation, "administrator", email)
        user.set_password(password)
        user.save()
        chain.record(chain.CLINIC, user.username, "began clinic")
    return user


def contact_of(organisation: int) -> str:
    """Whom the patients of a clinic can talk to; "" where nobody said."""
    rows = OrganisationRow.objects.filter(pk=organisation)
    return rows.values_list("contact", flat=True).get()


def set_contact(organisation: int, contact: str, by: User) -> None:
    """Say whom the patients of a clinic can talk to."""
    with transaction.atomic():
        OrganisationRow.objects.filter(pk=organisation).update(contact=contact)
        chain.record(chain.CLINIC, by.username, "set contact")


def invite(organisation: OrganisationRow, email: str, role: Role, by: str) -> User:
    """An account for a member of the staff, until the invitation is taken up without a password.

    Who was invited before, and has lost the link, is invited again.

    Raises
    ------
    ValueError
        There is another account of that address.
    """
    found = User.objects.filter(email__iexact=email).first()
    if found and ((found.organisation_id, found.role) != (organisation.pk, role) or _came(found)):
        raise ValueError("there is an account of this address")
    with transaction.atomic():
        user = found or _staff(organisation, role, email)
        chain.record(chain.CLINIC, by, f"invited {role}", user.username)
    return user


def _came(user: User) -> bool:
    """Whether an account was ever taken up."""
    return user.has_usable_password() or user.last_login is not None


def take_up(user: User, password: str) -> None:
    """An invitation is taken up with a password."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        chain.record(chain.CLINIC, user.username, "took up invitation")


def staff_of(organisation: int) -> list[User]:
    """The staff of a clinic, those switched off last."""
    rows = User.objects.filter(organisation_id=organisation).exclude(role="patient")
    return list(rows.order_by("-is_active", "role", "email"))


def staff_account(pk: int) -> User | None:
    """A member of the staff who is not switched off."""
    return User.objects.filter(pk=pk, is_active=True).exclude(role="patient").first()


def administrators() -> list[tuple[str, str]]:
    """Address and language of each administrator who is not switched off."""
    rows = User.objects.filter(role="administrator", is_active=True).exclude(email="")
    return list(rows.order_by("pk").values_list("email", "language"))


def patient_account(pk: int | None) -> User | None:
    """A patient's account; None where it was erased."""
    if pk is None:
        return None
    return User.objects.filter(pk=pk, role="patient", is_active=True).first()


def demo_accounts() -> list[User]:
    """Everybody, for the demo's way in: patients first."""
    return sorted(User.objects.all(), key=lambda user: (user.role != "patient", user.pk))


def is_demos_own() -> bool:
    """Whether there are the demo's accounts, and no others."""
    of_demo = User.objects.filter(email__endswith=DEMO_HOST).values("organisation")
    return of_demo.exists() and not User.objects.exclude(organisation__in=of_demo).exists()


def switch(user: User, on: bool, by: User) -> None:
    """Switch an account off or on; it is never deleted, for it stands in the audit trail.

    Where it was signed in goes on no more when it is on again, and its programs neither.
    """
    with transaction.atomic():
        user.is_active = on
        user.save(update_fields=["is_active"])
        if not on:
            end_all_of(user.pk)
            TokenRow.objects.filter(user=user).delete()
        chain.record(chain.CLINIC, by.username, f"switched {'on' if on else 'off'}", user.username)


class SharedError(Exception):
    """Another patient has that address: a code that is sent there could sign in neither."""


def enrol(organisation: OrganisationRow, who: Identity, language: str, by: User) -> User:
    """An account for a patient, without a password: a phone is paired with it.

    Raises
    ------
    SharedError
        Another patient has the address.
    """
    with transaction.atomic():
        _refuse_shared(who.email)
        user = User(role="patient", organisation=organisation, language=language)
        user.set_unusable_password()
        user.save()
        IdentityRow.objects.create(user=user, **_columns(who))
        chain.record(chain.CLINIC, by.username, "enrolled patient", user.username)
    return user


def identity_of(user: int) -> Identity | None:
    """Who that patient is; None where it was erased."""
    row = IdentityRow.objects.filter(user_id=user).first()
    if row is None:
        return None
    born = date.fromisoformat(row.birth_date) if row.birth_date else None
    return Identity(row.name, row.email, born)


def identities_of(organisation: int) -> dict[int, Identity]:
    """Who the patients of a clinic are, by account."""
    rows = IdentityRow.objects.filter(user__organisation_id=organisation)
    return {
        row.user_id: Identity(
            row.name, row.email, date.fromisoformat(row.birth_date) if row.birth_date else None
        )
        for row in rows
    }


class OlderError(Exception):
    """An identity is no longer the one that was read, so what corrects it is not kept."""


def put_right(user: User, who: Identity, by: User, shown: Identity | None = None) -> None:
    """Correct an identity. The earlier one is not kept: it is no clinical record.

    Where it is told what was shown, only what differs from that is written.

    Raises
    ------
    OlderError
        Somebody else wrote the same since it was shown.
    SharedError
        Another patient has the address.
    """
    with transaction.atomic():
        list(IdentityRow.objects.select_for_update().filter(user=user))  # one after the other
        stands = identity_of(user.pk)
        if shown and stands:
            who = _changed(who, shown, stands)
        if not stands or fingerprint(who.email) != fingerprint(stands.email):
            _refuse_shared(who.email, user.pk)
        IdentityRow.objects.update_or_create(user=user, defaults=_columns(who))
        chain.record(chain.CLINIC, by.username, "corrected identity", user.username)


def _changed(who: Identity, shown: Identity, stands: Identity) -> Identity:
    """What stands, with what was changed of what was shown."""
    told, was, now = asdict(who), asdict(shown), asdict(stands)
    changed = {name: value for name, value in told.items() if value != was[name]}
    if any(now[name] not in (was[name], value) for name, value in changed.items()):
        raise OlderError
    return replace(stands, **changed)


def patient_with_email(email: str) -> User | None:
    """The patient of that address, where there is exactly one."""
    found = _patients_with_email(email)
    return found[0] if email and found.count() == 1 else None


def why_unknown(email: str) -> dict[str, bool]:
    """Why nobody signs in by a letter to that address, though there may be somebody."""
    staff = User.objects.filter(email__iexact=email, is_active=True).exclude(role="patient")
    return {"shared": _patients_with_email(email).count() > 1, "staff": staff.exists()}


def _patients_with_email(email: str) -> QuerySet[User]:
    return User.objects.filter(
        identity__email_fingerprint=fingerprint(email), is_active=True, role="patient"
    )


def organisations_with(email: str, but: int | None = None) -> set[int]:
    """The clinics in which a patient has that address, besides one; those switched off too."""
    if not email:
        return set()
    rows = IdentityRow.objects.filter(email_fingerprint=fingerprint(email)).exclude(
        user_id=but or 0
    )
    return set(rows.values_list("user__organisation_id", flat=True))


def _refuse_shared(email: str, but: int | None = None) -> None:
    """Within a transaction: whoever else gives somebody an address waits until it ends."""
    if not email:
        return
    list(OrganisationRow.objects.select_for_update(no_key=True).order_by("pk"))
    if organisations_with(email, but):
        raise SharedError


def renew_identities() -> int:
    """Encrypt every identity with the first of the keys; how many there are."""
    rows = list(IdentityRow.objects.all())
    for row in rows:
        row.email_fingerprint = fingerprint(row.email) if row.email else ""
        row.save()
    return len(rows)


def erase_identity(user: int | None, by: str) -> None:
    """Take out who a patient is; the account stays without a name, and is switched off."""
    if user is None:
        return
    with transaction.atomic():
        IdentityRow.objects.filter(user_id=user).delete()
        PairingRow.objects.filter(user_id=user).delete()
        User.objects.filter(pk=user).update(is_active=False)
        chain.record(chain.CLINIC, by, "erased identity", str(user))


def pair(user: User, by: User) -> str:
    """A code of eight digits that signs one phone in, once, within a quarter of an hour."""
    code = "".join(secrets.choice("0123456789") for _ in range(_DIGITS))
    with transaction.atomic():
        PairingRow.objects.filter(user=user, used_at=None).delete()
        PairingRow.objects.create(
            user=user, digest=_digest(code), made_by=by, ends_at=timezone.now() + PAIRING_ENDS
        )
        chain.record(chain.CLINIC, by.username, "made pairing code", user.username)
    return code


def redeem(code: str, now: datetime | None = None) -> User | None:
    """The account that a code signs in; None where it is wrong, used or ended."""
    with transaction.atomic():
        rows = PairingRow.objects.select_for_update().filter(
            digest=_digest(code), used_at=None, ends_at__gt=now or timezone.now()
        )
        row = rows.select_related("user").first()
        if row is None or not row.user.is_active:
            return None
        row.used_at = timezone.now()
        row.save(update_fields=["used_at"])
        chain.record(chain.CLINIC, row.user.username, "paired phone", row.user.username)
        return row.user


def drop_ended_pairings() -> None:
    """Take out the codes that nobody can use any more."""
    PairingRow.objects.filter(ends_at__lt=timezone.now()).delete()


def language_of(user: int | None) -> str:
    """The language that was chosen for an account; "" where none was."""
    row = User.objects.filter(pk=user).first() if user is not None else None
    return row.language if row else ""


def speak_to(user: User, language: str) -> None:
    """Write to an account in another language from now on."""
    User.objects.filter(pk=user.pk).exclude(language=language).update(language=language)


def _staff(organisation: OrganisationRow, role: Role, email: str) -> User:
    user = User(role=role, organisation=organisation, email=email)
    user.set_unusable_password()
    user.save()
    return user


def _columns(who: Identity) -> dict[str, str]:
    return {
        "name": who.name,
        "email": who.email,
        "birth_date": who.birth_date.isoformat() if who.birth_date else "",
        "email_fingerprint": fingerprint(who.email) if who.email else "",
    }


def _digest(code: str) -> str:
    """By the key of the server: eight digits are soon tried by whoever has the database alone."""
    digits = "".join(one for one in code if one.isdigit())
    return salted_hmac("caseline.pairing", digits, algorithm="sha256").hexdigest()
