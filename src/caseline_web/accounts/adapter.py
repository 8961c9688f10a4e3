"""How the sign-in package behaves here: nobody signs up, and its secrets are encrypted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import RequestLoginCodeForm
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from caseline_web.audit import chain
from caseline_web.crypt import decrypted, encrypted
from caseline_web.people.store import patient_with_email


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the package has no types
    """Accounts are made by an administrator or a clinician, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in, and remember that it was done."""
        super().login(request, user)
        chain.record(chain.CLINIC, user.get_username(), "signed in")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the package has no types
    """Second factors: their secrets are stored as identities are."""

    def encrypt(self, text: str) -> str:
        """What the database holds."""
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What the database was given."""
        return decrypted(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that a passkey is kept under."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Caseline"}


class CodeByMailForm(RequestLoginCodeForm):  # type: ignore[misc]  # the package has no types
    """Asks for a code by e-mail: for patients, whose address stands encrypted."""

    _user: AbstractBaseUser | None = None

    def clean_email(self) -> str:
        """The address, and the account that it belongs to; a stranger's gets the same answer."""
        email = str(super().clean_email())  # counts how often it was asked for
        self._user = patient_with_email(email)
        return email
