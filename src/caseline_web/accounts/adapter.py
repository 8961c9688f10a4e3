"""How the sign-in package behaves here: nobody signs up, and its secrets are encrypted."""

from collections.abc import Mapping
from typing import cast

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.forms import RequestLoginCodeForm
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from caseline_web.accounts.known import known_as, remember
from caseline_web.accounts.lockout import whence
from caseline_web.audit import chain
from caseline_web.crypt import decrypted, encrypted, fingerprint
from caseline_web.people.models import User
from caseline_web.people.store import patient_with_email, why_unknown

UNKNOWN = "account/email/unknown_account"  # the package's name of the letter
_APP = "allauth.account"  # whose setting holds the rates


def _login_in(credentials: Mapping[str, str]) -> str:
    """What somebody signs in under."""
    return credentials.get("email") or credentials.get("username", "")


def shown(user: User) -> str:
    """What an account is called on pages and in a phone: never by its handle."""
    return user.email or "Caseline"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the package has no types
    """Accounts are made by an administrator or a clinician, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """To the way in, which is told that somebody left."""
        return f"{reverse('account_login')}?left"

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Count the try: of one sender at one account closely, of all at one account widely.

        A browser on which the account signed in before is a sender of its own in both, whoever
        else tries from its network or from everywhere.
        """
        login = _login_in(credentials)
        known = known_as(request, login)
        counted = [("login_failed", self._get_login_attempts_cache_key(request, **credentials))]
        if not request.user.is_authenticated:
            counted.append(("guessed", known or fingerprint(login)))
        if not known:
            counted.append(("tried_from_here", ""))
        # What is used is given back where the password is right.
        self._login_failed_rl_usage = ratelimit.RateLimitUsage([])
        for action, key in counted:
            used = ratelimit.consume(request, app=_APP, action=action, key=key)
            if not used:
                raise self.validation_error("too_many_login_attempts")
            self._login_failed_rl_usage.usage += used.usage

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """What the close count counts: the account and the sender, not the account alone.

        The package would keep a digest of the address without a key, by which it can be guessed.
        """
        login = _login_in(credentials)
        return f"{fingerprint(login)} {known_as(request, login) or whence(request)}"

    def post_login(self, request: HttpRequest, user: User, **told: object) -> HttpResponse:
        """Go where it leads, on a browser that is known from now on."""
        response: HttpResponse = super().post_login(request, user, **told)
        remember(response, user)
        return response

    def format_email_subject(self, subject: str) -> str:
        """Told apart in the mailbox by the application's name, not by its host."""
        return f"Caseline: {subject}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send a letter; one that leads nowhere tells its reader why."""
        if template_prefix == UNKNOWN:
            context = {**context, **why_unknown(email)}
        super().send_mail(template_prefix, email, context)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in, and remember that it was done."""
        super().login(request, user)
        for way in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, []):
            way.pop("email", None)  # a patient's stands encrypted, and nowhere else
        chain.record(chain.CLINIC, user.get_username(), "signed in")

    def get_login_stages(self) -> list[str]:
        """What is asked for on the way in; the second factor is ours."""
        ours = {"allauth.mfa.stages.AuthenticateStage": f"{__name__}.SecondFactorOfStaff"}
        return [ours.get(one, one) for one in super().get_login_stages()]


class SecondFactorOfStaff(AuthenticateStage):  # type: ignore[misc]  # the package has no types
    """The second factor, of staff alone.

    A patient's passkey is one way in of several: whoever lost the phone that holds it still
    signs in with a code by e-mail.
    """

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Ask for it, or go on."""
        if self.login.user.role == "patient":
            return None, True
        return cast("tuple[HttpResponse | None, bool]", super().handle())


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the package has no types
    """Second factors: their secrets are stored as identities are."""

    def encrypt(self, text: str) -> str:
        """What the database holds."""
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What the database was given."""
        return decrypted(encrypted_text)

    def generate_authenticator_name(self, user: User, type_: Authenticator.Type) -> str:
        """What a new key is called until somebody renames it: a patient's is in the phone."""
        if user.role == "patient":
            return _("My phone")
        return str(super().generate_authenticator_name(user, type_))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that a passkey is kept under."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Caseline"}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, object]:
        """Whose it is, as the phone will show it."""
        return {**super().get_public_key_credential_user_entity(user), "name": shown(user)}


class CodeByMailForm(RequestLoginCodeForm):  # type: ignore[misc]  # the package has no types
    """Asks for a code by e-mail: for patients, whose address stands encrypted."""

    _user: AbstractBaseUser | None = None

    def clean_email(self) -> str:
        """The address, and the account that it belongs to; a stranger's gets the same answer.

        How often it was asked for is counted: by one sender, and by all of them, of whom a browser
        on which the patient signed in before is neither.
        """
        email, request = str(self.cleaned_data["email"]), context.request
        known = known_as(request, email)
        asked = fingerprint(email)
        here = f"{asked} {known or whence(request)}"
        counted = (("code_from_here", here), ("request_login_code", known or asked))
        for action, key in counted:
            if not ratelimit.consume(request, app=_APP, action=action, key=key):
                raise get_adapter().validation_error("too_many_login_attempts")
        self._user = patient_with_email(email)
        return email
