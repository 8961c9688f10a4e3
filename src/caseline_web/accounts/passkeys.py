"""Keys of staff, passkeys of patients: one is added, and one that nobody knows is refused."""

from typing import cast

from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm, SignupWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from caseline_web.access import account


class AddKey(AddWebAuthnView):  # type: ignore[misc]  # the package has no types
    """The package's page; a patient's key signs in alone, and has no recovery codes beside it.

    A patient who lost the phone pairs another at the clinic, or asks for a code by e-mail.
    """

    @property
    def is_patients(self) -> bool:
        """Whether it is a patient who adds one."""
        return account(self.request).role == "patient"

    def get_template_names(self) -> list[str]:
        """The page, in the words of who reads it."""
        return ["accounts/passkey.html"] if self.is_patients else [self.template_name]

    def get_form_class(self) -> type[Form]:
        """A patient is not asked whether the key shall do without a password: there is none."""
        return cast("type[Form]", SignupWebAuthnForm if self.is_patients else AddWebAuthnForm)

    def get_context_data(self, **told: object) -> dict[str, object]:
        """What the browser is asked to make."""
        context: dict[str, object] = super().get_context_data(**told)
        if self.is_patients:
            options = auth.begin_registration(account(self.request), passwordless=True)
            context["js_data"] = {"creation_options": options}
        return context

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep it, and show the keys there are."""
        if not self.is_patients:
            answer: HttpResponse = super().form_valid(form)
            return answer
        told = form.cleaned_data
        flows.signup_authenticator(
            self.request, account(self.request), told["name"], told["credential"]
        )
        return redirect("mfa_list_webauthn")


class SignInWithKey(LoginWebAuthnForm):  # type: ignore[misc]  # the package has no types
    """The package's form, which calls a key that is not known an incorrect code."""

    def clean_credential(self) -> object:
        """The key, if it is one of somebody's."""
        try:
            return super().clean_credential()
        except ValidationError:
            told = _("This passkey is not known here, or no longer. Choose another way to sign in.")
            raise ValidationError(told) from None
