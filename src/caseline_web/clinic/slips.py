"""A slip of the decimal point: a dose far above any on record is asked about once."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as now

from caseline_web.asking.told import unit_of
from caseline_web.clinic.fields import OnceForm
from caseline_web.clinic.saying import spoken_number
from caseline_web.courses.entries import Entry

TIMES = 5  # no step of a template is that steep, and a slip of the point is ten


@dataclass(frozen=True, slots=True)
class Given:
    """What doses are counted in, and the highest on record; 0 where none may be known."""

    unit: str = ""
    highest: Decimal = Decimal(0)

    @classmethod
    def of(cls, there: Iterable[Entry], *, but: str = "", hidden: bool = False) -> "Given":
        """Of the treatment and its doses, without the one that is put right."""
        found = tuple(there)
        doses = (one for one in found if one.kind == "dose" and one.key != but and not hidden)
        amounts = (one.content.get("amount") for one in doses)
        numbers = [Decimal(one) for one in amounts if isinstance(one, int | Decimal)]
        return cls(unit_of(found), max(numbers, default=Decimal(0)))


class AmountForm(OnceForm):
    """A form with an amount per day, which is sent twice where it is far above any before."""

    meant = forms.DecimalField(widget=forms.HiddenInput, required=False)

    @property
    def told(self) -> dict[str, Any]:
        """What was entered; that it was meant is no part of it."""
        return {key: value for key, value in super().told.items() if key != "meant"}

    def count_in(self, given: Given) -> None:
        """Name the unit, and know the highest dose."""
        self.given, field = given, self.fields["amount"]
        if given.unit:
            field.label = f"{field.label} ({given.unit})"

    def ask_about_slips(self) -> None:
        """Refuse such an amount the first time, and take it the second."""
        told, highest = self.cleaned_data, self.given.highest
        amount = told.get("amount")
        if not amount or not highest or amount < TIMES * highest or told.get("meant") == amount:
            return
        self.data = {**dict(self.data.items()), "meant": str(amount)}
        said = now("The highest dose on record is %(dose)s. If this one is meant, send it again.")
        dose = f"{spoken_number(highest)} {self.given.unit}".strip()
        self.add_error("amount", said % {"dose": dose})
