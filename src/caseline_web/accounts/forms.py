"""What is typed into the forms of accounts, as typed values."""

from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caseline_web.people.roles import STAFF

ROLE_NAMES = {
    "administrator": _("administrator"),
    "clinician": _("clinician"),
    "pharmacist": _("pharmacist"),
    "researcher": _("researcher"),
}


class PasswordForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=_("New password, at least 12 characters"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """One that is not easily guessed."""
        validate_password(self.cleaned_data["password"])
        return str(self.cleaned_data["password"])

    def clean_again(self) -> str:
        """Typed twice the same."""
        if self.cleaned_data["again"] != self.cleaned_data.get("password"):
            raise ValidationError(_("The two are not the same."))
        return str(self.cleaned_data["again"])


class BeginForm(PasswordForm):
    """A clinic, and its first administrator."""

    clinic = forms.CharField(label=_("Name of the clinic or practice"), max_length=200)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=[(zone, zone) for zone in sorted(available_timezones())],
        initial="Europe/Vienna",
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    field_order = ("clinic", "zone", "email", "password", "again")


class InviteForm(forms.Form):
    """A new member of the staff."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(one, ROLE_NAMES[one]) for one in STAFF],
        initial="clinician",  # nobody becomes an administrator by leaving it as it stands
    )


class TokenForm(forms.Form):
    """What a token is for."""

    name = forms.CharField(label=_("What it is for"), max_length=60)


class PairForm(forms.Form):
    """The code that the clinic showed."""

    code = forms.CharField(
        label=_("Code from your clinic"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
