"""Fields that the clinic's forms share."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Checks = list[Callable[[Any], None]]
EARLIEST, AHEAD = date(1900, 1, 1), timedelta(days=731)  # no plan reaches further than two years
NOTHING = ("", "–")
YES_NO = [NOTHING, ("yes", _("yes")), ("no", _("no"))]


def has_come(day: date) -> None:
    """What happened, or was agreed to, has a day that has come by the clinic's clock."""
    if day > timezone.localdate():
        raise ValidationError(_("This day has not come yet."))


def comes_soon(day: date) -> None:
    """What is planned has a day that somebody will see: a later one is a slip in the year."""
    if day > timezone.localdate() + AHEAD:
        raise ValidationError(_("This day is more than two years away."))


DAYS: Checks = [MinValueValidator(EARLIEST), comes_soon]
PAST: Checks = [MinValueValidator(EARLIEST), has_come]


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self, **attrs: str) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def day_field(
    label: "StrOrPromise", *, required: bool = False, ahead: bool = True
) -> forms.DateField:
    """A day that may be left out; one that lies ahead only where it can."""
    return forms.DateField(
        label=label,
        widget=DayInput(),
        required=required,
        validators=DAYS if ahead else PAST,
    )


def text_field(
    label: "StrOrPromise",
    *,
    required: bool = True,
    longest: int = 200,
    explained: "StrOrPromise" = "",
) -> forms.CharField:
    """A line of text."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=explained,
    )


def amount_field(label: "StrOrPromise", *, required: bool = True) -> forms.DecimalField:
    """An amount per day."""
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_digits=8,
        decimal_places=3,
        required=required,
    )


class OnceForm(forms.Form):
    """A form whose page carries an id, so that a double click is taken once."""

    # Two of them may stand on one page, so the field has no id of its own.
    id = forms.UUIDField(widget=forms.HiddenInput({"id": False}), required=False)

    @property
    def id_(self) -> UUID | None:
        """The page's id; None where it sent none."""
        found: UUID | None = self.cleaned_data["id"]
        return found

    @property
    def told(self) -> dict[str, Any]:
        """What was entered."""
        return {key: value for key, value in self.cleaned_data.items() if key != "id"}

    def choose(self, name: str, choices: Iterable[tuple[str, object]]) -> None:
        """The choices of a field, in the reader's language."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as its form declares it
        field.choices = list(choices)
