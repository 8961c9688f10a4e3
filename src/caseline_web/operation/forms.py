"""What is typed into the pages of the operation, as typed values."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ContactForm(forms.Form):
    """Whom patients read that they can talk to."""

    contact = forms.CharField(
        label=_("Whom they can talk to, with a telephone number"), max_length=200, required=False
    )
