"""What a clinician types in, as typed values."""

from collections.abc import Iterable
from datetime import date
from typing import get_args

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from caseline.care.templates import Prompt, plans, regimens
from caseline.course.model import Action, Rechallenge, Severity, Withdrawal
from caseline.instruments import catalogue

YES_NO = [("", "–"), ("yes", _("yes")), ("no", _("no"))]
ANSWERS = [("not known", _("not known")), ("yes", _("yes")), ("no", _("no"))]
DECISIONS = {
    "continue": _("Continue"),
    "stop": _("Stop"),
    "change dose": _("Change the dose"),
    "extend": _("Extend"),
    "plan a trial": _("Plan a trial"),
}
OUTCOMES = ("pain-nrs.average", "pain-nrs.worst", "fiqr.total", "fsq.severity", "phq4.total")


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WhoForm(forms.Form):
    """Who the patient is: stored apart, encrypted."""

    name = forms.CharField(label=_("Name"), max_length=200)
    birth_date = forms.DateField(label=_("Date of birth"), widget=DayInput(), required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[
            ("", "–"),
            ("female", _("female")),
            ("male", _("male")),
            ("diverse", _("diverse")),
        ],
        required=False,
    )


class StartForm(forms.Form):
    """A treatment in six fields: how it is built up, what is asked, and what is to be found out."""

    regimen = forms.ChoiceField(label=_("Treatment and its steps"))
    plan = forms.ChoiceField(label=_("What is asked when"))
    begin = forms.DateField(
        label=_("First evening of the baseline"), widget=DayInput(), initial=date.today
    )
    outcome = forms.ChoiceField(label=_("Primary outcome"))
    threshold = forms.DecimalField(
        label=_("How many points better must it be, to be worth it to the patient?"),
        min_value=0,
        initial=2,
        max_digits=5,
        decimal_places=1,
    )
    question = forms.CharField(label=_("The question, in a sentence"), max_length=500)

    def __init__(self, *told: object, **named: object) -> None:
        super().__init__(*told, **named)  # type: ignore[arg-type]  # passed on as they come
        lang = "de" if get_language() == "de" else "en"
        self._choose("regimen", [(one.id, one.name[lang]) for one in regimens()])
        self._choose("plan", [(one.id, one.name[lang]) for one in plans()])
        self._choose("outcome", [(one, _outcome(one, lang)) for one in OUTCOMES])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as it is declared above
        field.choices = choices


class PromptForm(forms.Form):
    """The prompts of a treatment; "not known" until somebody says otherwise."""

    def __init__(self, prompts: Iterable[Prompt], *told: object, **named: object) -> None:
        super().__init__(*told, **named)  # type: ignore[arg-type]  # passed on as they come
        lang = "de" if get_language() == "de" else "en"
        for one in prompts:
            self.fields[one.id] = forms.ChoiceField(label=one.question[lang], choices=ANSWERS)


class ConsentForm(forms.Form):
    """What the patient agreed to, and to which text."""

    off_label = forms.ChoiceField(
        label=_("Consent to the treatment, off label where it is"), choices=YES_NO, required=False
    )
    publication = forms.ChoiceField(
        label=_("Consent to publication, without a name"), choices=YES_NO, required=False
    )
    version = forms.CharField(label=_("Version of the text"), max_length=60, required=False)
    on = forms.DateField(label=_("Date of the consent"), widget=DayInput(), required=False)


class DecisionForm(forms.Form):
    """A decision, with its reason."""

    decision = forms.ChoiceField(label=_("Decision"), choices=list(DECISIONS.items()))
    reason = forms.CharField(label=_("Reason"), max_length=500)
    amount = forms.DecimalField(
        label=_("New amount per day, where the dose changes"),
        min_value=0,
        max_digits=8,
        decimal_places=3,
        required=False,
    )
    begin = forms.DateField(label=_("From"), widget=DayInput(), required=False)
    review_on = forms.DateField(label=_("Look again on"), widget=DayInput(), required=False)

    @property
    def dated(self) -> list[forms.BoundField]:
        """What only some decisions need."""
        return [self[name] for name in ("amount", "begin", "review_on")]


class SideEffectForm(forms.Form):
    """What a clinician adds to a side effect."""

    what = forms.CharField(label=_("Side effect"), max_length=200)
    onset = forms.DateField(label=_("Began"), widget=DayInput(), required=False)
    ended = forms.DateField(label=_("Ended"), widget=DayInput(), required=False)
    severity = forms.ChoiceField(label=_("Severity"), required=False)
    serious = forms.ChoiceField(label=_("Serious"), choices=YES_NO, required=False)
    action = forms.ChoiceField(label=_("What was done"), required=False)
    dechallenge = forms.ChoiceField(label=_("With less or none"), required=False)
    rechallenge = forms.ChoiceField(label=_("Given again"), required=False)
    reason = forms.CharField(label=_("Why this is put right"), max_length=500, required=False)

    def __init__(self, *told: object, **named: object) -> None:
        super().__init__(*told, **named)  # type: ignore[arg-type]  # passed on as they come
        for name, words in (
            ("severity", Severity),
            ("action", Action),
            ("dechallenge", Withdrawal),
            ("rechallenge", Rechallenge),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  as it is declared above
            field.choices = [("", "–"), *((one, _(one)) for one in get_args(words))]


class CoTreatmentForm(forms.Form):
    """Another treatment that runs beside it."""

    name = forms.CharField(label=_("Name"), max_length=200)
    dose = forms.CharField(label=_("Dose, in words"), max_length=200, required=False)
    begin = forms.DateField(label=_("From"), widget=DayInput(), required=False)
    end = forms.DateField(label=_("Until"), widget=DayInput(), required=False)


class DoseForm(forms.Form):
    """One step of the dose."""

    begin = forms.DateField(label=_("From"), widget=DayInput())
    amount = forms.DecimalField(
        label=_("Amount per day; 0 is a pause or the end"),
        min_value=0,
        max_digits=8,
        decimal_places=3,
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)


class UnblindForm(forms.Form):
    """Why the blind is broken."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


def _outcome(name: str, lang: str) -> str:
    instrument, _dot, score = name.partition(".")
    return catalogue.instrument(instrument).name(score, lang).label
