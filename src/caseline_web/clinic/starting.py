"""The forms of a new patient: who it is, what is tried, what to think of, what was agreed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from caseline.care.schedule import read_schedule, readings_before
from caseline.care.templates import Plan, Regimen, plans, prompts, prompts_for, regimens
from caseline.document import Table
from caseline.errors import CourseError
from caseline.instruments import catalogue
from caseline_web.clinic.fields import (
    DAYS,
    DayInput,
    amount_field,
    text_field,
)
from caseline_web.clinic.look import LEAST_BASELINE
from caseline_web.clinic.persons import ConsentForm, WhoForm
from caseline_web.clinic.saying import spoken_day, spoken_number, spoken_outcome
from caseline_web.courses.current import this_evening
from caseline_web.courses.safety import takes_back_yes
from caseline_web.language import readers

NOT_KNOWN = "not known"
ANSWERS = [(NOT_KNOWN, _("not known")), ("yes", _("yes")), ("no", _("no"))]
OUTCOMES = ("pain-nrs.average", "pain-nrs.worst", "fiqr.total", "phq4.total")
OTHER = "other"  # a treatment without a template
# Why it begins when it does, by the words of the course file; "" is not on record.
TRIGGERS = [
    ("", _("not asked")),
    ("bad time", _("a flare, or as bad as it ever was")),
    ("planned", _("on a day fixed beforehand, or drawn by lot")),
    ("available", _("the treatment, the visit or the diagnosis comes now")),
    ("earlier treatment ended", _("an earlier treatment ended")),
    ("unrelated", _("nothing to do with how the patient is")),
]


class StartForm(forms.Form):
    """A treatment in six fields: how it is built up, what is asked, and what is to be found out."""

    regimen = forms.ChoiceField(label=_("Treatment and its steps"))
    plan = forms.ChoiceField(label=_("What is asked when"))
    begin = forms.DateField(
        label=_("First evening of the baseline"),
        widget=DayInput(),
        initial=this_evening,
        validators=DAYS,
    )
    outcome = forms.ChoiceField(label=_("Primary outcome"))
    threshold = forms.DecimalField(
        label=_("Points better that would matter to the patient"),
        min_value=Decimal("0.1"),
        max_digits=5,
        decimal_places=1,
    )
    question = text_field(
        _("The question in other words"),
        required=False,
        longest=500,
        explained=_("Empty: whether the primary outcome is better by these points."),
    )

    def __init__(self, *told: object, **named: object) -> None:
        super().__init__(*told, **named)  # type: ignore[arg-type]  # passed on as they come
        lang = readers()
        listed = [(one.id, _marked(one)) for one in regimens()]
        self._choose("regimen", [*listed, (OTHER, now("Another treatment, named below"))])
        self._choose("plan", [(one.id, one.name[lang]) for one in plans()])
        self._choose("outcome", [(one, _scaled(one)) for one in OUTCOMES])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as it is declared above
        field.choices = choices

    @property
    def sources(self) -> list[tuple[str, str]]:
        """Where the steps and the plans are from, by their names."""
        templates: tuple[Regimen | Plan, ...] = (*regimens(), *plans())
        listed = [(one.name[readers()], one.source) for one in templates]
        return [(name, source.cite if source else now("our own")) for name, source in listed]

    @property
    def chosen_plan(self) -> Plan:
        """The plan of that id."""
        return next(one for one in plans() if one.id == self.cleaned_data["plan"])

    @property
    def chosen_regimen(self) -> Regimen | None:
        """The template of that id; None for another treatment."""
        wanted = self.cleaned_data["regimen"]
        return next((one for one in regimens() if one.id == wanted), None)

    def clean(self) -> dict[str, Any]:
        """The plan has to ask for the primary outcome often enough before the first dose."""
        told = self.cleaned_data
        if {"plan", "begin", "outcome"} <= set(told):
            content = self.chosen_plan.schedule(told["begin"])
            schedule = read_schedule(Table("schedule", "", content, CourseError))
            n = readings_before(schedule, told["outcome"])
            if n < LEAST_BASELINE:
                self.add_error(
                    "outcome",
                    now(
                        "This plan asks for it %(n)s times before the first dose; three are needed."
                    )
                    % {"n": n},
                )
            if schedule.first_dose < this_evening():
                said = now("By this plan the first dose was on %(day)s: begin later.")
                self.add_error("begin", said % {"day": spoken_day(schedule.first_dose)})
        if {"outcome", "threshold"} <= set(told):
            most = _span(told["outcome"])
            if told["threshold"] > most:
                self.add_error(
                    "threshold",
                    now("The whole scale of this outcome has %(n)s points.")
                    % {"n": spoken_number(most)},
                )
        if not self.errors and not told["question"]:
            told["question"] = _asked(told["outcome"], told["threshold"])
        return told


class TimingForm(forms.Form):
    """Why the treatment begins when it does: what is thought of before it is judged."""

    trigger = forms.ChoiceField(
        label=_("Why the treatment begins now"),
        choices=TRIGGERS,
        required=False,
        help_text=_("After a bad time, much gets better by itself."),
    )


class OtherForm(forms.Form):
    """A treatment without a template: its name and its first amount."""

    other_name = text_field(_("Name of the other treatment"), required=False)
    other_amount = amount_field(_("First amount per day"), required=False)
    other_unit = text_field(_("Unit"), required=False, longest=20)

    def regimen(self) -> Regimen:
        """The treatment as a template with one step."""
        told = self.cleaned_data
        return Regimen.of_one_step(told["other_name"], told["other_amount"], told["other_unit"])

    def clean(self) -> dict[str, Any]:
        """All three where another treatment was chosen."""
        if self.data.get("regimen") == OTHER:
            for name in self.fields:
                if name not in self.errors and self.cleaned_data.get(name) in ("", None):
                    self.add_error(name, now("This is needed for a treatment without a template."))
        return self.cleaned_data


class PromptForm(forms.Form):
    """Every prompt that is asked, or those of one treatment; "not known" until somebody says so."""

    def __init__(self, *told: object, atc: str | None = None, **named: object) -> None:
        super().__init__(*told, **named)  # type: ignore[arg-type]  # passed on as they come
        for one in prompts() if atc is None else prompts_for(atc):
            if one.asked:
                self.fields[one.id] = forms.ChoiceField(
                    label=one.question[readers()],
                    choices=ANSWERS,
                    initial=NOT_KNOWN,
                    widget=forms.RadioSelect,
                )

    @property
    def grouped(self) -> list[tuple[str, forms.BoundField]]:
        """Each with the treatment that it belongs to: "naltrexone", "other" or ""."""
        groups = {one.id: _group(one.atc, one.unless) for one in prompts()}
        return [(groups[field.name], field) for field in self if field.name in groups]

    def answers(self, atc: str) -> dict[str, str]:
        """The answers to those of a treatment."""
        belong = {one.id for one in prompts() if one.belongs_to(atc)}
        return {name: told for name, told in self.cleaned_data.items() if name in belong}


class SafetyForm(PromptForm):
    """The prompts of one treatment, answered again; each with the answer that the page showed."""

    def __init__(self, *told: object, atc: str, known: Mapping[str, str]) -> None:
        super().__init__(*told, atc=atc, initial=dict(known))
        for field in self.fields.values():
            field.show_hidden_initial = True
        self.known = {**dict.fromkeys(self.fields, NOT_KNOWN), **known}
        self.fields["why"] = text_field(
            now("Why a yes no longer holds"),
            required=False,
            longest=500,
            explained=now("Only where a yes is changed. The history keeps both."),
        )

    @property
    def asks_why(self) -> bool:
        """Whether there is a yes that could be taken back."""
        return "yes" in self.known.values()

    @property
    def shown(self) -> list[str]:
        """The answers that the page showed, as hidden fields."""
        return [self[name].as_hidden(only_initial=True) for name in self._prompts]

    @property
    def answered(self) -> dict[str, str]:
        """The answers that are others than those on record, and were given on this page.

        What the page showed and nobody touched is no answer: it may be older than the record.
        """
        told = {name: str(self.cleaned_data[name]) for name in self._prompts}
        given = {name: one for name, one in told.items() if one != self._was_shown(name)}
        return {name: one for name, one in given.items() if one != self.known[name]}

    @property
    def moved(self) -> bool:
        """Whether one of them answers what somebody else answered since the page was opened."""
        return any(self._was_shown(name) != self.known[name] for name in self.answered)

    def clean(self) -> dict[str, Any]:
        """A prompt reminds and never clears: a yes is not taken back without a reason."""
        told = self.cleaned_data
        if not self.errors and not told["why"] and takes_back_yes(self.known, self.answered):
            self.add_error("why", now("A yes that no longer holds needs a reason."))
        return told

    @property
    def _prompts(self) -> list[str]:
        return [name for name in self.fields if name != "why"]

    def _was_shown(self, name: str) -> str:
        """As the page sent it along; a page that did not say so showed nothing."""
        return str(self.data.get(self[name].html_initial_name, ""))


@dataclass(frozen=True, slots=True)
class NewPatient:
    """All forms of the page."""

    who: WhoForm
    start: StartForm
    timing: TimingForm
    other: OtherForm
    prompts: PromptForm
    consent: ConsentForm

    @classmethod
    def of(cls, request: HttpRequest) -> "NewPatient":
        """As they were sent, or as they begin."""
        told = request.POST or None
        who = {"id": uuid4(), "speaks": readers(), "diagnosis": now("fibromyalgia")}
        return cls(
            who=WhoForm(told, initial=who),
            start=StartForm(told),
            timing=TimingForm(told),
            other=OtherForm(told),
            prompts=PromptForm(told),
            consent=ConsentForm(told),
        )

    @property
    def parts(self) -> tuple[forms.Form, ...]:
        """Each of them."""
        return (self.who, self.start, self.timing, self.other, self.prompts, self.consent)

    def are_valid(self) -> bool:
        """Whether all are; each tells what is wrong with it."""
        return all(form.is_valid() for form in self.parts)

    @property
    def refused(self) -> bool:
        """Whether something that was sent is to be looked at again."""
        return any(form.errors for form in self.parts)

    @property
    def regimen(self) -> Regimen:
        """The template that was chosen, or the other treatment as one."""
        return self.start.chosen_regimen or self.other.regimen()


def _ends(outcome: str) -> tuple[int, int]:
    """The ends of the scale of an outcome."""
    instrument, _, score = outcome.partition(".")
    rule = next(one for one in catalogue.instrument(instrument).scores if one.id == score)
    return int(rule.low), int(rule.high)


def _span(outcome: str) -> Decimal:
    """How many points lie between the best and the worst value of an outcome."""
    low, high = _ends(outcome)
    return Decimal(high - low)


def _scaled(outcome: str) -> str:
    """What an outcome is called, with its scale: two points are much on one, little on another."""
    low, high = _ends(outcome)
    return f"{spoken_outcome(outcome)}, {low}–{high}"


def _asked(outcome: str, points: Decimal) -> str:
    """The question as outcome and threshold ask it, so that the three never contradict."""
    told = {"outcome": spoken_outcome(outcome), "points": spoken_number(points.normalize())}
    return now("Is “%(outcome)s” better by at least %(points)s points on the treatment?") % told


def _marked(one: Regimen) -> str:
    """The name, and that its steps were not read at their source."""
    name = one.name[readers()]
    return now("%(name)s (source not verified)") % {"name": name} if one.verify else name


def _group(atc: str, unless: str) -> str:
    return "naltrexone" if atc else "other" if unless else ""
