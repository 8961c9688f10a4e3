"""What a clinician types in about a course that runs, as typed values."""

from datetime import date
from typing import Any, get_args

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from caseline.course.model import Action, Rechallenge, Severity, Withdrawal
from caseline_web.clinic.fields import (
    NOTHING,
    YES_NO,
    OnceForm,
    amount_field,
    day_field,
    text_field,
)
from caseline_web.clinic.saying import spoken_word
from caseline_web.clinic.slips import AmountForm, Given

DECISIONS = {
    "continue": _("Continue"),
    "stop": _("Stop"),
    "change dose": _("Change the dose"),
    "extend": _("Extend"),
    "plan a trial": _("Plan a trial"),
}
MOST_WEEKS = 104
BELONGS = {"stop": ("begin",), "change dose": ("amount", "begin"), "extend": ("weeks",)}


class DecisionForm(AmountForm):
    """A decision, with its reason."""

    decision = forms.ChoiceField(choices=list(DECISIONS.items()))
    reason = text_field(_("Reason"), longest=500)
    amount = amount_field(_("New dose per day"), required=False)
    begin = day_field(_("From"))
    weeks = forms.IntegerField(
        label=_("Weeks more"), min_value=1, max_value=MOST_WEEKS, required=False
    )
    review_on = day_field(_("Look again on"))

    def __init__(
        self,
        *told: object,
        planned: bool = True,
        today: date = date.min,
        given: Given,
        **named: object,
    ) -> None:
        super().__init__(*told, **named)  # type: ignore[arg-type]  # passed on as they come
        self.planned, self.today = planned, today
        self.count_in(given)

    @property
    def dated(self) -> list[forms.BoundField]:
        """What only some decisions need."""
        return [self[name] for name in ("amount", "begin", "weeks", "review_on")]

    def clean(self) -> dict[str, Any]:
        """A new dose needs its amount and a day to come, an extension a plan and how long."""
        told = self.cleaned_data
        decision = told.get("decision")
        self._nothing_is_left_over()
        if decision in ("stop", "change dose") and (told.get("begin") or self.today) < self.today:
            self.add_error(
                "begin", now("This day has gone by. What was given then is put right under Doses.")
            )
        if decision == "change dose" and told.get("amount") is None:
            self.add_error("amount", now("A change of the dose needs the new dose."))
        if decision == "extend" and told.get("weeks") is None:
            self.add_error("weeks", now("To extend needs a number of weeks."))
        if decision == "extend" and not self.planned:
            self.add_error(None, now("There is no plan here that could be extended."))
        if (told.get("review_on") or self.today) < self.today:
            self.add_error("review_on", now("This day has gone by; one to come is needed."))
        if decision == "change dose":
            self.ask_about_slips()
        return told

    def _nothing_is_left_over(self) -> None:
        """What was typed for another decision is not passed over in silence."""
        decision = self.cleaned_data.get("decision", "")
        for name in {"amount", "begin", "weeks"} - {*BELONGS.get(decision, ())}:
            if decision and self.cleaned_data.get(name) is not None:
                said = now("This does not go with “%(decision)s”: empty it, or decide otherwise.")
                self.add_error(name, said % {"decision": DECISIONS[decision]})


class EditForm(OnceForm):
    """One entry, new or put right; what is put right needs a reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = text_field(_("Why this is put right"), longest=500)

    def __init__(self, *told: object, earlier: bool = False, **named: object) -> None:
        super().__init__(*told, **named)  # type: ignore[arg-type]  # passed on as they come
        self.order_fields([*(name for name in self.fields if name != "why"), "why"])
        if not earlier:
            del self.fields["why"], self.fields["version"]

    def words(self, name: str, told: object) -> None:
        """The words that the course file has for a field."""
        self.choose(name, [NOTHING, *((one, spoken_word(one)) for one in get_args(told))])


class SideEffectForm(EditForm):
    """A side effect, with what was done and what came of it."""

    what = text_field(_("Side effect"))
    onset = day_field(_("Began"), ahead=False)
    ended = day_field(_("Ended"), ahead=False)
    severity = forms.ChoiceField(label=_("Severity"), required=False)
    serious = forms.ChoiceField(label=_("Serious"), choices=YES_NO, required=False)
    action = forms.ChoiceField(label=_("Action taken"), required=False)
    dechallenge = forms.ChoiceField(label=_("Dechallenge: with less or none"), required=False)
    rechallenge = forms.ChoiceField(label=_("Rechallenge: when given again"), required=False)

    def __init__(self, *told: object, **named: object) -> None:
        super().__init__(*told, **named)  # type: ignore[arg-type]  # passed on as they come
        self.words("severity", Severity)
        self.words("action", Action)
        self.words("dechallenge", Withdrawal)
        self.words("rechallenge", Rechallenge)

    def clean(self) -> dict[str, Any]:
        """It cannot end before it began."""
        return _in_order(self, "onset", "ended")


class CoTreatmentForm(EditForm):
    """Another treatment that runs beside it."""

    name = text_field(_("Name"))
    dose = text_field(_("Dose, in words"), required=False)
    begin = day_field(_("From"), ahead=False)
    end = day_field(_("Until"))

    def clean(self) -> dict[str, Any]:
        """It cannot end before it began."""
        return _in_order(self, "begin", "end")


class EarlierForm(EditForm):
    """An earlier treatment, and why it ended."""

    name = text_field(_("Name"))
    dose = text_field(_("Dose, in words"), required=False)
    begin = day_field(_("From"), ahead=False)
    end = day_field(_("Until"), ahead=False)
    ended_because = text_field(_("Why it ended"), required=False, longest=300)

    def clean(self) -> dict[str, Any]:
        """Both days or neither, in order."""
        told = self.cleaned_data
        if (told.get("begin") is None) != (told.get("end") is None) and not self.errors:
            self.add_error("end", now("Both days are needed, or neither."))
        return _in_order(self, "begin", "end")


class LifeEventForm(EditForm):
    """Something else that happened."""

    what = text_field(_("What happened?"))
    on = day_field(_("On"), required=True, ahead=False)


class DoseForm(EditForm, AmountForm):
    """One step of the dose."""

    begin = day_field(_("From"), required=True)
    amount = amount_field(_("Amount per day; 0 is a pause or the end"))
    reason = text_field(_("Reason"), longest=300)

    def __init__(self, *told: object, given: Given, **named: object) -> None:
        super().__init__(*told, **named)  # type: ignore[arg-type]  # passed on as they come
        self.count_in(given)

    def clean(self) -> dict[str, Any]:
        """An amount far above any other is sent twice."""
        self.ask_about_slips()
        return self.cleaned_data


class SettledForm(OnceForm):
    """What becomes of an entry that was held."""

    on = day_field(_("Day"), required=True)
    why = text_field(_("Reason; the patient reads it"), longest=500)


class UnblindForm(OnceForm):
    """Why the blind is broken."""

    reason = text_field(_("Reason"), longest=500)


def _in_order(form: forms.Form, first: str, last: str) -> dict[str, Any]:
    told = form.cleaned_data
    begin, end = told.get(first), told.get(last)
    if isinstance(begin, date) and isinstance(end, date) and end < begin:
        form.add_error(last, now("This is before it began."))
    return told
