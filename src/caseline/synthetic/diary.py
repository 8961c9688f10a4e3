"""A synthetic open course: a daily diary before and under a treatment with a pause."""

from datetime import date, timedelta
from fractions import Fraction

from caseline.calendar import Day, Span, day, month, year
from caseline.course import model
from caseline.interval import exactly
from caseline.record import NOT_ON_RECORD
from caseline.scoring.response import Response
from caseline.synthetic.person import Person

BEGIN = date(2025, 1, 6)
N_DAYS = 140
STEPS = (  # number of the day, mg, reason
    (28, Fraction(3, 2), "start"),
    (42, Fraction(3), "second step, as planned"),
    (56, Fraction(9, 2), "third step, as planned"),
    (98, Fraction(0), "pause because of nausea"),
    (105, Fraction(9, 2), "restart, the nausea had gone"),
)
QUESTIONNAIRES = (0, 14, 27, 55, 83, 111, 139)
DRAWINGS = (27, 139)
FORGOTTEN = 0.07


def synthetic_diary(seed: int) -> model.Course:
    """An open course: 28 days before, then titration to 4.5 mg, a pause and a restart.

    Parameters
    ----------
    seed
        0 or more; the same seed gives the same course.
    """
    person = Person(seed)
    amounts = [float(_amount(number)) for number in range(N_DAYS)]
    levels = [float(one) for one in person.levels(amounts, gain=2.2, lag_days=12)]
    before = sum(levels[: STEPS[0][0]]) / STEPS[0][0]
    kept = [n for n in range(N_DAYS) if n in QUESTIONNAIRES or not person.forgets(FORGOTTEN)]
    return model.Course(
        pseudonym="synthetic-diary",
        title="Synthetic course: an open daily diary, before and after",
        synthetic=True,
        provenance="prospective",
        chosen="before the course",
        sources=(),
        patient=model.Patient(age_years=exactly(47), sex="female"),
        diagnosis=_diagnosis(),
        plan=_plan(),
        treatment=_treatment(),
        earlier_treatments=_earlier(),
        co_treatments=_beside(),
        side_effects=_side_effects(),
        life_events=(model.LifeEvent("moved to another flat", _on(77)),),
        blinding=model.Blinding("open", "open", "open", ()),
        allocation=model.Allocation("fixed", "no", NOT_ON_RECORD),
        replications=NOT_ON_RECORD,
        untreated=NOT_ON_RECORD,
        visits=tuple(_visit(person, number, levels[number], before) for number in kept),
        missed_visits=tuple(_on(number) for number in range(N_DAYS) if number not in kept),
        patient_perspective="I sleep better since spring. The nausea was unpleasant.",
        consent=model.Consent(
            treatment=model.Agreement("yes", _on(-3)),
            off_label=model.Agreement("yes", _on(-3)),
            publication=model.Agreement("yes", _on(139)),
        ),
        disclosures=model.Disclosures("none: synthetic", "none: synthetic"),
        quotes=(),
    )


def _visit(person: Person, number: int, level: float, before: float) -> model.Visit:
    responses: list[Response] = [person.pain(level)]
    if number in QUESTIONNAIRES:
        responses += [person.fiqr(level), person.phq4(level)]
    if number in QUESTIONNAIRES and number > STEPS[0][0]:
        responses.append(person.impression(before - level))
    if number in DRAWINGS:
        responses.append(person.symptoms(level))
    return model.Visit(
        when=Span(_on(number), _on(number)),
        condition=None,
        mode="app",
        language="en",
        responses=tuple(responses),
        totals=(),
        drawing=person.drawing(level) if number in DRAWINGS else None,
    )


def _amount(number: int) -> Fraction:
    begun = [amount for first, amount, _ in STEPS if first <= number]
    return begun[-1] if begun else Fraction(0)


def _diagnosis() -> model.Diagnosis:
    return model.Diagnosis(
        name="fibromyalgia",
        icd10="M79.7",
        criteria="ACR 2016",
        symptoms_months=exactly(96),
        other_disorder_explains_pain="no",
        quote=None,
    )


def _plan() -> model.Plan:
    text = "Is average pain lower by at least 2 points after twelve weeks at the full dose?"
    return model.Plan(
        question=model.Question(text, _on(-3)),
        primary=model.PrimaryOutcome("pain-nrs.average", _on(-3)),
        threshold=model.Threshold("pain-nrs.average", Fraction(2), _on(-3)),
        looks=model.Looks((_on(83), _on(139)), _on(-3)),
    )


def _treatment() -> model.Treatment:
    return model.Treatment(
        name="naltrexone, low dose",
        atc="N07BB04",
        unit="mg",
        route="by mouth",
        formulation="capsules, made by a pharmacy",
        off_label="yes",
        trigger="earlier treatment ended",
        started_because="two earlier treatments had not helped enough",
        adherence_percent=exactly(96),
        doses=tuple(model.Dose(_on(n), amount, False, reason) for n, amount, reason in STEPS),
    )


def _earlier() -> tuple[model.EarlierTreatment, ...]:
    return (
        model.EarlierTreatment(
            name="duloxetine",
            dose="60 mg a day",
            span=Span(month(2023, 2), month(2023, 9)),
            ended_because="no less pain after seven months",
            quote=None,
        ),
        model.EarlierTreatment(
            name="pregabalin",
            dose="150 mg a day",
            span=Span(month(2024, 1), month(2024, 5)),
            ended_because="dizziness and weight gain",
            quote=None,
        ),
    )


def _beside() -> tuple[model.CoTreatment, ...]:
    return (
        model.CoTreatment("amitriptyline", "25 mg at night", year(2024), _on(70), "stopped"),
        model.CoTreatment("warm-water exercise", "weekly", _on(63), NOT_ON_RECORD, "new"),
    )


def _side_effects() -> tuple[model.SideEffect, ...]:
    return (
        model.SideEffect(
            what="vivid dreams",
            onset=_on(43),
            ended=_on(52),
            severity="mild",
            serious="no",
            action="none",
            dechallenge="not done",
            rechallenge="not done",
        ),
        model.SideEffect(
            what="nausea",
            onset=_on(95),
            ended=_on(101),
            severity="moderate",
            serious="no",
            action="paused",
            dechallenge="improved",
            rechallenge="did not come back",
        ),
    )


def _on(number: int) -> Day:
    """The date of a day of the course, counted from 0."""
    return day(BEGIN + timedelta(days=number))
