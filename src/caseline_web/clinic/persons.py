"""The forms about a person: who it is, what is treated, what was agreed to."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from caseline_web.clinic.fields import NOTHING, YES_NO, OnceForm, day_field, text_field
from caseline_web.people.store import Identity, organisations_with

FIBROMYALGIA = {"fibromyalgia", "fibromyalgie"}


class IdentityForm(OnceForm):
    """Who the patient is: stored apart, encrypted."""

    name = text_field(_("Name"))
    birth_date = day_field(_("Date of birth"), ahead=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)

    @property
    def identity(self) -> Identity:
        """As it is kept."""
        return Identity(
            **{name: self.cleaned_data[name] for name in IdentityForm.base_fields if name != "id"}
        )


class PutRightForm(IdentityForm):
    """Who the patient is, put right: with what the page showed."""

    def __init__(self, data: QueryDict | None, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        for field in self.visible_fields():
            field.field.show_hidden_initial = True

    @property
    def shown(self) -> Identity:
        """As the page sent it along; a page that did not say so showed nothing."""
        was = {one.name: str(self.data.get(one.html_initial_name, "")) for one in self}
        try:
            born = date.fromisoformat(was["birth_date"])
        except ValueError:
            born = None
        return Identity(was["name"], was["email"], born)


def say_shared(form: IdentityForm, organisation: int, but: int | None = None) -> None:
    """Another patient has the address; of another clinic's patients nothing is told."""
    if organisation in organisations_with(form.identity.email, but):
        said = now("Another patient has this address already: a code sent to it signs in nobody.")
    else:
        said = now("This address cannot be used.")
    left = now("Leave it empty: who shares an address signs in by pairing a phone.")
    form.add_error("email", f"{said} {left}")


class WhoForm(IdentityForm):
    """Who the patient is, and what is treated."""

    speaks = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[
            NOTHING,
            ("female", _("female")),
            ("male", _("male")),
            ("diverse", _("diverse")),
        ],
        required=False,
    )
    diagnosis = text_field(_("Diagnosis"))

    @property
    def diagnosed(self) -> dict[str, object]:
        """The diagnosis as the course file has it, with its code where it is known."""
        name = str(self.cleaned_data["diagnosis"])
        if name.casefold() in FIBROMYALGIA:
            return {"name": "fibromyalgia", "icd10": "M79.7"}
        return {"name": name}


class ConsentForm(OnceForm):
    """What the patient agreed to, and to which text."""

    off_label = forms.ChoiceField(
        label=_("Consent to use off label"), choices=YES_NO, required=False
    )
    publication = forms.ChoiceField(
        label=_("Consent to publication, without a name"), choices=YES_NO, required=False
    )
    version = text_field(_("Version of the text"), required=False, longest=60)
    on = day_field(_("Date of the consent"), ahead=False)

    def clean(self) -> dict[str, Any]:
        """A consent has the version of its text and its date."""
        told = self.cleaned_data
        if "yes" in (told.get("off_label"), told.get("publication")):
            for name in ("version", "on"):
                if name not in self.errors and told.get(name) in ("", None):
                    self.add_error(name, now("A consent needs its version and its date."))
        return told
